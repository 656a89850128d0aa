import { type CaseEvent } from '../../core/discipline/case-event';
import { caseEvents } from '../../core/discipline/case-facts';
import { currentRound, NO_CASE } from '../../core/discipline/case-state';
import { type Verification } from '../../core/discipline/violation';
import { casesOf, type StoredCase } from '../../discipline/case-store';
import { type Transaction } from '../../platform/database/database';
import { accountsOf, type DisciplineBasis, freeStatuses, owedDates, type PersonAccount, standingViolations, withFresh } from '../discipline-step';
import { type Judged, type JudgedTwice } from './judged-twice';

/** The law with the calendar of the plan as it is, and as it would be. */
export interface Bases {
  readonly before: DisciplineBasis;
  readonly after: DisciplineBasis;
}

/** What the change would do to one person's case or account of a year. */
export interface CaseEffect {
  readonly employeeId: string;
  readonly year: number;
  readonly caseId: string | null;
  readonly stage: string | null;
  readonly verifiedDays: { readonly before: number; readonly after: number };
  readonly level: { readonly before: string | null; readonly after: string | null };
  /** What the facts would note in the case by themselves, e.g. `case-withdrawn`, `review-needed`. */
  readonly events: readonly CaseEvent['kind'][];
}

/** Works out whose account and case the change would move; it only ever reads. */
export async function caseEffects(reader: Pick<Transaction, 'query'>, judged: readonly JudgedTwice[], words: ReadonlyMap<string, readonly Verification[]>, bases: Bases): Promise<CaseEffect[]> {
  if (judged.length === 0) return [];
  const before = await accountsWith(reader, judged.map((each) => each.before), words, bases.before);
  const after = await accountsWith(reader, judged.map((each) => each.after), words, bases.after);
  const cases = await casesOf(reader, judged.map((each) => each.after.person.employee.id));
  return after.flatMap((account, index) => {
    const old = before[index];
    const effect = old && effectOf(old, account, cases.get(`${account.employeeId}\n${account.account.year}`), bases.after.asOfDate);
    return effect ? [effect] : [];
  });
}

function effectOf({ account: before }: PersonAccount, { employeeId, account: after }: PersonAccount, stored: StoredCase | undefined, asOfDate: string): CaseEffect | null {
  // What the facts would say today without the change is not the change's doing.
  const unchanged = caseEvents(stored?.state ?? NO_CASE, before, asOfDate);
  const events = caseEvents(stored?.state ?? NO_CASE, after, asOfDate);
  if (JSON.stringify(unchanged) === JSON.stringify(events)) return null;
  return {
    ...{ employeeId, year: after.year, caseId: stored?.caseId ?? null, stage: (stored && currentRound(stored.state)?.stage) ?? null },
    verifiedDays: { before: before.verifiedDays, after: after.verifiedDays },
    level: { before: before.level?.sanction ?? null, after: after.level?.sanction ?? null },
    events: events.map(({ kind }) => kind),
  };
}

/** The accounts if the judged dates held these violations, and every other date what is stored. */
async function accountsWith(reader: Pick<Transaction, 'query'>, judged: readonly Judged[], words: ReadonlyMap<string, readonly Verification[]>, basis: DisciplineBasis): Promise<PersonAccount[]> {
  const { rows: standing } = withFresh(await standingViolations(reader, judged), judged, judged.flatMap(({ violations }) => violations));
  const owed = await owedDates(reader, standing);
  for (const { person, days, dates } of judged) {
    const ofPerson = owed.get(person.employee.id);
    if (!ofPerson) continue;
    for (const date of dates) ofPerson.delete(date);
    for (const { day } of days) ofPerson.set(day.date, (ofPerson.get(day.date) ?? false) || !freeStatuses.has(day.status));
  }
  return accountsOf(judged, words, standing, owed, basis);
}
