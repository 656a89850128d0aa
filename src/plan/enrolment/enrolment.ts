/** A pin that means a person, on one terminal or on all that have no enrolment of their own for it. */
export interface Enrolment {
  readonly id: string;
  readonly pin: string;
  /** Serial number, or '' = every terminal. */
  readonly terminal: string;
  readonly employeeId: string;
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** An enrolment as handed in. */
export interface EnrolmentInput {
  readonly pin: string;
  readonly terminal?: string | null;
  /** The person's number. */
  readonly employee: string;
  readonly fromDate: string;
  readonly toDate?: string | null;
}
