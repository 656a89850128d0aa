import { useQuery } from '@tanstack/react-query';
import { api, answerOf, type Schema } from '../../api/client';

/** A version of a shift. */
export type Shift = Schema<'ShiftItem'>;

/** The date that means since ever. */
export const sinceEver = '1900-01-01';
const dayMinutes = 1440;

/** All versions of all shifts. */
export const useShifts = () => useQuery({ queryKey: ['plan', 'shifts'], queryFn: () => answerOf(api.GET('/api/v1/shifts', { params: { query: { pageSize: 500 } } })) });

/** The version of a shift that is in force on a date. */
export const shiftOn = (shifts: readonly Shift[], code: string, date: string): Shift | undefined => shifts.filter((shift) => shift.code === code && shift.fromDate <= date).sort((a, b) => (a.fromDate < b.fromDate ? 1 : -1))[0];

/** Minutes after midnight of a time as shifts write it; `07:00+1` is the next day. */
export function minutesOf(time: string): number {
  const [clock = '', days = '0'] = time.split('+');
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes + Number(days) * dayMinutes;
}

/** When a shift starts and ends, in minutes after midnight of its work date. */
export function spanOf({ segments }: Shift): { readonly from: number; readonly to: number } {
  return { from: minutesOf(segments[0]?.[0] ?? '0:00'), to: minutesOf(segments.at(-1)?.[1] ?? '0:00') };
}

/** Part of the day by which a cell is coloured; the letter says which shift it is. */
export function toneOf(shift: Shift | undefined): 'morning' | 'afternoon' | 'night' {
  if (!shift) return 'morning';
  const { from, to } = spanOf(shift);
  return from >= 18 * 60 || to > 26 * 60 ? 'night' : from >= 12 * 60 ? 'afternoon' : 'morning';
}

/** `07:30–16:00`, `21:00–07:00`; several segments with commas. */
export const hoursText = ({ segments }: Pick<Shift, 'segments'>): string => segments.map(([from = '', to = '']) => `${from}–${to.replace('+1', '')}`).join(', ');

/** Ranges of a field: `07:30-12:00, 13:00-16:00`; null where one cannot be read. */
export function rangesOf(text: string): [string, string][] | null {
  const parts = text.split(',').map((part) => part.trim()).filter(Boolean);
  const ranges = parts.map((part) => /^(\d{2}:\d{2})\s*[-–]\s*(\d{2}:\d{2}(?:\+1)?)$/.exec(part));
  return ranges.every((range) => range !== null) ? ranges.map((range) => [range?.[1] ?? '', range?.[2] ?? '']) : null;
}
