import { addDays, wallClock } from '../format/dates';
import { type StripDay, type StripPunch, type StripSpan } from './strip-day';

/** What the API says of one judged shift of a day, as far as it is drawn. */
export interface JudgedDay {
  readonly workDate: string;
  readonly zone: string;
  readonly status: string;
  readonly settled: boolean;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly flags: readonly string[];
  readonly explanation: readonly { readonly code: string; readonly params: Readonly<Record<string, unknown>> }[];
}

type Steps = JudgedDay['explanation'];

/** The instant at which a date begins in a zone, epoch ms. */
export function midnightOf(date: string, zone: string): number {
  const guess = Date.parse(`${date}T00:00:00Z`);
  const shown = wallClock(guess, zone);
  return guess - (Date.parse(`${shown.date}T${shown.time}:00Z`) - guess);
}

const instant = (value: unknown): number => (typeof value === 'number' ? value : 0);
const withCode = (steps: Steps, ...codes: readonly string[]): Steps => steps.filter(({ code }) => codes.includes(code));

/** What the strip draws of a judged day: everything comes from the steps of its explanation. */
export function stripOfDay(day: JudgedDay): StripDay {
  const steps = day.explanation;
  return {
    zone: day.zone,
    workDate: day.workDate,
    segments: segmentsOf(steps),
    window: spansOf(steps, 'opensAt', 'closesAt', 'WINDOW')[0] ?? null,
    punches: punchesOf(steps),
    doors: [],
    silences: [...spansOf(steps, 'sinceAt', null, 'TERMINAL_SILENT'), ...spansOf(steps, 'fromAt', 'toAt', 'TERMINAL_FAULT'), ...spansOf(steps, 'fromAt', null, 'TERMINAL_FAULT_GOES_ON')],
    knownUntilAt: day.settled ? null : midnightOf(addDays(day.workDate, 1), day.zone),
    leaves: [...spansOf(steps, 'fromAt', 'toAt', 'LEAVE').map((span) => ({ ...span, kind: 'leave' as const })), ...spansOf(steps, 'fromAt', 'toAt', 'DUTY').map((span) => ({ ...span, kind: 'duty' as const }))],
    lateMinutes: day.lateMinutes,
    // Of a day without an end nothing is drawn as left early: the missing end says it.
    earlyLeaveMinutes: day.settled && !day.flags.includes('MISSING_IN') ? day.earlyLeaveMinutes : 0,
    missing: day.flags.includes('MISSING_IN') ? 'in' : day.flags.includes('MISSING_OUT') ? 'out' : null,
    noRecord: day.status === 'ABSENT' && withCode(steps, 'NO_PUNCH').length > 0,
  };
}

function segmentsOf(steps: Steps): StripSpan[] {
  const parts = spansOf(steps, 'startAt', 'endAt', 'SEGMENT');
  if (parts.length > 0) return parts;
  const shifted = spansOf(steps, 'startAt', 'endAt', 'FLEX_SHIFTED');
  return shifted.length > 0 ? shifted : steps.filter(({ code }) => code.startsWith('PLANNED_BY_')).map(({ params }) => ({ fromAt: instant(params['startAt']), toAt: instant(params['endAt']) }));
}

function spansOf(steps: Steps, from: string, to: string | null, code: string): StripSpan[] {
  return withCode(steps, code).map(({ params }) => ({ fromAt: instant(params[from]), toAt: to === null ? null : instant(params[to]) }));
}

const roles: Readonly<Record<string, StripPunch['role']>> = { PUNCH_AS_IN: 'in', CORRECTION_IN: 'in', PUNCH_AS_OUT: 'out', CORRECTION_OUT: 'out', PUNCH_BETWEEN: 'between', PUNCH_DUPLICATE: 'dropped', PUNCH_OUTSIDE_WINDOW: 'dropped' };

function punchesOf(steps: Steps): StripPunch[] {
  const found = new Map<string, StripPunch>();
  for (const { code, params } of steps) {
    const role = roles[code];
    if (role === undefined) continue;
    const at = instant(params['at']);
    const terminal = typeof params['terminal'] === 'string' ? { terminal: params['terminal'] } : {};
    found.set(`${at}${role}`, { at, role, ...(code.startsWith('CORRECTION') ? { correction: true } : {}), ...terminal });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}
