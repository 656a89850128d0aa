import { explain } from '../../core/attendance/explain';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { type LetterDay } from '../../core/document/compose-letter';
import { type Transaction } from '../../platform/database/database';
import { verificationsOf } from '../violation-store';
import { explanationsOf } from '../violations/explanation-store';

interface DayRow {
  work_date: string;
  zone: string;
  explanation: string;
  absent_days: number;
}

/** The days a case rests on as the exhibit shows them: the service's sentences, the officer's word, the employee's own. */
export async function readLetterDays(reader: Pick<Transaction, 'query'>, employeeId: string, dates: readonly string[]): Promise<LetterDay[]> {
  const sorted = [...dates].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sql = 'SELECT work_date, zone, explanation, absent_days FROM attendance_day WHERE employee_id = ? AND work_date >= ? AND work_date <= ? ORDER BY work_date, shift_no';
  const rows = await reader.query<DayRow>(sql, [employeeId, first, last]);
  const verifications = (await verificationsOf(reader, [employeeId])).get(employeeId) ?? [];
  const explanations = await explanationsOf(reader, employeeId, first, last);
  return sorted.map((date) => {
    const shifts = rows.filter((row) => row.work_date === date);
    const word = verifications.find((one) => one.date === date && one.kind === 'absence');
    return {
      date,
      days: Math.min(1, shifts.reduce((sum, row) => sum + row.absent_days, 0)),
      sentences: shifts.flatMap((row) => (JSON.parse(row.explanation) as ExplanationStep[]).map((step) => explain(step, 'id', row.zone))),
      verifiedBy: word?.verdict === 'verified' ? word.actor.replace(/^token:/, '') : null,
      verifiedReason: word?.verdict === 'verified' && word.reason !== '' ? word.reason : null,
      words: explanations.filter((one) => one.workDate === date).map((one) => one.words),
    };
  });
}
