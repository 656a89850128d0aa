import { addDays, daysBetween, isWorkDate } from '../../core/time/calendar';
import { parseWallClock } from '../../core/time/wall-clock';
import { leaveTypes } from './leave-types';
import { lengthProblem, limitOf } from './length-limits';
import { dutyTypes, excuseKinds, permissionKinds, portions, type Portion, type RequestTerms } from './request';
import { fieldsOfKind, neededOfKind, type FieldProblem, type RequestInput } from './request-input';

/** Terms that can be kept, or everything that is wrong with what was handed in. */
export type TermsOutcome = { readonly terms: RequestTerms } | { readonly problems: readonly FieldProblem[] };

const timePattern = /^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const longestLetter = 200;
const longestReason = 1000;
/** Where a day is cut in two when no hours are given; the noon break makes its exact minute harmless. */
const noon = '12:00';

/** Checks what was handed in, all of it at once, and brings it into the one shape of all kinds. */
export function readTerms(input: RequestInput): TermsOutcome {
  const problems = [...fieldProblems(input), ...dateProblems(input), ...wordProblems(input), ...textProblems(input)];
  if (problems.length > 0) return { problems };
  const terms = termsOf(input);
  const wrong = terms.kind === 'correction' ? farFromWorkDate(terms) : orderProblem(terms, input) ?? lengthProblem(terms, limitOf(terms));
  return wrong ? { problems: [wrong] } : { terms };
}

function fieldProblems(input: RequestInput): FieldProblem[] {
  const [allowed, needed] = [fieldsOfKind[input.kind], neededOfKind[input.kind]];
  const given = Object.keys(input).filter((field) => field !== 'kind' && isGiven(input, field as keyof RequestInput));
  const foreign = given.filter((field) => !allowed.some((one) => one === field));
  const missing = needed.filter((field) => !isGiven(input, field));
  return [
    ...foreign.map((field) => ({ field, message: `${field} does not belong to a ${input.kind}; it has ${allowed.join(', ')}` })),
    ...missing.map((field) => ({ field, message: `a ${input.kind} needs ${field}` })),
  ];
}

function isGiven(input: RequestInput, field: keyof RequestInput): boolean {
  const value = input[field];
  return value !== undefined && value.length > 0;
}

function dateProblems(input: RequestInput): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const field of ['fromDate', 'toDate'] as const) {
    const text = input[field];
    if (text && !isWorkDate(text)) problems.push({ field, message: `"${text}" is not a date of the calendar like 2026-11-24` });
  }
  for (const field of ['fromTime', 'toTime'] as const) {
    const text = input[field];
    if (text && !timePattern.test(text)) problems.push({ field, message: `"${text}" is not a time of day like 07:30` });
  }
  if (input.wallClock && parseWallClock(input.wallClock) === null) {
    problems.push({ field: 'wallClock', message: `"${input.wallClock}" is not a wall clock like 2026-11-24 07:25:00` });
  }
  return problems;
}

function wordProblems(input: RequestInput): FieldProblem[] {
  const type = input.kind === 'leave' ? leaveTypes.map((one) => one.code) : input.kind === 'duty' ? dutyTypes : excuseKinds;
  return [
    ...unknownWord('type', input.type, type),
    ...unknownWord('portion', input.portion, portions),
    ...unknownWord('direction', input.direction, ['in', 'out']),
    ...(input.covers ?? []).flatMap((word) => unknownWord('covers', word, permissionKinds)),
    ...portionProblems(input),
  ];
}

function unknownWord(field: string, word: string | undefined, known: readonly string[]): FieldProblem[] {
  return !word || known.includes(word) ? [] : [{ field, message: `"${word}" is not one of ${known.join(', ')}` }];
}

function portionProblems(input: RequestInput): FieldProblem[] {
  const times = [input.fromTime, input.toTime].filter(Boolean).length;
  if (input.kind !== 'overtime-order' && times === 1) return [{ field: input.fromTime ? 'toTime' : 'fromTime', message: 'give both fromTime and toTime, or neither' }];
  if (input.portion === 'hours' && times === 0) return [{ field: 'fromTime', message: 'hours need fromTime and toTime' }];
  if (input.portion && input.portion !== 'hours' && times > 0) return [{ field: 'portion', message: `a ${input.portion} portion has no times; use the portion hours` }];
  const half = input.portion === 'morning' || input.portion === 'afternoon';
  if (half && input.toDate && input.toDate !== input.fromDate) return [{ field: 'toDate', message: 'a half day is of one date; file one request for each' }];
  return [];
}

function textProblems(input: RequestInput): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if ((input.letter?.length ?? 0) > longestLetter) problems.push({ field: 'letter', message: `a letter number has at most ${longestLetter} characters` });
  if ((input.reason?.length ?? 0) > longestReason) problems.push({ field: 'reason', message: `a reason has at most ${longestReason} characters` });
  return problems;
}

/** Only for input without problems. */
function termsOf(input: RequestInput): RequestTerms {
  const fromDate = input.fromDate ?? '';
  const toDate = input.toDate || fromDate;
  const portion = portionOf(input);
  const walls = input.kind === 'correction' ? [parseWallClock(input.wallClock ?? ''), null] : wallsOf(portion, input, fromDate, toDate);
  return {
    kind: input.kind,
    type: typeOf(input),
    portion,
    fromDate,
    toDate,
    fromWall: walls[0] ?? null,
    toWall: walls[1] ?? null,
    letter: input.letter || null,
    reason: input.reason || null,
  };
}

function portionOf(input: RequestInput): Portion {
  if (input.portion) return input.portion as Portion;
  return input.fromTime ? 'hours' : 'full';
}

function typeOf(input: RequestInput): string {
  if (input.kind === 'permission') return permissionKinds.filter((kind) => input.covers?.includes(kind)).join(' ');
  return input.type ?? input.direction ?? '';
}

function wallsOf(portion: Portion, input: RequestInput, fromDate: string, toDate: string): [string, string] | [null, null] {
  if (portion === 'full') return [null, null];
  if (portion === 'morning') return [wallAt(fromDate, '00:00'), wallAt(fromDate, noon)];
  if (portion === 'afternoon') return [wallAt(fromDate, noon), wallAt(fromDate, '24:00')];
  return [wallAt(fromDate, input.fromTime ?? ''), wallAt(toDate, input.toTime ?? '')];
}

const wallAt = (date: string, time: string): string => (time === '24:00' ? `${addDays(date, 1)} 00:00:00` : `${date} ${time}:00`);

function orderProblem(terms: RequestTerms, input: RequestInput): FieldProblem | null {
  if (terms.toDate < terms.fromDate) return { field: 'toDate', message: `the end ${terms.toDate} lies before the start ${terms.fromDate}` };
  if (terms.fromWall === null || terms.toWall === null || terms.fromWall < terms.toWall) return null;
  const nextDay = input.toDate ? '' : '; when it ends on the next day, give toDate';
  return { field: 'toTime', message: `the end ${terms.toWall} does not lie after the start ${terms.fromWall}${nextDay}` };
}

/** A punch of a work date lies on it, on the evening before (a shift from midnight) or on the day after (a night shift). */
function farFromWorkDate(terms: RequestTerms): FieldProblem | null {
  const date = terms.fromWall?.slice(0, 10) ?? terms.fromDate;
  const away = daysBetween(terms.fromDate, date);
  if (away >= -1 && away <= 1) return null;
  return { field: 'wallClock', message: `${terms.fromWall} cannot be a punch of the work date ${terms.fromDate}` };
}

