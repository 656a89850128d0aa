/** What an enrolment's pin is: a user id, or the number of a card. */
export const enrolmentKinds = ['pin', 'card'] as const;
/** One of them. */
export type EnrolmentKind = (typeof enrolmentKinds)[number];

/** A pin that means a person, on one terminal or on all that have no enrolment of their own for it. */
export interface Enrolment {
  readonly id: string;
  /** A user id as the terminal knows it; of a card its number in any writing that tells it, or just as one reader writes it, in capitals. */
  readonly pin: string;
  readonly kind: EnrolmentKind;
  /** Serial number or a reader's code, or '' = every terminal (of a card: and every reader). */
  readonly terminal: string;
  readonly employeeId: string;
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** An enrolment as a day is judged by it: whether its pin is a card's number changes nothing. */
export type HeldEnrolment = Omit<Enrolment, 'kind'>;

/** An enrolment as handed in. */
export interface EnrolmentInput {
  readonly pin: string;
  /** Absent = as it stands, and `pin` of what is new. */
  readonly kind?: EnrolmentKind | null;
  readonly terminal?: string | null;
  /** The person's number. */
  readonly employee: string;
  readonly fromDate: string;
  readonly toDate?: string | null;
}
