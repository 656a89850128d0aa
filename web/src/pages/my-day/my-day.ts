import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schema } from '../../api/client';
import { addDays, clockTime } from '../../format/dates';
import { type Language } from '../../i18n/language';
import { type StatusName } from '../../status/vocabulary';
import { owedSpan } from '../../strip/strip-day';
import { stripOfDay } from '../../strip/strip-of-day';
import { statusOfDay } from '../employee/employee-year';
import { type SayMyDay } from './my-day-words';

/** A judged shift of a day. */
export type Day = Schema<'AttendanceDayItem'>;
/** Something about a day that an officer looks at. */
export type Violation = Schema<'ViolationItem'>;

const daysShown = 5;

/** One's own last days, newest first. */
export const myDaysQuery = (employeeId: string, today: string, language: Language) =>
  queryOptions({
    queryKey: ['my-days', employeeId, today, language],
    queryFn: async () => (await answerOf(api.GET('/api/v1/attendance-days', { params: { query: { employeeId, from: addDays(today, -14), to: today, pageSize: 50, sort: '-workDate', language } } }))).items,
  });

/** What officers look at of one's own last days. */
export const myViolationsQuery = (employeeId: string, today: string) =>
  queryOptions({
    queryKey: ['my-violations', employeeId, today],
    queryFn: async () => (await answerOf(api.GET('/api/v1/violations', { params: { query: { employeeId, from: addDays(today, -62), to: today, pageSize: 100, sort: '-workDate' } } }))).items,
  });

/** One's own requests, newest first. */
export const myRequestsQuery = (employeeId: string) =>
  queryOptions({ queryKey: ['requests', 'mine', employeeId], queryFn: async () => (await answerOf(api.GET('/api/v1/requests', { params: { query: { employeeId, pageSize: 50, sort: '-filedAt' } } }))).items });

/** The last days on which something was planned, and today, oldest first. */
export function shownDays(days: readonly Day[], today: string): Day[] {
  const worked = days.filter((day) => day.shiftNo === 1 && (day.workDate === today || !['OFF', 'NOT_EMPLOYED'].includes(day.status)));
  return worked.slice(0, daysShown).reverse();
}

/** The status of one's own day; an unexplained absence is "no record" until somebody has verified it. */
export function myStatus(day: Day, violations: readonly Violation[], today: string): StatusName | null {
  const absence = violations.find((one) => one.workDate === day.workDate && one.kind === 'absence');
  const standing = absence === undefined ? undefined : absence.state === 'verified' ? 'counted' : absence.state === 'waiting' ? 'waiting' : absence.state === 'excused' ? undefined : 'unverified';
  const status = statusOfDay({ ...day, date: day.workDate }, standing, today);
  // A late arrival is known although the rest of the day still waits for a machine.
  return status === 'waiting' && day.lateMinutes > 0 ? 'late' : status;
}

/** The big line of a day: what it came to. */
export function headline(day: Day, status: StatusName | null, say: SayMyDay): string {
  switch (status) {
    case 'late':
      return say('headline.late', { count: day.lateMinutes });
    case 'early':
      return say('headline.early', { count: day.earlyLeaveMinutes });
    case 'punch-missing':
      return say(day.flags.includes('MISSING_IN') ? 'headline.missing-in' : 'headline.missing-out');
    case 'no-record':
    case 'absent':
      return say('headline.no-record');
    case 'leave':
    case 'duty':
    case 'off':
    case 'waiting':
    case 'present':
      return say(`headline.${status}`);
    default:
      return say(day.settled ? 'headline.unknown' : 'headline.open');
  }
}

/** The day in one or two sentences, in the second person. */
export function daySentence(day: Day, say: SayMyDay): string {
  const strip = stripOfDay(day);
  const owed = owedSpan(strip);
  if (!owed) return say('sentence.free');
  const time = (at: number | string): string => clockTime(at, day.zone);
  const parts = [say('sentence.plan', { from: time(owed.startAt), to: time(owed.endAt) })];
  if (day.inAt) parts.push(say('sentence.in', { time: time(day.inAt) }));
  if (day.outAt) parts.push(say('sentence.out', { time: time(day.outAt) }));
  if (day.lateMinutes > 0) parts.push(say('headline.late', { count: day.lateMinutes }).toLowerCase());
  if (strip.noRecord) parts.push(say('sentence.noRecord'));
  const silent = strip.silences.length > 0 ? ` ${say('sentence.silent')}` : '';
  const open = day.settled || silent ? '' : ` ${say('sentence.open')}`;
  return `${parts.join(', ')}.${silent}${open}`;
}
