import { type CaseRound, type CaseState } from '../../core/discipline/case-state';
import { type Database, type SqlValue } from '../../platform/database/database';
import { type CsvCell, textCell } from '../../platform/http/csv';

/** One round of a case with the fields that national recording of discipline asks for. */
export interface SanctionRecord {
  readonly caseId: string;
  readonly round: number;
  readonly number: string;
  readonly name: string;
  readonly category: string;
  readonly jobTitle: string | null;
  readonly unitCode: string | null;
  readonly unitName: string | null;
  readonly year: number;
  readonly stage: string;
  readonly violatedAct: string;
  readonly thresholdArticle: string;
  readonly countedDays: number;
  readonly dates: readonly string[];
  readonly proposedSanction: string;
  readonly tier: string;
  readonly summonsNumbers: readonly string[];
  readonly minutesNumber: string | null;
  readonly minutesDate: string | null;
  readonly decisionNumber: string | null;
  readonly decisionDate: string | null;
  readonly decidedBy: string | null;
  readonly sanction: string | null;
  readonly sanctionTitle: string | null;
  readonly interimTitle: string | null;
  readonly receivedDate: string | null;
  readonly inForceDate: string | null;
  readonly recourse: string | null;
  readonly recourseOutcome: string | null;
  readonly annulled: boolean;
}

interface RecordRow {
  case_id: string;
  account_year: number;
  detail: string;
  number: string;
  name: string;
  category: string;
  job_title: string | null;
  unit_code: string | null;
  unit_name: string | null;
}

/** Which records are wanted. */
export interface RecordFilter {
  readonly year?: number | undefined;
  readonly employeeId?: string | undefined;
}

/** Reads cases as records, a row for each round, oldest first. */
export async function readSanctionRecords(database: Database, filter: RecordFilter): Promise<SanctionRecord[]> {
  const conditions = ['1 = 1', ...(filter.year === undefined ? [] : ['c.account_year = ?']), ...(filter.employeeId === undefined ? [] : ['c.employee_id = ?'])];
  const values: SqlValue[] = [...(filter.year === undefined ? [] : [filter.year]), ...(filter.employeeId === undefined ? [] : [filter.employeeId])];
  const sql = `SELECT c.case_id, c.account_year, c.detail, e.number, e.name, e.category, e.job_title, u.code AS unit_code, u.name AS unit_name
    FROM discipline_case c JOIN employee e ON e.id = c.employee_id LEFT JOIN unit u ON u.id = c.unit_id
    WHERE ${conditions.join(' AND ')} ORDER BY c.account_year, e.number, c.case_id`;
  return (await database.query<RecordRow>(sql, values)).flatMap((row) => (JSON.parse(row.detail) as CaseState).rounds.map((round) => recordOf(row, round)));
}

function recordOf(row: RecordRow, round: CaseRound): SanctionRecord {
  const { proposal, examination, decision, summonses } = round;
  return {
    ...{ caseId: row.case_id, round: round.number, number: row.number, name: row.name, category: row.category, jobTitle: row.job_title },
    ...{ unitCode: row.unit_code, unitName: row.unit_name, year: row.account_year, stage: round.stage },
    ...{ violatedAct: proposal.level.source.act, thresholdArticle: proposal.level.article, countedDays: proposal.cumulativeDays, dates: proposal.level.dates },
    ...{ proposedSanction: proposal.level.title, tier: decision?.imposed?.tier ?? proposal.level.tier },
    summonsNumbers: summonses.map(({ letterNumber }) => letterNumber),
    ...{ minutesNumber: examination?.minutesNumber ?? null, minutesDate: examination?.date ?? null },
    ...decisionOf(round),
    ...courseOf(round),
  };
}

type OfDecision = 'decisionNumber' | 'decisionDate' | 'decidedBy' | 'sanction' | 'sanctionTitle' | 'interimTitle' | 'annulled';

function decisionOf({ decision }: CaseRound): Pick<SanctionRecord, OfDecision> {
  if (decision === null) return { decisionNumber: null, decisionDate: null, decidedBy: null, sanction: null, sanctionTitle: null, interimTitle: null, annulled: false };
  const { imposed } = decision;
  return {
    ...{ decisionNumber: decision.decisionNumber, decisionDate: decision.date, decidedBy: decision.official, annulled: decision.annulled },
    ...{ sanction: imposed?.sanction ?? null, sanctionTitle: imposed?.title ?? null, interimTitle: imposed?.interim?.title ?? null },
  };
}

const courseOf = ({ delivery, inForceDate, recourse }: CaseRound): Pick<SanctionRecord, 'receivedDate' | 'inForceDate' | 'recourse' | 'recourseOutcome'> => ({
  receivedDate: delivery.receivedDate,
  inForceDate,
  recourse: recourse?.kind ?? null,
  recourseOutcome: recourse?.outcome ?? null,
});

/** The heads of the columns, in the words of the national form. */
export const recordHead = [
  'NIP', 'Nama', 'Kategori', 'Jabatan', 'Kode unit', 'Unit kerja', 'Tahun', 'Tahap', 'Peraturan', 'Pasal ambang', 'Jumlah hari', 'Tanggal TMK', 'Hukuman menurut ambang', 'Tingkat',
  'Nomor panggilan', 'Nomor BAP', 'Tanggal BAP', 'Nomor SK', 'Tanggal SK', 'Pejabat', 'Jenis hukuman', 'Pengganti (Ps 42)', 'Tanggal diterima', 'Tanggal berlaku', 'Upaya administratif', 'Hasil upaya', 'Dibatalkan',
] as const;

/** A record as one row of the table. */
export const recordCells = (record: SanctionRecord): CsvCell[] => [
  textCell(record.number), record.name, record.category, record.jobTitle, record.unitCode, record.unitName, record.year, record.stage, record.violatedAct, record.thresholdArticle, record.countedDays,
  record.dates.join(' '), record.proposedSanction, record.tier, record.summonsNumbers.join('; '), record.minutesNumber, record.minutesDate, record.decisionNumber, record.decisionDate, record.decidedBy,
  record.sanctionTitle, record.interimTitle, record.receivedDate, record.inForceDate, record.recourse, record.recourseOutcome, record.annulled ? 'ya' : 'tidak',
];
