import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeLetter, headFor, type ComposedLetter, type LetterDay, type QuestionAndAnswer } from '../../src/core/document/compose-letter';
import { type LetterBreach, letterValues, type LetterPerson } from '../../src/core/document/letter-values';
import { loadTemplates, type LoadedTemplate } from '../../src/core/document/load-templates';
import { type Letterhead } from '../../src/core/document/document-template';
import { addWorkingDays } from '../../src/core/calendar/working-calendar';
import { judgementOf } from '../../src/core/discipline/assess';
import { type ActorRole } from '../../src/core/discipline/case-event';
import { type CaseState } from '../../src/core/discipline/case-state';
import { procedureFor } from '../../src/core/discipline/rules-in-force';
import { account, calendar, day, regulations, scattered, workingDates } from '../unit/core/discipline/account-fixture';
import { foldCase } from '../../src/core/discipline/case-fold';
import { conductCaseOpened } from '../../src/core/discipline/conduct-case';
import { CaseOnTrial } from '../unit/core/discipline/case-fixture';

const folder = join(__dirname, '../../regulations/documents');

/** The files of letters this repository ships. */
export const letterTexts = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: `regulations/documents/${name}`, text: readFileSync(join(folder, name), 'utf8') }));

/** The shipped letters. */
export function shippedLetters(): { templates: readonly LoadedTemplate[]; letterhead: Letterhead } {
  const loaded = loadTemplates(letterTexts());
  if (loaded.outcome === 'refused') throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded;
}

/** Somebody whose name, title and unit are as long as they come, with letters beyond ASCII. */
export const longPerson: LetterPerson = {
  name: 'Prof. Dr. Ir. H. Raden Mas Ngabehi Šćepan Đorđević Wīrjosoemarto Ångström bin Abdurrahman Ṣāliḥ, S.T., M.Si., Ph.D., IPU, ASEAN Eng.',
  number: '197805172005011003',
  category: 'PNS',
  jobTitle: 'Pengelola Sistem Informasi dan Pengaduan Masyarakat pada Subbagian Perencanaan, Evaluasi dan Pelaporan Unit Pelaksana Teknis Daerah Pengujian Kendaraan Bermotor',
  rank: 'Penata Muda Tingkat I',
  grade: 'III/b',
  positionKind: 'Pelaksana',
  jobClass: 7,
  unitName: 'Dinas Perhubungan, Komunikasi, Informatika, Statistik dan Persandian',
};

/** The days of a state as the exhibit shows them. */
export const daysOf = (dates: readonly string[]): LetterDay[] =>
  dates.map((date, index) => ({
    date,
    days: 1,
    sentences: ['Jadwal hari ini 07:30 sampai 16:00.', 'Tidak ada rekaman di terminal mana pun; semua terminal gedung terdengar sepanjang hari.'],
    verifiedBy: 'verifikator',
    verifiedReason: index % 3 === 0 ? 'atasan langsung menyatakan tidak ada izin' : null,
    words: index % 2 === 0 ? ['Saya lupa melapor karena anak saya dirawat; surat akan menyusul.'] : [],
  }));

/** How a case went: on how many absent days it rests, whether they were on end, and whether the person came. */
export interface CasePath {
  readonly days: number;
  readonly onEnd?: boolean;
  readonly missedTwice?: boolean;
  /** Released from duties for the time of the examination. */
  readonly released?: boolean;
  /** The proposal to stop pay has been forwarded. */
  readonly payStopped?: boolean;
  /** About conduct: the heaviest sanction that is considered; no day of absence is in it. */
  readonly conduct?: string;
}

/** A case that went all the way to a delivered decision. */
export function caseWith({ days, onEnd = false, missedTwice = false, released = false, payStopped = false, conduct }: CasePath): CaseState {
  const dates = onEnd ? workingDates('2026-01-05', days) : scattered(2026, days);
  const trial = new CaseOnTrial();
  if (conduct === undefined) trial.facts(account({ days: dates.map((date) => day(date)), year: 2026, asOfDate: '2026-08-03' }));
  else trial.state = foldCase([conductOpened(conduct)], trial.state);
  const heavy = trial.round.proposal.level.tier === 'berat';
  if (heavy) {
    const members = [
      { name: 'Drs. Budi Santoso', element: 'superior' as const, rank: 3 },
      { name: 'Siti Aminah, S.H.', element: 'oversight' as const, rank: 3 },
      { name: 'Joko Saputro, S.E.', element: 'staffing' as const, rank: 2 },
    ];
    trial.does('staffing-officer', '2026-08-03', { act: 'form-team', examineeRank: 1, members });
  }
  if (released) trial.does('deciding-official', '2026-08-03', { act: 'release-temporarily' });
  if (payStopped) trial.does('staffing-officer', '2026-08-03', { act: 'dispose-salary-stop', outcome: 'forwarded', reason: 'rekapitulasi sudah divalidasi' });
  const role = heavy ? 'examining-team' : 'direct-superior';
  const examination = after('2026-08-03', 7);
  trial.summon('2026-08-03', examination, role);
  const last = missedTwice ? missedAgain(trial, role, examination) : examination;
  if (!missedTwice) trial.does(role, examination, { act: 'examine', minutesNumber: '800/BAP/2026', signedByExaminee: false, refusalNote: 'yang diperiksa menyatakan keberatan atas jumlah hari' });
  const { level } = trial.round.proposal;
  const decided = trial.decide(after(last, 3), level.sanction, level.dates);
  if (decided !== 'decided') throw new Error(decided);
  trial.does('staffing-officer', after(last, 8), { act: 'deliver', receivedDate: after(last, 7) });
  return trial.state;
}

function conductOpened(sanction: string) {
  const opened = conductCaseOpened({ breachDate: '2026-07-29', sanction, article: 'PP 94/2021 Ps 3 huruf f' }, regulations, '2026-08-03');
  if (opened === null) throw new Error(`no sanction ${sanction}`);
  return opened;
}

/** What a complaint lays behind a case about conduct. */
const breach: LetterBreach = {
  alleged: 'Meminta pembayaran sebesar Rp50.000 kepada pemohon untuk penerbitan dokumen kependudukan yang menurut ketentuan tidak dipungut biaya.',
  complaintDate: '2026-07-30',
  clarification: { date: '2026-07-31', text: 'Saya mengira itu biaya fotokopi dan sudah saya kembalikan.' },
};

const after = (date: string, workingDays: number): string => addWorkingDays(calendar, date, workingDays).date;

function missedAgain(trial: CaseOnTrial, role: ActorRole, examination: string): string {
  trial.does(role, examination, { act: 'record-no-show' });
  const second = after(examination, 1);
  trial.summon(second, after(second, 7), role);
  trial.does(role, after(second, 7), { act: 'record-no-show' });
  trial.does(role, after(second, 8), { act: 'record-absent-twice', minutesNumber: '800/BATH/2026' });
  return after(second, 8);
}

const questions: QuestionAndAnswer[] = Array.from({ length: 14 }, (_, index) => ({
  question: `Pertanyaan ke-${index + 1}: apakah Saudara hadir pada hari-hari yang disebutkan dalam rekapitulasi, dan bila tidak, apa alasannya?`,
  answer: 'Saya tidak hadir karena merawat anak saya yang sakit. Saya tidak sempat menyampaikan surat keterangan pada waktunya dan menyesalinya.',
}));

/** A letter with everything filled in that an officer would give. */
export function composed(code: string, state: CaseState, person: LetterPerson = longPerson): ComposedLetter {
  const { templates, letterhead } = shippedLetters();
  const loaded = templates.find(({ template }) => template.code === code);
  const round = state.rounds.at(-1);
  if (!loaded || !round) throw new Error(`no letter ${code}`);
  const head = headFor(letterhead, null, person.unitName);
  const duty = judgementOf(regulations, person.category, 'absence', round.proposal.level.reachedDate);
  const values = letterValues({
    ...{ person, year: 2026, state, round, calendar, procedure: procedureFor(regulations, person.category) ?? null },
    duty: duty.outcome === 'breach' ? duty.provision : null,
    breach: round.proposal.level.by === 'conduct' ? breach : null,
    salaryStopReachedDate: state.salaryStop === null ? null : round.proposal.level.reachedDate,
    document: { id: '01900000-0000-7000-8000-000000000000', number: '800.1.6.2/017/DISHUB/2026', date: '2026-04-01' },
    office: { government: letterhead.government, place: letterhead.place, unit: head.unit },
  });
  const fields = Object.fromEntries(Object.entries(loaded.template.fields).map(([name, { label, default: otherwise }]) => [`field.${name}`, otherwise ?? (name.includes('number') ? '196911111994031005' : name.includes('title') ? 'Kepala Dinas Perhubungan, Komunikasi, Informatika, Statistik dan Persandian' : name.includes('name') || name === 'handed-by' ? 'Dra. Hj. Kartini Nasution, M.A.P.' : label)]));
  return composeLetter(loaded.template, { values: { ...values, ...fields }, questions: { questions }, days: daysOf(round.proposal.level.dates), letterhead: head });
}
