import type { WorkDate } from '../time/instant';
import type { RecapCodes, RecapKind } from './recap-codes';

/** One judged shift of one day, as a recap sees it. */
export interface RecapDay {
  readonly workDate: WorkDate;
  readonly status: string;
  readonly settled: boolean;
  readonly flags: readonly string[];
  readonly absentDays: number;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly lateBand: string | null;
  readonly earlyBand: string | null;
  /** What an officer said of an absence on the date: `verified`, `excused`, or anything else for nothing yet. */
  readonly absence: string | null;
  /** Type of the approved request that covers the date: `annual`, `sick`, `training` ...; null where none does. */
  readonly cover: string | null;
}

/** Whose recap it is. */
export interface RecapPerson {
  readonly employeeId: string;
  readonly number: string;
  readonly name: string;
  readonly unit: string;
}

/** The sums of a row; minutes are whole, days may be halves, the cut is in percent of the allowance and null where no table is adopted. */
export interface RecapTotals {
  readonly present: number;
  readonly late: number;
  readonly duty: number;
  readonly sick: number;
  readonly permission: number;
  readonly leave: number;
  readonly absent: number;
  readonly noRecord: number;
  readonly waiting: number;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  /** Days in the bands 1 to 4 of lateness (TL) and of early leaving (PSW). */
  readonly lateBands: readonly [number, number, number, number];
  readonly earlyBands: readonly [number, number, number, number];
  readonly cutPercent: number | null;
}

/** One person's month: a code for each date, and the sums. */
export interface RecapRow {
  readonly person: RecapPerson;
  readonly kinds: readonly RecapKind[];
  readonly totals: RecapTotals;
}

const leaveKinds: Readonly<Record<string, RecapKind>> = {
  annual: 'annualLeave', big: 'bigLeave', sick: 'sick', birth: 'birthLeave', 'important-reason': 'importantLeave', collective: 'collectiveLeave', cltn: 'unpaidLeave',
};
const dutyKinds: Readonly<Record<string, RecapKind>> = { training: 'training', study: 'studyAssignment', remote: 'remoteWork' };

/** The kind of one shift's day; what waits is never called absent. */
export function kindOf(day: RecapDay): RecapKind {
  if (!day.settled || day.status === 'PENDING') return 'waiting';
  switch (day.status) {
    case 'NOT_EMPLOYED':
      return 'notEmployed';
    case 'OFF':
    case 'HOLIDAY':
      return 'off';
    case 'ON_LEAVE':
      return leaveKinds[day.cover ?? ''] ?? 'otherLeave';
    case 'ON_DUTY':
      return dutyKinds[day.cover ?? ''] ?? 'duty';
    case 'ABSENT':
      return day.absence === 'verified' ? 'absent' : day.absence === 'excused' ? 'permission' : 'noRecord';
    case 'HALF_DAY':
      return 'halfDay';
    case 'INCOMPLETE':
      return 'missingPunch';
    default:
      return presentKind(day);
  }
}

function presentKind({ lateMinutes, earlyLeaveMinutes }: RecapDay): RecapKind {
  if (lateMinutes > 0) return earlyLeaveMinutes > 0 ? 'lateAndEarly' : 'late';
  return earlyLeaveMinutes > 0 ? 'earlyLeave' : 'present';
}

/** Of several shifts on one date the one that most needs to be seen stands in the cell. */
const byWeight: readonly RecapKind[] = [
  'waiting', 'absent', 'noRecord', 'halfDay', 'missingPunch', 'lateAndEarly', 'late', 'earlyLeave', 'permission', 'sick', 'annualLeave', 'bigLeave', 'collectiveLeave', 'birthLeave',
  'importantLeave', 'unpaidLeave', 'otherLeave', 'duty', 'training', 'studyAssignment', 'remoteWork', 'present', 'off', 'notEmployed', 'notJudged',
];

/**
 * One person's row of a month.
 * @param dates every date of the month, in order
 * @param cutPercent percent of the whole allowance, or null
 */
export function recapRow(person: RecapPerson, days: readonly RecapDay[], dates: readonly WorkDate[], cutPercent: number | null): RecapRow {
  const kinds = dates.map((date) => weightiest(days.filter(({ workDate }) => workDate === date).map(kindOf)));
  return { person, kinds, totals: totalsOf(kinds, days.filter((day) => kindOf(day) !== 'waiting'), cutPercent) };
}

const weightiest = (kinds: readonly RecapKind[]): RecapKind => byWeight.find((kind) => kinds.includes(kind)) ?? 'notJudged';

const presentKinds: readonly RecapKind[] = ['present', 'late', 'earlyLeave', 'lateAndEarly', 'missingPunch', 'halfDay'];
const dutyCounted: readonly RecapKind[] = ['duty', 'training', 'studyAssignment', 'remoteWork'];
const leaveCounted: readonly RecapKind[] = ['annualLeave', 'bigLeave', 'collectiveLeave', 'birthLeave', 'importantLeave', 'unpaidLeave', 'otherLeave'];

function totalsOf(kinds: readonly RecapKind[], judged: readonly RecapDay[], cutPercent: number | null): RecapTotals {
  const count = (...wanted: readonly RecapKind[]): number => kinds.filter((kind) => wanted.includes(kind)).length;
  const sum = (value: (day: RecapDay) => number): number => judged.reduce((total, day) => total + value(day), 0);
  return {
    present: count(...presentKinds),
    late: count('late', 'lateAndEarly'),
    duty: count(...dutyCounted),
    sick: count('sick'),
    permission: count('permission'),
    leave: count(...leaveCounted),
    absent: count('absent'),
    noRecord: count('noRecord'),
    waiting: count('waiting'),
    lateMinutes: sum((day) => day.lateMinutes),
    earlyLeaveMinutes: sum((day) => day.earlyLeaveMinutes),
    lateBands: bandsOf(judged.map((day) => bandOf(day.lateBand, day.lateMinutes))),
    earlyBands: bandsOf(judged.map((day) => bandOf(day.earlyBand, day.earlyLeaveMinutes))),
    cutPercent,
  };
}

/** The band that the unit's policy gave, by its number; where no policy has bands, those of 30, 60 and 90 minutes (asn-rules.md section 3). */
function bandOf(band: string | null, minutes: number): number {
  const named = /[1-4]$/.exec(band ?? '')?.[0];
  if (named !== undefined) return Number(named);
  if (minutes <= 0) return 0;
  return minutes <= 30 ? 1 : minutes <= 60 ? 2 : minutes <= 90 ? 3 : 4;
}

const bandsOf = (bands: readonly number[]): [number, number, number, number] => {
  const days = (wanted: number): number => bands.filter((band) => band === wanted).length;
  return [days(1), days(2), days(3), days(4)];
};

/** The kinds that a set of rows uses, for a legend without what nobody reads. */
export const usedKinds = (rows: readonly Pick<RecapRow, 'kinds'>[]): readonly RecapKind[] => byWeight.filter((kind) => kind !== 'notJudged' && rows.some((row) => row.kinds.includes(kind)));

/** The code in a cell. */
export const cellCode = (kind: RecapKind, codes: RecapCodes): string => codes[kind].code;
