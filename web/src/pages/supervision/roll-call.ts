import { type Schema } from '../../api/client';

/** What the checker did with one person. */
export interface KeptMark {
  readonly mark: 'seen' | 'not-seen' | 'elsewhere';
  readonly note: string;
  /** Whole seconds after the start, by the clock of this device: only the difference is used, so the clock need not be right. */
  readonly afterSeconds: number;
}

/** A roll call as this device keeps it until the service has it. */
export interface Draft {
  readonly id: string;
  readonly unitId: string;
  /** Clock of this device when the list came. */
  readonly beganAt: number;
  readonly check: Schema<'SpotCheckDetail'>;
  readonly marks: Readonly<Record<string, KeptMark>>;
  readonly remark: string;
}

const keyOf = (userId: string): string => `hadir-roll-call:${userId}`;

/** The roll call of an account that this device still holds. */
export function keptDraft(userId: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(userId)) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

/** Keeps a roll call on this device; null forgets it. */
export function keepDraft(userId: string, draft: Draft | null): void {
  if (draft === null) localStorage.removeItem(keyOf(userId));
  else localStorage.setItem(keyOf(userId), JSON.stringify(draft));
}

/** The states in which somebody should be at the place now. */
const dueHere: readonly string[] = ['in', 'out', 'no-record', 'unknown'];

/** Whether somebody should be seen. */
export const isDue = ({ state }: Pick<Schema<'CheckedPerson'>, 'state'>): boolean => dueHere.includes(state);

/** What is sent: everything, in one piece. */
export const submissionOf = ({ marks, remark }: Draft): Schema<'SpotCheckSubmitBody'> => ({
  marks: Object.entries(marks).map(([employeeId, { mark, note, afterSeconds }]) => ({ employeeId, mark, afterSeconds, ...(note.trim() ? { note: note.trim() } : {}) })),
  ...(remark.trim() ? { remark: remark.trim() } : {}),
});
