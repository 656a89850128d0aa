import { ApiProperty } from '@nestjs/swagger';
import { type AttendanceDayRow } from '../../attendance/attendance-day-store';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { type PlannedShift } from '../../core/schedule/planned-day';

/** A stretch of time; instants are epoch milliseconds. */
export class StripSpanItem {
  @ApiProperty()
  fromAt!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'null = still lasting.' })
  toAt!: number | null;
}

/** A silence or a fault of a terminal. */
export class StripSilenceItem extends StripSpanItem {
  @ApiProperty()
  terminal!: string;
}

/** Leave or duty on the strip. */
export class StripLeaveItem extends StripSpanItem {
  @ApiProperty({ enum: ['leave', 'duty'] })
  kind!: 'leave' | 'duty';
}

/** A punch on the strip. */
export class StripPunchItem {
  @ApiProperty()
  at!: number;
  @ApiProperty({ enum: ['in', 'out', 'between', 'dropped'] })
  role!: 'in' | 'out' | 'between' | 'dropped';
  @ApiProperty({ description: 'How often the finger was put on the reader at this moment.' })
  times!: number;
  @ApiProperty()
  correction!: boolean;
}

/** What the day strip draws of one judged day; instants are epoch milliseconds. */
export class StripItem {
  @ApiProperty()
  zone!: string;
  @ApiProperty()
  workDate!: string;
  @ApiProperty({ type: [StripSpanItem], description: 'The owed stretches of the shift.' })
  segments!: StripSpanItem[];
  @ApiProperty({ type: StripSpanItem, nullable: true })
  window!: StripSpanItem | null;
  @ApiProperty({ type: [StripPunchItem] })
  punches!: StripPunchItem[];
  @ApiProperty({ type: [Number], description: 'When a door of the unit was opened; anonymous, never a punch.' })
  doors!: number[];
  @ApiProperty({ type: [StripSilenceItem] })
  silences!: StripSilenceItem[];
  @ApiProperty({ type: [StripLeaveItem] })
  leaves!: StripLeaveItem[];
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty()
  earlyLeaveMinutes!: number;
  @ApiProperty({ type: String, enum: ['in', 'out'], nullable: true })
  missing!: 'in' | 'out' | null;
  @ApiProperty()
  noRecord!: boolean;
}

const stripDayFields = ['employee_id', 'work_date', 'shift_no', 'zone', 'flags', 'late_minutes', 'early_leave_minutes', 'absent_days', 'explanation'] as const;

/** What a strip is read out of: a part of the row of a judged day. */
export type StripDay = Pick<AttendanceDayRow, (typeof stripDayFields)[number]>;
/** The columns of a `StripDay`. */
export const stripDayColumns = stripDayFields.join(', ');

type Steps = readonly ExplanationStep[];

const numberOf = (step: ExplanationStep, name: string): number => Number(step.params[name]);
const stepsOf = (steps: Steps, ...codes: readonly string[]): ExplanationStep[] => steps.filter(({ code }) => codes.includes(code));

/**
 * Reads the strip out of a judged day: its explanation names all that was used, so the strip shows what the verdict rests on.
 * @param shift the planned shift, for its breaks; without it the band has no gaps
 */
export function stripOf(row: StripDay, shift: PlannedShift | null = null, doors: readonly number[] = []): StripItem {
  const steps = JSON.parse(row.explanation) as Steps;
  const flags = row.flags.split(' ');
  const planned = steps.find(({ code }) => code.startsWith('PLANNED_BY_'));
  const [window] = stepsOf(steps, 'WINDOW');
  const punches = punchesOf(steps);
  return {
    zone: row.zone,
    workDate: row.work_date,
    segments: shift ? shift.owed.map(({ startAt, endAt }) => ({ fromAt: startAt, toAt: endAt })) : planned ? [{ fromAt: numberOf(planned, 'startAt'), toAt: numberOf(planned, 'endAt') }] : [],
    window: window ? { fromAt: numberOf(window, 'opensAt'), toAt: numberOf(window, 'closesAt') } : null,
    punches,
    doors: [...doors],
    silences: silencesOf(steps),
    leaves: leavesOf(steps),
    lateMinutes: row.late_minutes,
    earlyLeaveMinutes: row.early_leave_minutes,
    missing: flags.includes('MISSING_IN') ? 'in' : flags.includes('MISSING_OUT') ? 'out' : null,
    noRecord: row.absent_days > 0 && punches.length === 0,
  };
}

const roles = { PUNCH_AS_IN: 'in', CORRECTION_IN: 'in', PUNCH_AS_OUT: 'out', CORRECTION_OUT: 'out', PUNCH_BETWEEN: 'between', PUNCH_OUTSIDE_WINDOW: 'dropped' } as const;

function punchesOf(steps: Steps): StripPunchItem[] {
  const repeats = stepsOf(steps, 'PUNCH_DUPLICATE').map((step) => numberOf(step, 'keptAt'));
  const found = new Map<string, StripPunchItem>();
  for (const step of steps) {
    const role = roles[step.code as keyof typeof roles];
    if (!role) continue;
    const at = numberOf(step, 'at');
    found.set(`${at} ${role}`, { at, role, times: 1 + repeats.filter((kept) => kept === at).length, correction: step.code.startsWith('CORRECTION') });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

function silencesOf(steps: Steps): StripSilenceItem[] {
  const of = (step: ExplanationStep, from: string, to: string | null): StripSilenceItem => ({ terminal: String(step.params['terminal']), fromAt: numberOf(step, from), toAt: to === null ? null : numberOf(step, to) });
  return [
    ...stepsOf(steps, 'TERMINAL_SILENT').map((step) => of(step, 'sinceAt', null)),
    ...stepsOf(steps, 'TERMINAL_NEVER_HEARD').map((step) => ({ terminal: String(step.params['terminal']), fromAt: 0, toAt: null })),
    ...stepsOf(steps, 'TERMINAL_FAULT').map((step) => of(step, 'fromAt', 'toAt')),
    ...stepsOf(steps, 'TERMINAL_FAULT_GOES_ON').map((step) => of(step, 'fromAt', null)),
  ].sort((a, b) => a.fromAt - b.fromAt);
}

const leavesOf = (steps: Steps): StripLeaveItem[] =>
  stepsOf(steps, 'LEAVE', 'DUTY').map((step) => ({ fromAt: numberOf(step, 'fromAt'), toAt: numberOf(step, 'toAt'), kind: step.code === 'LEAVE' ? 'leave' : 'duty' }));
