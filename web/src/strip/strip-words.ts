import { clockTime } from '../format/dates';
import { en } from '../i18n/strip.en';
import { id } from '../i18n/strip.id';
import { namespace, type Say } from '../i18n/words';
import { owedSpan, type StripDay, type StripPunch, type StripSpan } from './strip-day';

/** The words of the day strip. */
export const stripWords = namespace('strip', id, en);

type SayStrip = Say<typeof id>;

/** A punch in words: `Masuk 08:17`. */
export const punchWords = (punch: StripPunch, zone: string, say: SayStrip): string => say(`mark.${punch.role}`, { time: clockTime(punch.at, zone) });

/** A silence in words. */
export const silenceWords = ({ fromAt, toAt }: StripSpan, zone: string, say: SayStrip): string =>
  toAt === null ? say('mark.silence', { time: clockTime(fromAt, zone) }) : say('mark.silenceUntil', { from: clockTime(fromAt, zone), to: clockTime(toAt, zone) });

/** Everything that the strip draws, in one sentence. */
export function stripSentence(day: StripDay, say: SayStrip): string {
  const time = (at: number): string => clockTime(at, day.zone);
  const owed = owedSpan(day);
  const parts = [owed ? say('mark.shift', { from: time(owed.startAt), to: time(owed.endAt) }) : say('sentence.free')];
  for (const leave of day.leaves) parts.push(say(`mark.${leave.kind}`, { from: time(leave.fromAt), to: time(leave.toAt ?? leave.fromAt) }));
  const used = day.punches.filter((punch) => punch.role !== 'dropped');
  if (used.length === 0) parts.push(say('sentence.none'));
  for (const punch of used) parts.push(punchWords(punch, day.zone, say));
  if (day.lateMinutes > 0) parts.push(say('mark.late', { count: day.lateMinutes }));
  if (day.earlyLeaveMinutes > 0) parts.push(say('mark.early', { count: day.earlyLeaveMinutes }));
  if (day.missing) parts.push(say(day.missing === 'in' ? 'mark.missingIn' : 'mark.missingOut'));
  for (const silence of day.silences) parts.push(silenceWords(silence, day.zone, say));
  if (day.doors.length > 0) parts.push(say('sentence.doors', { count: day.doors.length }));
  const [first = '', ...rest] = parts;
  return `${[first, ...rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(', ')}.`;
}
