import { inOrder, type TicketEvent, type TicketEventType } from './ticket';

/** Where a ticket stands at the counter. */
export const ticketStatuses = ['taken', 'in-work', 'waiting', 'finished', 'cancelled'] as const;
/** One of them. */
export type TicketStatus = (typeof ticketStatuses)[number];

/** A ticket as a counter sees it. */
export interface TicketStanding {
  readonly status: TicketStatus;
  /** The step it is in; null before the first and in services without steps. */
  readonly step: string | null;
}

/** The standing after all events; a cancelled ticket stays cancelled, a finished one finished. */
export function standingOf(events: readonly TicketEvent[]): TicketStanding {
  const ordered = inOrder(events);
  const step = ordered.findLast(({ type }) => type === 'step')?.step ?? null;
  if (ordered.some(({ type }) => type === 'cancel')) return { status: 'cancelled', step };
  if (ordered.some(({ type }) => type === 'finish')) return { status: 'finished', step };
  const last = ordered.at(-1)?.type;
  return { status: last === 'wait' ? 'waiting' : last === undefined || last === 'take' ? 'taken' : 'in-work', step };
}

const allowed: Readonly<Record<TicketStatus, readonly TicketEventType[]>> = { taken: ['start', 'cancel'], 'in-work': ['step', 'wait', 'finish', 'cancel'], waiting: ['resume', 'cancel'], finished: [], cancelled: [] };

/** What can be pressed at a counter now. */
export const counterEvents = (status: TicketStatus): readonly TicketEventType[] => allowed[status];
