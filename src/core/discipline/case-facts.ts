import type { WorkDate } from '../time/instant';
import type { YearAccount } from './account';
import type { CaseEvent, FactEvent, Proposal, ReviewReason } from './case-event';
import { answeredSeverity, punishedDates, undecidedRound, type CaseRound, type CaseState } from './case-state';

/**
 * What the facts do to a case by themselves: one proposal, the highest row, is opened, raised, lowered or withdrawn while nobody has
 * acted; after that a review is asked for. An issued decision is never changed. Applied twice, the second time yields nothing.
 */
export function caseEvents(before: CaseState, account: YearAccount, asOfDate: WorkDate): readonly CaseEvent[] {
  const target = targetOf(before, account);
  const open = undecidedRound(before);
  const ofProposal = open === undefined ? openingEvents(before, target) : roundEvents(open, target);
  return [...decidedEvents(before, account), ...ofProposal, ...salaryStopEvents(before, account)].map((event) => ({
    ...event,
    asOfDate,
  }));
}

/** The facts behind a proposal as one text, to tell whether they are the ones somebody has already looked at. */
export function factsKey(proposal: Proposal | null): string {
  return proposal === null ? 'none' : [proposal.level.sanction, proposal.level.by, ...proposal.level.dates].join(' ');
}

function proposalOf(account: YearAccount): Proposal | null {
  if (account.level === null) return null;
  return { level: account.level, cumulativeDays: account.cumulativeDays, runLength: account.longestRun.length };
}

/** The proposal the facts call for beyond what decisions have answered: a heavier row that rests on a day not yet punished. */
function targetOf(state: CaseState, account: YearAccount): Proposal | null {
  const proposal = proposalOf(account);
  if (proposal === null || proposal.level.severity <= answeredSeverity(state)) return null;
  const punished = punishedDates(state);
  return proposal.level.dates.some((date) => !punished.has(date)) ? proposal : null;
}

function openingEvents(before: CaseState, target: Proposal | null): readonly FactEvent[] {
  if (target === null) return [];
  const last = before.rounds.at(-1);
  if (last?.stage === 'withdrawn' && last.settledFacts === factsKey(target)) return [];
  const round = (last?.number ?? 0) + 1;
  const decided = before.rounds.findLast((each) => each.decision !== null)?.decision;
  if (decided) return [{ kind: 'case-raised', round, proposal: target, from: decided.imposed?.sanction ?? 'none' }];
  return [{ kind: 'case-opened', round, proposal: target, reopened: last !== undefined }];
}

function roundEvents(round: CaseRound, target: Proposal | null): readonly FactEvent[] {
  const same =
    factsKey(target) === factsKey(round.proposal) && target?.cumulativeDays === round.proposal.cumulativeDays;
  if (same)
    return round.review === null && round.settledFacts === null
      ? []
      : [{ kind: 'review-cleared', round: round.number }];
  return round.acted ? actedRoundEvents(round, target) : untouchedRoundEvents(round, target);
}

function untouchedRoundEvents(round: CaseRound, target: Proposal | null): readonly FactEvent[] {
  const from = round.proposal.level.sanction;
  if (target === null) return [{ kind: 'case-withdrawn', round: round.number, from }];
  const step = target.level.severity - round.proposal.level.severity;
  if (step === 0) return [{ kind: 'grounds-changed', round: round.number, proposal: target }];
  return [{ kind: step > 0 ? 'case-raised' : 'case-lowered', round: round.number, proposal: target, from }];
}

function actedRoundEvents(round: CaseRound, target: Proposal | null): readonly FactEvent[] {
  const key = factsKey(target);
  if (round.settledFacts === key || (round.review !== null && factsKey(round.review.proposal) === key)) return [];
  // More days in the same row change neither the charge nor the examiner; they are only listed.
  if (target !== null && onlyAdds(round.proposal, target)) {
    const cleared: readonly FactEvent[] =
      round.review === null ? [] : [{ kind: 'review-cleared', round: round.number }];
    return [...cleared, { kind: 'grounds-changed', round: round.number, proposal: target }];
  }
  return [{ kind: 'review-needed', round: round.number, reason: reasonOf(round.proposal, target), proposal: target }];
}

function onlyAdds(before: Proposal, target: Proposal): boolean {
  if (before.level.sanction !== target.level.sanction || before.level.by !== target.level.by) return false;
  return before.level.dates.every((date) => target.level.dates.includes(date));
}

function reasonOf(before: Proposal, target: Proposal | null): ReviewReason {
  if (target === null) return 'grounds-gone-after-act';
  const step = target.level.severity - before.level.severity;
  if (step === 0) return 'grounds-changed-after-act';
  return step > 0 ? 'raised-after-act' : 'lowered-after-act';
}

/** Decisions whose days no longer count, or whose row is no longer reached, are brought before a person once. */
function decidedEvents(before: CaseState, account: YearAccount): readonly FactEvent[] {
  const current = proposalOf(account);
  return before.rounds.flatMap((round): readonly FactEvent[] => {
    if (round.decision === null || round.decision.imposed === null || round.decision.annulled) return [];
    if (stillRests(round, account))
      return round.review === null ? [] : [{ kind: 'review-cleared', round: round.number }];
    const known = round.review !== null ? factsKey(round.review.proposal) : round.settledFacts;
    if (known === factsKey(current)) return [];
    return [{ kind: 'review-needed', round: round.number, reason: 'decided-grounds-gone', proposal: current }];
  });
}

function stillRests(round: CaseRound, account: YearAccount): boolean {
  const counted = new Set([
    ...account.counted.map(({ date }) => date),
    ...account.longestRun.dates,
    ...(account.level?.dates ?? []),
  ]);
  const severity = round.decision?.imposed?.severity ?? 0;
  return (
    (account.level?.severity ?? 0) >= severity && (round.decision?.punishes ?? []).every((date) => counted.has(date))
  );
}

function salaryStopEvents(before: CaseState, account: YearAccount): readonly FactEvent[] {
  const stop = before.salaryStop;
  const wanted = account.salaryStop;
  if (stop === null || stop.standing === 'withdrawn')
    return wanted === null ? [] : [{ kind: 'salary-stop-proposed', salaryStop: wanted }];
  if (wanted?.month === stop.month) return [];
  if (stop.standing === 'forwarded')
    return stop.reviewNeeded ? [] : [{ kind: 'salary-stop-review-needed', month: stop.month }];
  const next: readonly FactEvent[] = wanted === null ? [] : [{ kind: 'salary-stop-proposed', salaryStop: wanted }];
  return stop.standing === 'proposed' ? [{ kind: 'salary-stop-withdrawn', month: stop.month }, ...next] : next;
}
