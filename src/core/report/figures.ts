import type { EventKind, Place, SeenDay } from './judge-day';

/**
 * The figures of one group of people on one date. People: `due` is the sum of `present`, `leaveOrDuty`, `excused`, `noRecord`,
 * `absentVerified` and the three `waitingFor...`; `off` is beside it. Events: `late`, `earlyLeave`, `missingPunch`, `halfDay`.
 */
export interface Figures {
  readonly due: number;
  readonly present: number;
  readonly leaveOrDuty: number;
  readonly excused: number;
  readonly noRecord: number;
  readonly absentVerified: number;
  readonly waitingForTerminal: number;
  readonly waitingForShift: number;
  readonly waitingForDecision: number;
  readonly off: number;
  readonly late: number;
  readonly earlyLeave: number;
  readonly missingPunch: number;
  readonly halfDay: number;
  /** Events that no officer has decided yet. */
  readonly toReview: number;
  /** Events that were verified or whose reason was accepted. */
  readonly reviewed: number;
}

/** The figures of nobody. */
export const noFigures: Figures = {
  ...{ due: 0, present: 0, leaveOrDuty: 0, excused: 0, noRecord: 0, absentVerified: 0, waitingForTerminal: 0, waitingForShift: 0, waitingForDecision: 0, off: 0 },
  ...{ late: 0, earlyLeave: 0, missingPunch: 0, halfDay: 0, toReview: 0, reviewed: 0 },
};

/** The figures of two groups that have nobody in common. */
export const addFigures = (a: Figures, b: Figures): Figures =>
  Object.fromEntries(Object.entries(a).map(([name, value]) => [name, (value as number) + b[name as keyof Figures]])) as unknown as Figures;

/** Of several shifts on one date the one that most needs a look places the person. */
const byUrgency: readonly Place[] = [
  'absentVerified',
  'noRecord',
  'terminal',
  'shift',
  'decision',
  'present',
  'excused',
  'leaveOrDuty',
  'off',
  'notEmployed',
];

/** Counts the days of a group of people; `seen` has one entry per attendance day with whose it is. */
export function figuresOf(seen: readonly { readonly employeeId: string; readonly day: SeenDay }[]): Figures {
  const places = placesOf(seen);
  const at = (place: Place): number => places.get(place) ?? 0;
  const events = seen.flatMap((one) => one.day.events);
  const ofKind = (kind: EventKind): number => events.filter((event) => event.kind === kind).length;
  const verified = events.filter((event) => event.review === 'verified').length;
  const people = [...places.values()].reduce((sum, count) => sum + count, 0);
  return {
    due: people - at('off') - at('notEmployed'),
    present: at('present'),
    leaveOrDuty: at('leaveOrDuty'),
    excused: at('excused'),
    noRecord: at('noRecord'),
    absentVerified: at('absentVerified'),
    waitingForTerminal: at('terminal'),
    waitingForShift: at('shift'),
    waitingForDecision: at('decision'),
    off: at('off'),
    late: ofKind('late'),
    earlyLeave: ofKind('earlyLeave'),
    missingPunch: ofKind('missingPunch'),
    halfDay: ofKind('halfDay'),
    toReview: events.length - verified,
    reviewed: verified + seen.reduce((sum, one) => sum + one.day.excusedCount, 0),
  };
}

function placesOf(seen: readonly { readonly employeeId: string; readonly day: SeenDay }[]): Map<Place, number> {
  const ofPerson = new Map<string, Place>();
  for (const { employeeId, day } of seen) {
    const known = ofPerson.get(employeeId);
    if (known === undefined || byUrgency.indexOf(day.place) < byUrgency.indexOf(known))
      ofPerson.set(employeeId, day.place);
  }
  const counts = new Map<Place, number>();
  for (const place of ofPerson.values()) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}
