import type { RecapTotals } from './recap';

/** A column of sums in a recap: its head in both languages and its value. */
export interface RecapColumn {
  readonly id: string;
  readonly en: string;
  readonly value: (totals: RecapTotals) => number | null;
}

const column = (id: string, en: string, value: RecapColumn['value']): RecapColumn => ({ id, en, value });
const bands = [0, 1, 2, 3] as const;

/** The columns of sums, as payroll and the inspectorate take them. */
export const recapColumns: readonly RecapColumn[] = [
  column('H', 'Present', ({ present }) => present),
  column('HT', 'Late', ({ late }) => late),
  column('DL', 'Duty', ({ duty }) => duty),
  column('S', 'Sick', ({ sick }) => sick),
  column('I', 'Perm.', ({ permission }) => permission),
  column('C', 'Leave', ({ leave }) => leave),
  column('TK', 'Absent', ({ absent }) => absent),
  column('TR', 'No rec.', ({ noRecord }) => noRecord),
  column('M', 'Waiting', ({ waiting }) => waiting),
  column('Mnt TL', 'Late min', ({ lateMinutes }) => lateMinutes),
  column('Mnt PSW', 'Early min', ({ earlyLeaveMinutes }) => earlyLeaveMinutes),
  ...bands.map((band) => column(`TL${band + 1}`, `TL${band + 1}`, ({ lateBands }) => lateBands[band])),
  ...bands.map((band) => column(`PSW${band + 1}`, `PSW${band + 1}`, ({ earlyBands }) => earlyBands[band])),
  column('Potongan %', 'Cut %', ({ cutPercent }) => cutPercent),
];
