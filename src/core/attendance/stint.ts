import type { KeptPunch } from '../punch/kept-punch';
import type { PlanDay, PlannedShift } from '../schedule/planned-day';
import { MINUTE_MS, type Instant } from '../time/instant';
import { subtract, type Intervals } from '../time/intervals';
import { excusedTime, stillOwed, type ExcusedTime } from './excused-time';
import type { OvertimeOrderFact, SpanFacts } from './span-facts';

/** What is judged by one pair of roles IN and OUT: a shift, or one segment of a split shift (reconciliation.md rule 17). */
export interface Stint {
  readonly day: PlanDay;
  readonly dayIndex: number;
  readonly shift: PlannedShift;
  /** 1 for the first shift of the date. */
  readonly shiftNo: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** The punch window, both ends included. */
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly segments: Intervals;
  /** Segments less breaks. */
  readonly owed: Intervals;
  readonly excused: ExcusedTime;
  /** Owed time less what is excused. */
  readonly remaining: Intervals;
  /** Planned, but not owed because of a holiday. */
  readonly exempt: boolean;
  readonly punches: KeptPunch[];
}

/** An approved overtime order keeps the window open this long before it begins and after it ends, to clock in and out. */
const AROUND_ORDER_MS = 60 * MINUTE_MS;

/** All stints of the planned days, ascending by start. */
export function planStints(facts: SpanFacts): Stint[] {
  const stints: Stint[] = [];
  facts.plan.forEach((day, dayIndex) => {
    if (!day.employed) return;
    day.shifts.forEach((shift, index) => stints.push(...stintsOf(facts, day, dayIndex, shift, index + 1)));
  });
  if (!isAscending(stints)) stints.sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt);
  return openForOrders(stints, facts.overtimeOrders.filter((order) => order.status === 'approved'));
}

/** An approved order to come before the window opens it for the IN, unless the order is the overtime of an earlier shift. */
function openForOrders(stints: Stint[], orders: readonly OvertimeOrderFact[]): Stint[] {
  if (orders.length === 0) return stints;
  return stints.map((stint, index) => {
    const earlier = stints.slice(0, index);
    const before = orders.filter((order) => precedes(order, stint) && !earlier.some((one) => follows(order, one)));
    return { ...stint, opensAt: Math.min(stint.opensAt, ...before.map((order) => order.fromAt - AROUND_ORDER_MS)) };
  });
}

function precedes(order: OvertimeOrderFact, { startsAt, opensAt }: Stint): boolean {
  return order.fromAt < startsAt && order.toAt >= opensAt;
}

function follows(order: OvertimeOrderFact, { endsAt, day }: Pick<Stint, 'endsAt' | 'day'>): boolean {
  return order.toAt > endsAt && order.fromAt <= endsAt + day.policy.closeAfterMinutes * MINUTE_MS;
}

/** The parts of a split shift may lie around another shift of the same date. */
function isAscending(stints: readonly Stint[]): boolean {
  return stints.every((stint, index) => index === 0 || (stints[index - 1] as Stint).startsAt <= stint.startsAt);
}

/** Whether nothing is owed in the stint, so that it takes no punch that another shift may need. */
export function isIdle(stint: Stint): boolean {
  return stint.exempt || stint.remaining.length === 0;
}

function stintsOf(facts: SpanFacts, day: PlanDay, dayIndex: number, shift: PlannedShift, shiftNo: number): Stint[] {
  const exempt = day.holiday !== null && day.holiday.intervals === null && !day.owedOnHoliday;
  if (!shift.punchEachSegment || shift.segments.length < 2) {
    const { startsAt, endsAt, segments, owed } = shift;
    return [newStint(facts, { day, dayIndex, shift, shiftNo, exempt, startsAt, endsAt, segments, owed })];
  }
  return partsOf(shift).map(({ startsAt, endsAt, segments, owed }) =>
    newStint(facts, { day, dayIndex, shift, shiftNo, exempt, startsAt, endsAt, segments, owed }),
  );
}

type StintFrame = Omit<Stint, 'opensAt' | 'closesAt' | 'excused' | 'remaining' | 'punches'>;

function newStint(facts: SpanFacts, frame: StintFrame): Stint {
  const { day, shift, startsAt, endsAt, owed } = frame;
  const excused = excusedTime(facts, day, shift, owed);
  return {
    day,
    dayIndex: frame.dayIndex,
    shift,
    shiftNo: frame.shiftNo,
    startsAt,
    endsAt,
    opensAt: startsAt - day.policy.openBeforeMinutes * MINUTE_MS,
    closesAt: closeOf(facts, frame),
    segments: frame.segments,
    owed,
    excused,
    remaining: stillOwed(owed, excused),
    exempt: frame.exempt,
    punches: [],
  };
}

function partsOf(shift: PlannedShift) {
  return shift.segments.map((segment) => ({
    ...{ startsAt: segment.startAt, endsAt: segment.endAt, segments: [segment] },
    owed: subtract([segment], shift.breaks),
  }));
}

function closeOf(facts: SpanFacts, frame: StintFrame): Instant {
  let latest = frame.endsAt + frame.day.policy.closeAfterMinutes * MINUTE_MS;
  for (const order of facts.overtimeOrders) {
    if (order.status === 'approved' && follows(order, frame)) latest = Math.max(latest, order.toAt + AROUND_ORDER_MS);
  }
  return latest;
}
