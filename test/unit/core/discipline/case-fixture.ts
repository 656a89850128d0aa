import { actOnCase, type ActOutcome } from '../../../../src/core/discipline/act-on-case';
import type { YearAccount } from '../../../../src/core/discipline/account';
import type { ActorRole, CaseAct } from '../../../../src/core/discipline/case-event';
import { caseEvents } from '../../../../src/core/discipline/case-facts';
import { foldCase } from '../../../../src/core/discipline/case-fold';
import { NO_CASE, type CaseState } from '../../../../src/core/discipline/case-state';
import type { Regulations } from '../../../../src/core/discipline/regulation';
import type { WorkingCalendar } from '../../../../src/core/calendar/working-calendar';
import { calendar, regulations } from './account-fixture';

/** A case that is told facts and acts, and remembers what it was told. */
export class CaseOnTrial {
  state: CaseState = NO_CASE;
  warnings: readonly string[] = [];

  constructor(
    private readonly rules: { category: string; regulations: Regulations; calendar: WorkingCalendar } = {
      category: 'PNS',
      regulations,
      calendar,
    },
  ) {}

  /** The kinds of event that the facts brought about. */
  facts(account: YearAccount, asOfDate = account.asOfDate): string[] {
    const events = caseEvents(this.state, account, asOfDate);
    this.state = foldCase(events, this.state);
    return events.map((event) => (event.kind === 'review-needed' ? `review-needed: ${event.reason}` : event.kind));
  }

  attempt(role: ActorRole, actDate: string, act: CaseAct, round?: number): ActOutcome {
    const outcome = actOnCase(
      this.state,
      { act, actor: { role, name: role }, actDate, ...(round === undefined ? {} : { round }) },
      this.rules,
    );
    if (outcome.outcome === 'recorded') this.state = foldCase([outcome.event], this.state);
    this.warnings = outcome.outcome === 'recorded' ? outcome.warnings : [];
    return outcome;
  }

  /** The stage an act led to, or why it was refused. */
  does(role: ActorRole, actDate: string, act: CaseAct, round?: number): string {
    const outcome = this.attempt(role, actDate, act, round);
    if (outcome.outcome === 'refused') return `refused: ${outcome.reason}`;
    return outcome.event.kind === 'act-recorded' ? outcome.event.to : outcome.event.kind;
  }

  get round() {
    const last = this.state.rounds.at(-1);
    if (last === undefined) throw new Error('no case was opened');
    return last;
  }

  summon(letterDate: string, examinationDate: string, role: ActorRole = 'direct-superior'): string {
    return this.does(role, letterDate, {
      act: 'summon',
      letterNumber: `800/${letterDate}`,
      letterDate,
      examinationDate,
    });
  }

  examine(actDate: string, role: ActorRole = 'direct-superior'): string {
    return this.does(role, actDate, { act: 'examine', minutesNumber: `BAP/${actDate}`, signedByExaminee: true });
  }

  decide(actDate: string, sanction: string | null, punishes: readonly string[]): string {
    return this.does('deciding-official', actDate, {
      act: 'decide',
      decisionNumber: `SK/${actDate}`,
      sanction,
      reason: 'after examination',
      punishes,
    });
  }
}
