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
  column('H', 'Pres', ({ present }) => present),
  column('HT', 'Lt', ({ late }) => late),
  column('DL', 'Dty', ({ duty }) => duty),
  column('S', 'Sk', ({ sick }) => sick),
  column('I', 'Prm', ({ permission }) => permission),
  column('C', 'Lv', ({ leave }) => leave),
  column('TK', 'Abs', ({ absent }) => absent),
  column('TR', 'NR', ({ noRecord }) => noRecord),
  column('M', 'Wt', ({ waiting }) => waiting),
  column('Mnt TL', 'L min', ({ lateMinutes }) => lateMinutes),
  column('Mnt PSW', 'E min', ({ earlyLeaveMinutes }) => earlyLeaveMinutes),
  ...bands.map((band) => column(`TL${band + 1}`, `TL${band + 1}`, ({ lateBands }) => lateBands[band])),
  ...bands.map((band) => column(`PSW${band + 1}`, `PSW${band + 1}`, ({ earlyBands }) => earlyBands[band])),
  column('Pot. %', 'Cut %', ({ cutPercent }) => cutPercent),
];
