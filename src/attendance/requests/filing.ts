import { v7 as uuidv7 } from 'uuid';
import { daysBetween, isWorkDate } from '../../core/time/calendar';
import { dateAt, wallToInstant } from '../../core/time/zone';
import { type KnownPerson, zoneOn } from './employee-directory';
import { type AttendanceRequest, type RequestState, type RequestTerms } from './request';
import { type FieldProblem } from './request-input';

/** Who files, when, and by which clock. */
export interface FilingContext {
  readonly person: KnownPerson;
  readonly actor: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly defaultZone: string;
  /** Date on which the paper was handed in; null = today. */
  readonly filedDate: string | null;
}

/** What is wrong with terms once it is known whose they are, or null. */
export function filingProblem(terms: RequestTerms, context: FilingContext): FieldProblem | null {
  return filedDateProblem(context) ?? employmentProblem(terms, context.person) ?? futurePunchProblem(terms, context);
}

/** The request that is kept. */
export function newRequest(terms: RequestTerms, context: FilingContext, state: RequestState = 'requested'): AttendanceRequest {
  const filedDate = context.filedDate ?? todayOf(context);
  return {
    ...terms,
    id: uuidv7(),
    employeeId: context.person.id,
    state,
    filedDate,
    lateDays: Math.max(0, daysBetween(terms.fromDate, filedDate)),
    filedAt: context.now,
    filedBy: context.actor,
    changedAt: context.now,
  };
}

function filedDateProblem(context: FilingContext): FieldProblem | null {
  const { filedDate } = context;
  if (filedDate === null) return null;
  if (!isWorkDate(filedDate)) return { field: 'filedDate', message: `"${filedDate}" is not a date of the calendar like 2026-11-24` };
  const today = todayOf(context);
  return filedDate > today ? { field: 'filedDate', message: `nothing can have been handed in on ${filedDate}; today is ${today}` } : null;
}

function employmentProblem(terms: RequestTerms, person: KnownPerson): FieldProblem | null {
  if (person.joinedDate !== null && terms.toDate < person.joinedDate) {
    return { field: 'toDate', message: `${person.number} joined on ${person.joinedDate}; ${terms.toDate} lies before that` };
  }
  if (person.leftDate !== null && terms.fromDate > person.leftDate) {
    return { field: 'fromDate', message: `${person.number} left on ${person.leftDate}; ${terms.fromDate} lies after that` };
  }
  return null;
}

function futurePunchProblem(terms: RequestTerms, context: FilingContext): FieldProblem | null {
  if (terms.kind !== 'correction' || terms.fromWall === null) return null;
  const zone = zoneOn(context.person, terms.fromDate, context.defaultZone);
  if (wallToInstant(zone, terms.fromWall) <= context.now) return null;
  return { field: 'wallClock', message: `${terms.fromWall} (${zone}) has not come yet; a punch can only be corrected afterwards` };
}

function todayOf({ person, now, defaultZone }: FilingContext): string {
  const zone = zoneOn(person, new Date(now).toISOString().slice(0, 10), defaultZone);
  return dateAt(zone, now);
}
