import type { WorkDate } from '../time/instant';
import type { WorkingCalendar } from '../calendar/working-calendar';
import type { AccountInput, CountedDay, WaitingDay } from './account';
import type { Escalation } from './regulation';
import { valueOr } from './rules-in-force';
import { workOwed } from './run';
import type { Verification, Violation } from './violation';

/** The days of an account sorted by what they are: counted, or waiting for an officer or a fact; oldest first. */
export interface SortedDays {
  readonly counted: readonly CountedDay[];
  readonly waiting: readonly WaitingDay[];
}

/** Sorts every violation the ladder looks at up to a date, whatever its year; a day on which nothing was owed vanishes. */
export function sortDays(
  input: AccountInput,
  escalation: Escalation | undefined,
  calendar: WorkingCalendar,
  asOfDate: WorkDate,
): SortedDays {
  const looksAt = input.looksAt ?? 'absence';
  const verdicts = verdictsOf(input.verifications);
  const counted = new Map<WorkDate, CountedDay>();
  const waiting = new Map<WorkDate, WaitingDay>();
  for (const violation of input.violations) {
    if (
      violation.exception.kind !== looksAt ||
      violation.date > asOfDate ||
      !workOwed(calendar, input.owed, violation.date)
    )
      continue;
    place(violation, verdicts.get(keyOf(violation.date, looksAt)), escalation, counted, waiting);
  }
  return { counted: inOrder(counted), waiting: inOrder(waiting) };
}

/** The last verdict on each exception; officers' entries are a ledger, so the later one stands. */
export function verdictsOf(verifications: readonly Verification[]): ReadonlyMap<string, Verification> {
  return new Map(verifications.map((each) => [keyOf(each.date, each.kind), each]));
}

/** The key of an exception among the verdicts. */
export function keyOf(date: WorkDate, kind: string): string {
  return `${date} ${kind}`;
}

function place(
  violation: Violation,
  verdict: Verification | undefined,
  escalation: Escalation | undefined,
  counted: Map<WorkDate, CountedDay>,
  waiting: Map<WorkDate, WaitingDay>,
): void {
  if (violation.exception.standing === 'excused' || verdict?.verdict === 'excused') return;
  const why = whyWaiting(violation, verdict, escalation);
  if (why === null) counted.set(violation.date, countedWith(violation, verdict, counted.get(violation.date)));
  else
    waiting.set(violation.date, {
      date: violation.date,
      days: Math.min(1, sizeOf(violation) + (waiting.get(violation.date)?.days ?? 0)),
      why,
    });
}

function whyWaiting(
  violation: Violation,
  verdict: Verification | undefined,
  escalation: Escalation | undefined,
): WaitingDay['why'] | null {
  if (violation.exception.standing === 'waiting') return 'waiting';
  if (verdict?.verdict === 'sent-back') return 'sent-back';
  const needsVerification =
    escalation === undefined || valueOr(escalation.parameters.countOnlyVerified, violation.date, true);
  return verdict === undefined && needsVerification ? 'unverified' : null;
}

/** Two absent halves of one date are one day, never more (never two punishments for one day, PP 94/2021 Ps 35(3)). */
function countedWith(
  violation: Violation,
  verdict: Verification | undefined,
  before: CountedDay | undefined,
): CountedDay {
  const evidence = [...(before?.evidence ?? []), ...violation.exception.evidence, ...(verdict?.evidence ?? [])];
  return {
    date: violation.date,
    days: Math.min(1, sizeOf(violation) + (before?.days ?? 0)),
    provision: violation.judgement.outcome === 'breach' ? violation.judgement.provision : null,
    evidence: [...new Set(evidence)].sort(),
    verifiedBy: verdict?.actor ?? null,
  };
}

function sizeOf(violation: Violation): number {
  return violation.exception.kind === 'absence' ? violation.exception.days : 1;
}

function inOrder<T extends { readonly date: WorkDate }>(days: ReadonlyMap<WorkDate, T>): readonly T[] {
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
