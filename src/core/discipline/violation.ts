import type { WorkDate } from '../time/instant';
import type { Source } from './dated';
import type { AttendanceException } from './exception';

/** The provision a violation is held against, as it stood on the work date. */
export interface ProvisionInForce {
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly fromDate: WorkDate;
  readonly source: Source;
}

/** What a provision says of an exception: that it breaches a duty, or that no rule judges it (and why). */
export type Judgement =
  | { readonly outcome: 'breach'; readonly provision: ProvisionInForce }
  | { readonly outcome: 'no-rule'; readonly reason: string; readonly source?: Source };

/** An exception that stands, with the provision in force on its work date, or with the statement that there is none. */
export interface Violation {
  readonly date: WorkDate;
  readonly exception: AttendanceException;
  readonly judgement: Judgement;
}

/** What an officer has said of one exception of one day; only an officer can verify (asn-rules.md 1.1). */
export interface Verification {
  readonly date: WorkDate;
  readonly kind: AttendanceException['kind'];
  readonly verdict: 'verified' | 'excused' | 'sent-back';
  readonly actor: string;
  readonly reason: string;
  readonly evidence: readonly string[];
}
