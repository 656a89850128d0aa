import { type CaseRound, type CaseState } from '../../core/discipline/case-state';
import { type Reach } from '../../platform/auth/reach';
import { type Transaction } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { type Sheet, type SheetColumn } from '../../platform/http/spreadsheet';
import { type SanctionRecord } from './sanction-record';

interface RecordRow {
  case_id: string;
  account_year: number;
  detail: string;
  number: string;
  name: string;
  category: string;
  job_title: string | null;
  job_rank: string | null;
  grade: string | null;
  unit_code: string | null;
  unit_name: string | null;
}

/** Which records are wanted. */
export interface RecordFilter {
  readonly year?: number | undefined;
  readonly employeeId?: string | undefined;
}

/** Reads cases as records, a row for each round, oldest first; without a reach those of everybody. */
export async function readSanctionRecords(database: Pick<Transaction, 'query'>, filter: RecordFilter, reach: Reach | null = null): Promise<SanctionRecord[]> {
  const limits = reach === null ? new Conditions() : reach.limit(new Conditions(), { unit: 'c.unit_id', employee: 'c.employee_id', date: null });
  const conditions = limits.when(filter.year, 'c.account_year = ?').when(filter.employeeId, 'c.employee_id = ?');
  const sql = `SELECT c.case_id, c.account_year, c.detail, e.number, e.name, e.category, COALESCE(p.job_title, e.job_title) AS job_title, p.job_rank, p.grade, u.code AS unit_code, u.name AS unit_name
    FROM discipline_case c JOIN employee e ON e.id = c.employee_id LEFT JOIN unit u ON u.id = c.unit_id
    LEFT JOIN employee_position p ON p.employee_id = e.id AND p.from_date = (SELECT MAX(q.from_date) FROM employee_position q WHERE q.employee_id = e.id)
    ${conditions.toString()} ORDER BY c.account_year, e.number, c.case_id`;
  return (await database.query<RecordRow>(sql, conditions.values)).flatMap((row) => (JSON.parse(row.detail) as CaseState).rounds.map((round) => recordOf(row, round)));
}

function recordOf(row: RecordRow, round: CaseRound): SanctionRecord {
  const { proposal, examination, decision, summonses } = round;
  return {
    ...{ caseId: row.case_id, round: round.number, number: row.number, name: row.name, category: row.category, jobTitle: row.job_title, rank: [row.job_rank, row.grade].filter((part) => part !== null).join(', ') || null },
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

const text = (head: string, cell: (record: SanctionRecord) => string | null, width = 24): SheetColumn<SanctionRecord> => ({ head, kind: 'text', cell, width });
const date = (head: string, cell: (record: SanctionRecord) => string | null): SheetColumn<SanctionRecord> => ({ head, kind: 'date', cell });
const number = (head: string, cell: (record: SanctionRecord) => number): SheetColumn<SanctionRecord> => ({ head, kind: 'number', cell });

/** The records as a table, with the heads in the words of the national form. */
export const recordSheet: Sheet<SanctionRecord> = {
  name: 'Hukuman disiplin',
  columns: [
    { head: 'NIP', kind: 'code', cell: (record) => record.number },
    text('Nama', (record) => record.name, 32),
    text('Kategori', (record) => record.category, 10),
    text('Pangkat/golongan', (record) => record.rank),
    text('Jabatan', (record) => record.jobTitle, 32),
    text('Kode unit', (record) => record.unitCode, 12),
    text('Unit kerja', (record) => record.unitName, 32),
    number('Tahun', (record) => record.year),
    text('Tahap', (record) => record.stage, 14),
    text('Peraturan', (record) => record.violatedAct),
    text('Pasal ambang', (record) => record.thresholdArticle),
    number('Jumlah hari', (record) => record.countedDays),
    text('Tanggal TMK', (record) => record.dates.join(' '), 40),
    text('Hukuman menurut ambang', (record) => record.proposedSanction, 32),
    text('Tingkat', (record) => record.tier, 10),
    text('Nomor panggilan', (record) => record.summonsNumbers.join('; ')),
    text('Nomor BAP', (record) => record.minutesNumber),
    date('Tanggal BAP', (record) => record.minutesDate),
    text('Nomor SK', (record) => record.decisionNumber),
    date('Tanggal SK', (record) => record.decisionDate),
    text('Pejabat', (record) => record.decidedBy, 32),
    text('Jenis hukuman', (record) => record.sanctionTitle, 32),
    text('Pengganti (Ps 42)', (record) => record.interimTitle, 32),
    date('Tanggal diterima', (record) => record.receivedDate),
    date('Tanggal berlaku', (record) => record.inForceDate),
    text('Upaya administratif', (record) => record.recourse),
    text('Hasil upaya', (record) => record.recourseOutcome),
    text('Dibatalkan', (record) => (record.annulled ? 'ya' : 'tidak'), 10),
  ],
};
