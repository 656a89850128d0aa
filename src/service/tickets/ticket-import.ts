import { parse } from 'csv-parse/sync';
import { type TicketEventType, ticketEventTypes } from '../../core/service/ticket';
import { localMsOf } from '../../core/time/wall-clock';
import { wallToInstant } from '../../core/time/zone';
import { DomainError, messageOf } from '../../platform/errors';
import { type TicketReport } from './ticket-desk';

/** Headings of the table; the words of our own documentation, in any case and with `-` or blanks. */
const needed = ['service', 'ticket', 'event', 'at'] as const;
const keyOf = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');

/**
 * Reads tickets out of a table: service, ticket, event, at, and step where the event is `step`.
 * @param zone of times that are written without one
 * @throws DomainError `unreadable-file`, or `tickets-refused` naming every line that cannot be read
 */
export function ticketReportsOf(text: string, zone: string): TicketReport[] {
  const [head, ...lines] = cellsOf(text);
  const places = new Map((head ?? []).map((heading, index) => [keyOf(heading), index]));
  const missing = needed.filter((name) => !places.has(name));
  if (missing.length > 0) throw new DomainError('tickets-refused', `The table has no column ${missing.join(', ')}.`, 422, { missing, allowed: [...needed, 'step'] });
  const cell = (line: readonly string[], name: string): string => line[places.get(name) ?? -1]?.trim() ?? '';
  const problems: string[] = [];
  const reports = lines.map((line, index): TicketReport => {
    const type = ticketEventTypes.find((each) => each === cell(line, 'event').toLowerCase());
    const at = instantOf(cell(line, 'at'), zone);
    if (!type) problems.push(`line ${index + 2}: "${cell(line, 'event')}" is none of ${ticketEventTypes.join(', ')}`);
    if (at === null) problems.push(`line ${index + 2}: "${cell(line, 'at')}" is no time like 2026-11-23 09:30:00`);
    if (cell(line, 'ticket') === '') problems.push(`line ${index + 2} has no ticket`);
    return { service: cell(line, 'service'), ticket: cell(line, 'ticket'), type: type ?? ('take' as TicketEventType), at: at ?? 0, step: cell(line, 'step') || null };
  });
  if (problems.length > 0) throw new DomainError('tickets-refused', `Nothing was taken: ${problems.slice(0, 20).join('; ')}.`, 422, { problems });
  return reports;
}

/** A wall clock of the zone, or an instant that names its own offset. */
function instantOf(text: string, zone: string): number | null {
  if (localMsOf(text) !== null) return wallToInstant(zone, text);
  return /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && Number.isFinite(Date.parse(text)) ? Date.parse(text) : null;
}

function cellsOf(text: string): string[][] {
  const first = text.split('\n', 1)[0] ?? '';
  try {
    const lines: unknown = parse(text, { bom: true, delimiter: first.includes(';') ? ';' : first.includes('\t') ? '\t' : ',', relax_column_count: true, skip_empty_lines: true });
    return lines as string[][];
  } catch (error) {
    throw new DomainError('unreadable-file', `The file is not a table of cells: ${messageOf(error)}`, 422);
  }
}
