import type { DeadlineCode } from '../discipline/case-deadlines';
import type { EventKind, ReviewState } from './judge-day';

/** The languages that reports are written in. */
export const reportLanguages = ['id', 'en'] as const;
/** One of the report languages. */
export type ReportLanguage = (typeof reportLanguages)[number];

/** A silent terminal in a sentence: its name and, where it was ever heard, since when it is not. */
export interface NamedSilence {
  readonly name: string;
  readonly since: string | null;
}

/** Everything that a report says, in one language; numbers, dates and times come in as text that is already written for it. */
export interface ReportTexts {
  readonly language: ReportLanguage;
  /** Sunday first, as in 'Senin, 23 Nov 2026'. */
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  readonly thousands: string;
  readonly decimal: string;
  readonly title: string;
  readonly made: (at: string) => string;
  readonly toReview: (count: number, text: string) => string;
  readonly reviewed: (count: number, text: string) => string;
  readonly everythingSeen: string;
  readonly startReview: string;
  readonly notJudged: (count: number, text: string) => string;
  readonly silent: (terminals: readonly NamedSilence[], others: number) => string;
  readonly notCountedYet: string;
  readonly noSilentTerminal: string;
  readonly openShift: (count: number, text: string) => string;
  readonly openDecision: (count: number, text: string) => string;
  readonly missed: (dates: readonly string[]) => string;
  readonly people: string;
  readonly peopleOf: (due: string) => string;
  readonly events: string;
  readonly event: string;
  readonly all: string;
  readonly stillToReview: string;
  readonly places: Readonly<
    Record<
      | 'present'
      | 'leaveOrDuty'
      | 'excused'
      | 'noRecord'
      | 'absentVerified'
      | 'waitingForTerminal'
      | 'waitingForShift'
      | 'waitingForDecision'
      | 'off',
      string
    >
  >;
  readonly kinds: Readonly<Record<EventKind, string>>;
  readonly listNotes: Readonly<Record<EventKind, string>>;
  readonly units: string;
  readonly unit: string;
  readonly unitDetail: (present: string, due: string) => string;
  readonly unitNoRecord: (text: string) => string;
  readonly unitWaiting: (text: string) => string;
  readonly minutes: (text: string) => string;
  readonly dayCount: (count: number, text: string) => string;
  readonly arrived: (time: string) => string;
  readonly left: (time: string) => string;
  readonly noArrival: string;
  readonly noDeparture: string;
  readonly shiftNumber: (text: string) => string;
  readonly review: Readonly<Record<ReviewState, string>>;
  readonly more: (text: string) => string;
  readonly moreUnits: (text: string) => string;
  readonly repeated: string;
  readonly repeatedNote: string;
  readonly kindCount: Readonly<Record<EventKind, (text: string) => string>>;
  readonly cases: string;
  readonly casesNote: string;
  readonly caseName: (number: string) => string;
  readonly caseLevel: (level: string) => string;
  readonly countedDays: (count: number, text: string) => string;
  readonly conduct: string;
  readonly noDeadline: string;
  readonly provisional: string;
  readonly overdue: string;
  readonly caseReview: string;
  readonly deadlines: Readonly<Record<DeadlineCode, string>>;
  readonly stages: Readonly<Record<string, string>>;
  readonly dueThisWeek: (count: number, text: string) => string;
  readonly observations: string;
  readonly observationsNote: string;
  readonly observationRules: Readonly<Record<string, string>>;
  readonly unknownFinding: string;
  readonly doorName: (door: string) => string;
  readonly peopleWaiting: (count: number, text: string) => string;
  readonly corrected: (at: string) => string;
  readonly terminals: string;
  readonly terminalsNote: string;
  readonly neverHeard: string;
  readonly silentSince: (since: string) => string;
  readonly failing: (detail: string, since: string | null) => string;
  readonly clockAhead: (length: string) => string;
  readonly clockBehind: (length: string) => string;
  readonly seconds: (text: string) => string;
  readonly hours: (text: string) => string;
  readonly calendarDays: (count: number, text: string) => string;
  readonly nearlyFull: (percent: string) => string;
  readonly nobodyDue: string;
  readonly confidential: string;
  readonly explain: string;
  readonly digest: (digest: string) => string;
  readonly subject: (date: string, toReview: string, scope: string | null) => string;
}
