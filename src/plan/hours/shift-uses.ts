import { shiftsOfText } from '../reading/employee-rows';
import { type Reader } from '../reading/reader';
import { loadPeriodHours, loadSchedules } from '../reading/shared-plan';

/** What names a shift, for a reader; empty = nothing does. */
export async function shiftUses(reader: Reader, code: string): Promise<string[]> {
  const uses: string[] = [];
  for (const [schedule, versions] of await loadSchedules(reader)) {
    const named = versions.some(({ schedule: each }) => (each.kind === 'weekly' ? each.week : each.pattern).flat().includes(code));
    if (named) uses.push(`work schedule "${schedule}"`);
  }
  for (const period of await loadPeriodHours(reader)) {
    if ([...period.replaces].flat().includes(code)) uses.push(`period hours "${period.name}"`);
  }
  const rows = await reader.query<{ work_date: string; shifts: string }>('SELECT DISTINCT work_date, shifts FROM roster_entry');
  const rostered = rows.find((row) => shiftsOfText(row.shifts).includes(code));
  if (rostered) uses.push(`the roster of ${rostered.work_date}`);
  return uses;
}
