import { Problem } from '../../api/problem';
import { dayMonth } from '../../format/dates';
import { currentLanguage } from '../../i18n/language';
import { coded, type SayCases } from './cases-words';

/** Reasons of the procedure in Indonesian; a reason that is not here is told as the service says it. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^(\S+) is no working day/, '$1 bukan hari kerja'],
  [/the examination must lie after the letter/, 'pemeriksaan harus sesudah tanggal surat'],
  [/the examination is on (\S+); nobody/, 'pemeriksaan baru tanggal $1'],
  [/no examining team has been formed/, 'tim pemeriksa belum dibentuk'],
  [/must be examined by a team/, 'tingkat hukuman ini harus diperiksa oleh tim'],
  [/is examined by the direct superior, not by a team/, 'tingkat hukuman ini diperiksa atasan langsung, bukan tim'],
  [/the team lacks: (.+)/, 'tim belum memiliki unsur: $1'],
  [/(.+) stands lower than the examinee/, '$1 lebih rendah jenjangnya daripada yang diperiksa'],
  [/the direct superior is .+; the next superior up acts/, 'atasan langsung digantikan; atasan yang lebih tinggi yang bertindak'],
  [/review is asked for|review/, 'perubahan fakta harus ditinjau lebih dahulu'],
  [/is heavier than the row reached/, 'hukuman itu lebih berat daripada tingkat yang dicapai'],
  [/already punished: (.+)/, 'hari ini sudah pernah dihukum: $1'],
  [/a sanction must name the days/, 'pilih hari yang dihukum'],
  [/it had to be filed by (\S+)/, 'batas pengajuannya $1'],
  [/is not possible in the stage/, 'langkah ini tidak ada pada tahap sekarang'],
  [/may not be (taken|done) by|not an actor|actor/, 'peran itu tidak berwenang untuk langkah ini'],
];

const dated = (text: string): string => text.replace(/\d{4}-\d{2}-\d{2}/g, (date) => dayMonth(date));

function reasonWords(reason: string): string {
  if (currentLanguage() === 'en') return dated(reason);
  const known = reasons.find(([pattern]) => pattern.test(reason));
  const match = known?.[0].exec(reason);
  return dated(known && match ? known[1].replace('$1', match[1] ?? '') : reason);
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
