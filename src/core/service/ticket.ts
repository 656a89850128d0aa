import { HOUR_MS, MINUTE_MS, type Instant, type Interval } from '../time/instant';
import { intersect, subtract, totalMs, union } from '../time/intervals';
import { closingOfNthDay, openBetween, type OpeningCalendar } from './opening-hours';
import type { ServicePromise } from './service-definition';

/** What can happen to a ticket; `wait` and `resume` enclose the time in which the applicant has to bring something. */
export const ticketEventTypes = ['take', 'start', 'step', 'wait', 'resume', 'finish', 'cancel'] as const;
/** One of the types. */
export type TicketEventType = (typeof ticketEventTypes)[number];

/** Something that happened to a ticket. */
export interface TicketEvent {
  readonly type: TicketEventType;
  readonly at: Instant;
  /** Of `step`: the code of the stage that begins; it lasts until the next, or the end. */
  readonly step: string | null;
}

/** How long a ticket took, in working time of its unit without the time of the applicant. */
export interface TicketTimes {
  readonly minutes: number;
  /** What was promised, in the same minutes; null where no opening hours are known far enough. */
  readonly promisedMinutes: number | null;
  readonly within: boolean | null;
  /** Minutes by step, in the order in which they first came. */
  readonly steps: ReadonlyMap<string, number>;
}

const order = (type: TicketEventType): number => ticketEventTypes.indexOf(type);

/** Events by time; at one moment in the order of a visit. */
export const inOrder = (events: readonly TicketEvent[]): TicketEvent[] => [...events].sort((a, b) => a.at - b.at || order(a.type) - order(b.type));

/** Where a ticket stands after its events. */
export function ticketState(events: readonly TicketEvent[]): { readonly takenAt: Instant | null; readonly finishedAt: Instant | null; readonly cancelled: boolean } {
  const ordered = inOrder(events);
  return { takenAt: ordered[0]?.at ?? null, finishedAt: ordered.findLast(({ type }) => type === 'finish')?.at ?? null, cancelled: ordered.some(({ type }) => type === 'cancel') };
}

/** The times of a finished ticket; null for one that is open or cancelled. A ticket begins with the first thing known of it. */
export function ticketTimes(events: readonly TicketEvent[], promise: ServicePromise, calendar: OpeningCalendar): TicketTimes | null {
  const { takenAt, finishedAt, cancelled } = ticketState(events);
  if (takenAt === null || finishedAt === null || cancelled) return null;
  const ordered = inOrder(events).filter(({ at }) => at <= finishedAt);
  const worked = subtract(openBetween(calendar, takenAt, finishedAt), waitsOf(ordered, finishedAt));
  const promisedMs = promisedMsOf(promise, takenAt, calendar);
  const usedMs = totalMs(worked);
  return { minutes: usedMs / MINUTE_MS, promisedMinutes: promisedMs === null ? null : promisedMs / MINUTE_MS, within: promisedMs === null ? null : usedMs <= promisedMs, steps: stepMinutes(ordered, finishedAt, worked) };
}

/** A promise of days ends with the closing of the nth open day after the day of the ticket: working days are counted from the next (as everywhere). */
function promisedMsOf(promise: ServicePromise, takenAt: Instant, calendar: OpeningCalendar): number | null {
  if (promise.unit === 'working-hour') return promise.amount * HOUR_MS;
  const closesAt = closingOfNthDay(calendar, takenAt, promise.amount);
  return closesAt === null ? null : totalMs(openBetween(calendar, takenAt, closesAt));
}

function waitsOf(ordered: readonly TicketEvent[], endAt: Instant): Interval[] {
  const waits: Interval[] = [];
  let since: Instant | null = null;
  for (const { type, at } of ordered) {
    if (type === 'wait') since ??= at;
    // Whoever goes on without saying so is no longer waiting.
    else if (since !== null) {
      waits.push({ startAt: since, endAt: at });
      since = null;
    }
  }
  if (since !== null) waits.push({ startAt: since, endAt });
  return union(waits);
}

function stepMinutes(ordered: readonly TicketEvent[], endAt: Instant, worked: readonly Interval[]): Map<string, number> {
  const steps = ordered.filter(({ type, step }) => type === 'step' && step !== null);
  const minutes = new Map<string, number>();
  steps.forEach(({ step, at }, index) => {
    const used = totalMs(intersect(worked, [{ startAt: at, endAt: steps[index + 1]?.at ?? endAt }])) / MINUTE_MS;
    minutes.set(step ?? '', (minutes.get(step ?? '') ?? 0) + used);
  });
  return minutes;
}
