import { fork } from 'node:child_process';
import { join } from 'node:path';
import { addDays, weekday } from '../../src/core/time/calendar';
import { Database, type SqlValue } from '../../src/platform/database/database';
import { benchPlace, benchPlaceNames, whole } from './measure';
import { type ReportCost, type ReportJob } from './reports-child';

const month = '2026-10';
const reportDate = '2026-10-30';
const units = 40;
const limits = { dailySeconds: 10, recapSeconds: 60, megabytes: 500, people: 10_000, growth: 1.5 } as const;

/**
 * What the reports of a city cost: the daily one as HTML and the month of everybody as XLSX, with the memory that they take.
 * `--employees=1000,10000,50000` names other sizes.
 */
export async function benchReports(options: ReadonlyMap<string, string>): Promise<void> {
  const sizes = (options.get('employees') ?? '1000,10000,50000').split(',').map(Number);
  for (const name of await benchPlaceNames()) {
    const first: number[] = [];
    for (const employees of sizes) {
      const { perThousand, line, failed } = await measure(name, employees);
      first.push(perThousand);
      console.log(`${line} ${(perThousand / (first[0] ?? 1)).toFixed(2)} x the cost of a person in the smallest city`);
      // What a person costs does not grow with the city; times of less than a second are rough.
      if (failed || perThousand > limits.growth * (first[0] ?? perThousand)) process.exitCode = 1;
    }
  }
}

async function measure(name: string, employees: number): Promise<{ perThousand: number; line: string; failed: boolean }> {
  const place = await benchPlace(name);
  const database = await Database.open(place.url);
  try {
    await fill(database, employees);
    await database.close();
    const daily = await inOwnProcess(place.url, 'daily');
    const recap = await inOwnProcess(place.url, 'recap');
    const line = `${name}, ${whole(employees)} employees x 31 days: daily ${daily.seconds.toFixed(2)} s, ${whole(daily.kilobytes)} kB, peak ${daily.peakMegabytes} MB; recap XLSX ${recap.seconds.toFixed(1)} s, ${whole(recap.kilobytes)} kB, peak ${recap.peakMegabytes} MB;`;
    const peak = Math.max(daily.peakMegabytes, recap.peakMegabytes);
    const failed = employees === limits.people && (daily.seconds > limits.dailySeconds || recap.seconds > limits.recapSeconds || peak > limits.megabytes);
    return { perThousand: (daily.seconds + recap.seconds) / (employees / 1000), line, failed };
  } finally {
    await place.drop();
  }
}

/** Makes a report in a process of its own, whose memory is the report's and not that of the city being filled. */
function inOwnProcess(url: string, report: ReportJob['report']): Promise<ReportCost> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'reports-child.js'), { execArgv: ['--expose-gc'] });
    child.once('message', (cost) => resolve(cost as ReportCost));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the report's process ended with ${code}`)));
    child.send({ url, report, month, date: reportDate } satisfies ReportJob);
  });
}

async function fill(database: Database, employees: number): Promise<void> {
  await database.transaction((tx) => tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], Array.from({ length: units }, (_, unit) => [`u${unit}`, `U${unit}`, `Unit ${unit}`, null, 'Asia/Jakarta'])));
  for (let start = 0; start < employees; start += 500) {
    const some = Array.from({ length: Math.min(500, employees - start) }, (_, offset) => start + offset);
    await database.transaction(async (tx) => {
      await tx.insert('employee', ['id', 'number', 'name', 'category'], some.map((index) => [idOf(index), `N${String(index).padStart(17, '0')}`, `Employee ${index}`, 'PNS']));
      await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], some.map((index) => [idOf(index), '2020-01-01', `u${index % units}`]));
      await tx.insert('attendance_day', dayColumns, some.flatMap((index) => Array.from({ length: 31 }, (_, day) => dayRow(index, addDays(`${month}-01`, day)))));
    });
  }
}

const idOf = (index: number): string => `e${String(index).padStart(7, '0')}`;
const dayColumns = ['employee_id', 'work_date', 'shift_no', 'unit_id', 'zone', 'shift', 'status', 'settled', 'late_minutes', 'early_leave_minutes', 'worked_minutes', 'overtime_minutes', 'break_overrun_minutes', 'absent_days', 'flags', 'signals', 'in_at', 'out_at', 'digest', 'explanation', 'computed_at'];

/** One in twelve is late, one in thirty has no record: more than any city has seen on a day. */
function dayRow(index: number, date: string): SqlValue[] {
  const lot = (index * 7 + Number(date.slice(8)) * 13) % 60;
  const status = weekday(date) > 5 ? 'OFF' : lot < 2 ? 'ABSENT' : 'PRESENT';
  const at = Date.parse(`${date}T00:30:00Z`);
  const late = status === 'PRESENT' && lot < 7 ? 17 : 0;
  return [idOf(index), date, 1, `u${index % units}`, 'Asia/Jakarta', 'REG', status, 1, late, 0, 450, 0, 0, status === 'ABSENT' ? 1 : 0, status === 'ABSENT' ? 'NO_PUNCH' : '', '', at, at + 30_600_000, 'x', '[]', 0];
}
