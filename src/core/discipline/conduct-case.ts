import type { WorkDate } from '../time/instant';
import type { CaseEvent } from './case-event';
import type { CaseState } from './case-state';
import type { Regulations } from './regulation';
import { sanctionOn } from './rules-in-force';

/** A breach of a duty of conduct as an officer alleges it; no rule derives it from facts. */
export interface AllegedBreach {
  /** The date of what is alleged: the law of this date judges it. */
  readonly breachDate: WorkDate;
  /** The heaviest sanction that is considered; a decision may be lighter, never heavier. */
  readonly sanction: string;
  /** The duty that is alleged to be breached, as the officer cites it, e.g. `Pasal 3 huruf f`. */
  readonly article: string;
}

/** The event that opens a case about conduct; null when no such sanction was in force on the date of the breach. */
export function conductCaseOpened(breach: AllegedBreach, regulations: Regulations, today: WorkDate): CaseEvent | null {
  const sanction = sanctionOn(regulations, breach.sanction, breach.breachDate);
  if (sanction === undefined) return null;
  const { code, title, tier, severity, source } = sanction;
  // The act stands beside the article wherever a level is written; an officer who cites both must not be read twice.
  const article = breach.article.startsWith(source.act) ? breach.article.slice(source.act.length).trim() || breach.article : breach.article;
  const level = { sanction: code, title, tier, severity, interim: null, by: 'conduct' as const, threshold: 0, reachedDate: breach.breachDate, ruleCode: 'conduct', article, source: { ...source, article }, dates: [breach.breachDate] };
  return { kind: 'case-opened', round: 1, proposal: { level, cumulativeDays: 0, runLength: 0 }, reopened: false, asOfDate: today };
}

/** Whether a case is about conduct: such a case stands on an allegation, and no account of absences moves it. */
export const isConductCase = ({ rounds }: Pick<CaseState, 'rounds'>): boolean => rounds[0]?.proposal.level.by === 'conduct';
