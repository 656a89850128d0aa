import { Problem } from '../../api/problem';
import { dayMonth } from '../../format/dates';
import { currentLanguage } from '../../i18n/language';
import { coded, type SayCases } from './cases-words';

/** Reasons of the procedure in Indonesian; a reason that is not here is told as the service says it. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^(\S+) is no working day/, '$1 bukan hari kerja'],
  [/the examination must lie after the letter/, 'pemeriksaan harus sesudah tanggal surat'],
  [/the summons is dated (\S+); the examination must lie after it/, 'panggilan bertanggal $1; pemeriksaan harus sesudahnya'],
  [/the examination is on (\S+); nobody/, 'pemeriksaan baru tanggal $1'],
  [/no examining team has been formed/, 'tim pemeriksa belum dibentuk'],
  [/the tier (\S+) must be examined by a team/, 'tingkat $1 harus diperiksa oleh tim'],
  [/the tier (\S+) is examined by the direct superior, not by a team/, 'tingkat $1 diperiksa atasan langsung, bukan tim'],
  [/names no examiner for the tier (\S+)/, 'tata cara tidak menyebut pemeriksa untuk tingkat $1'],
  [/the team lacks: (.+)/, 'tim belum memiliki unsur $1'],
  [/(.+) stands lower than the examinee/, '$1 lebih rendah jenjangnya daripada yang diperiksa'],
  [/a temporary release is not for the tier (\S+)/, 'pembebasan sementara tidak untuk tingkat $1'],
  [/the examinee did not sign/, 'pegawai tidak menandatangani; tulis catatannya'],
  [/the direct superior is .+; the next superior up acts/, 'atasan langsung digantikan; atasan yang lebih tinggi yang bertindak'],
  [/no review is asked for/, 'tidak ada perubahan yang harus ditinjau'],
  [/an issued decision is not rewritten/, 'keputusan yang sudah keluar tidak ditulis ulang; pertahankan atau tarik'],
  [/the facts propose nothing any more/, 'fakta tidak lagi mengusulkan apa pun; pertahankan atau tarik'],
  [/review/, 'perubahan fakta harus ditinjau lebih dahulu'],
  [/no sanction '(.+)' was in force on (\S+)/, 'hukuman itu belum atau tidak lagi berlaku'],
  [/is heavier than the row reached/, 'hukuman itu lebih berat daripada tingkat yang dicapai'],
  [/already punished: (.+)/, 'hari ini sudah pernah dihukum: $1'],
  [/not among the days of the case: (.+)/, 'hari ini bukan bagian dari kasus: $1'],
  [/a sanction must name the days/, 'pilih hari yang dihukum'],
  [/the decision imposes nothing/, 'keputusannya tidak menjatuhkan hukuman; tutup kasusnya'],
  [/a receipt date lies between the decision \((\S+)\) and today/, 'tanggal diterima harus antara tanggal keputusan ($1) dan hari ini'],
  [/has not been recorded absent at the delivery/, 'catat dulu bahwa pegawai tidak hadir saat penyampaian'],
  [/without a receipt date/, 'tanpa tanggal diterima keputusan tidak mulai berlaku'],
  [/the decision comes into force on (\S+)/, 'keputusan baru berlaku $1'],
  [/the decision has been annulled/, 'keputusannya sudah dibatalkan'],
  [/an? (objection|appeal) has been filed already/, 'sudah ada keberatan atau banding'],
  [/is appealed against, not objected to/, 'terhadap hukuman ini jalannya banding, bukan keberatan'],
  [/is objected to, not appealed against/, 'terhadap hukuman ini jalannya keberatan, bukan banding'],
  [/it had to be filed by (\S+)/, 'batas pengajuannya $1'],
  [/no (objection|appeal) is running/, 'tidak ada keberatan atau banding yang berjalan'],
  [/the (objection|appeal) still runs/, 'keberatan atau banding masih berjalan'],
  [/no stop of pay is proposed/, 'tidak ada usul penghentian gaji'],
  [/has not been delivered and come into force/, 'keputusannya belum disampaikan dan belum berlaku'],
  [/is not possible in the stage/, 'langkah ini tidak ada pada tahap sekarang'],
  [/may not be (taken|done) by|not an actor|actor/, 'peran itu tidak berwenang untuk langkah ini'],
];

/** Elements of a team as the reasons name them. */
const elements: Readonly<Record<string, string>> = { superior: 'atasan langsung', oversight: 'pengawasan', staffing: 'kepegawaian' };

const dated = (text: string): string => text.replace(/\d{4}-\d{2}-\d{2}/g, (date) => dayMonth(date));

function reasonWords(reason: string): string {
  if (currentLanguage() === 'en') return dated(reason);
  const known = reasons.find(([pattern]) => pattern.test(reason));
  const match = known?.[0].exec(reason);
  const part = (match?.[1] ?? '').replace(/\b(superior|oversight|staffing)\b/g, (element) => elements[element] ?? element);
  return dated(known ? known[1].replace('$1', part) : reason);
}

/** Why a step was not recorded, and what can be done instead, in words. */
export function stepProblem(error: unknown, say: SayCases): string {
  if (!(error instanceof Problem)) return say('problem.other', { detail: String(error) });
  if (error.status === 0) return say('problem.unreachable');
  if (error.code === 'case-changed') return say('problem.changed');
  if (error.code === 'act-in-future') return say('problem.future');
  if (error.code === 'fields-missing') return say('problem.missing', { fields: namedFields(error.members['missing']) });
  if (error.code === 'names-reporter') return say('problem.reporter', { fields: namedFields(error.members['fields']) });
  if (error.code !== 'act-refused') return say('problem.other', { detail: dated(error.message) });
  const allowed = (Array.isArray(error.members['allowed']) ? (error.members['allowed'] as readonly { readonly act: string }[]) : []).map(({ act }) => coded(say, 'act', act).replace('…', ''));
  const refused = say('problem.refused', { reason: reasonWords(String(error.members['reason'] ?? error.message)) });
  return allowed.length === 0 ? refused : `${refused} ${say('problem.allowed', { acts: allowed.join('; ') })}`;
}

// "place (Tempat pemeriksaan)" is told by what stands between the brackets.
const namedFields = (missing: unknown): string => (Array.isArray(missing) ? (missing as readonly string[]).map((one) => /\((.+)\)$/.exec(one)?.[1] ?? one).join(', ') : '');
