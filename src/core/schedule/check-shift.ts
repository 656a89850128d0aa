import { isWorkDate } from '../time/calendar';
import { planError, planWarning, type PlanProblem } from './plan-problem';
import type { ClockRange, Shift, ShiftVersion } from './shift';
import { shiftClockMinutes } from './shift-clock';

interface MinuteRange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly path: string;
}

const DAY_MINUTES = 1_440;

/** What is impossible or doubtful about a shift; empty = fine. */
export function checkShift(shift: Shift): PlanProblem[] {
  if (shift.versions.length === 0) return [planError('versions', `shift ${shift.code} has no hours at all`)];
  const problems = shift.versions.flatMap((version, index) => checkVersion(version, `versions[${index}]`));
  const froms = shift.versions.map((version) => version.from);
  froms.forEach((from, index) => {
    if (froms.indexOf(from) === index) return;
    problems.push(planError(`versions[${index}].from`, `two versions begin on ${from ?? 'the first day'}`));
  });
  return problems;
}

/** Minutes owed by one version: segments less breaks. */
export function owedMinutes(version: ShiftVersion): number {
  const minutes = (ranges: readonly ClockRange[]) => readRanges(ranges, '').ranges;
  const breaks = minutes(version.breaks);
  return minutes(version.segments).reduce((sum, segment) => {
    const rest = breaks.reduce((taken, pause) => taken + overlap(segment, pause), 0);
    return sum + segment.end - segment.start - rest;
  }, 0);
}

function checkVersion(version: ShiftVersion, path: string): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (version.from !== null && !isWorkDate(version.from)) {
    problems.push(planError(`${path}.from`, `'${version.from}' is not a date (YYYY-MM-DD)`));
  }
  if (version.segments.length === 0) problems.push(planError(`${path}.segments`, 'a shift needs at least one segment'));
  const segments = readRanges(version.segments, `${path}.segments`);
  const breaks = readRanges(version.breaks, `${path}.breaks`);
  problems.push(...segments.problems, ...breaks.problems);
  problems.push(...checkOrder(segments.ranges, 'segment'), ...checkOrder(breaks.ranges, 'break'));
  problems.push(...checkReach(segments.ranges), ...checkBreaks(segments.ranges, breaks.ranges));
  return problems;
}

function readRanges(ranges: readonly ClockRange[], path: string) {
  const problems: PlanProblem[] = [];
  const read: MinuteRange[] = [];
  ranges.forEach(([startText, endText], index) => {
    const at = `${path}[${index}]`;
    const [start, end] = [shiftClockMinutes(startText), shiftClockMinutes(endText)];
    if (start === null) problems.push(planError(at, `'${startText}' is not a time (HH:MM, 24:00 or HH:MM+1)`));
    if (end === null) problems.push(planError(at, `'${endText}' is not a time (HH:MM, 24:00 or HH:MM+1)`));
    if (start === null || end === null) return;
    if (end <= start) problems.push(planError(at, endsTooEarly(startText, endText)));
    else read.push({ start, end, text: `${startText}-${endText}`, path: at });
  });
  return { ranges: read, problems };
}

function endsTooEarly(start: string, end: string): string {
  return `the end ${end} is not after the start ${start}; an end on the next day is written ${end.replace('+1', '')}+1`;
}

function checkOrder(ranges: readonly MinuteRange[], noun: string): PlanProblem[] {
  const problems: PlanProblem[] = [];
  ranges.forEach((range, index) => {
    for (const earlier of ranges.slice(0, index)) {
      if (overlap(range, earlier) > 0) problems.push(planError(range.path, overlapping(noun, range, earlier)));
    }
  });
  return problems;
}

function overlapping(noun: string, range: MinuteRange, earlier: MinuteRange): string {
  return `${noun} ${range.text} overlaps ${noun} ${earlier.text}`;
}

/** The work date is the date on which the shift starts, and a duty lasts at most 24 hours. */
function checkReach(segments: readonly MinuteRange[]): PlanProblem[] {
  const first = Math.min(...segments.map((segment) => segment.start));
  const last = Math.max(...segments.map((segment) => segment.end));
  if (segments.length === 0) return [];
  const path = segments[0]?.path ?? '';
  if (first >= DAY_MINUTES) return [planError(path, 'the first segment must start on the work date itself')];
  if (last - first > DAY_MINUTES) return [planError(path, 'a shift may last at most 24 hours from start to end')];
  return [];
}

function checkBreaks(segments: readonly MinuteRange[], breaks: readonly MinuteRange[]): PlanProblem[] {
  if (segments.length === 0) return [];
  const first = Math.min(...segments.map((segment) => segment.start));
  const last = Math.max(...segments.map((segment) => segment.end));
  return breaks.flatMap((pause) => {
    if (pause.start < first || pause.end > last) {
      return [planError(pause.path, `break ${pause.text} lies outside the segments`)];
    }
    if (segments.some((segment) => overlap(segment, pause) > 0)) return [];
    return [planWarning(pause.path, `break ${pause.text} lies between the segments and changes nothing`)];
  });
}

function overlap(a: MinuteRange, b: MinuteRange): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}
