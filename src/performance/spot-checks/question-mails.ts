import { type Transaction } from '../../platform/database/database';

/** How far the mail about a question is; `no-address` = the person has none, and has to be told otherwise; `not-needed` = answered or closed before it went. */
export const questionMailStates = ['no-address', 'waiting', 'delivered', 'refused', 'failed', 'not-needed'] as const;
/** One of the states. */
export type QuestionMailState = (typeof questionMailStates)[number];

/** A mail that waits to be sent. */
export interface QuestionMail {
  readonly differenceId: string;
  /** Of the question among the events of the difference: each question is told once. */
  readonly position: number;
  readonly recipient: string;
  readonly attempts: number;
  readonly seenAt: number;
  readonly zone: string;
  readonly dueDate: string | null;
}

/** Writes, with a question, the mail that tells of it: to the address with which the person signs in, else to that of the person. */
export async function writeQuestionMail(tx: Transaction, differenceId: string, position: number, employeeId: string, now: number): Promise<void> {
  const [row] = await tx.query<{ own: string | null; account: string | null }>(
    `SELECT e.email AS own, (SELECT MIN(u.email) FROM user_account u WHERE u.employee_id = e.id AND u.disabled_at IS NULL AND u.email <> '') AS account FROM employee e WHERE e.id = ?`,
    [employeeId],
  );
  const recipient = row?.account?.trim() || row?.own?.trim() || null;
  const state: QuestionMailState = recipient === null ? 'no-address' : 'waiting';
  await tx.insert('question_mail', ['difference_id', 'position', 'recipient', 'state', 'attempts', 'next_attempt_at', 'reason', 'changed_at'], [[differenceId, position, recipient, state, 0, recipient === null ? null : now, null, now]]);
}

/** What was answered or closed needs no mail any more. */
export async function dropQuestionMail(tx: Transaction, differenceId: string, now: number): Promise<void> {
  await tx.execute(`UPDATE question_mail SET state = 'not-needed', next_attempt_at = NULL, changed_at = ? WHERE difference_id = ? AND state = 'waiting'`, [now, differenceId]);
}

/** The state of the mail about the last question of a difference `d`; null = nobody was asked. */
export const questionMailState = '(SELECT m.state FROM question_mail m WHERE m.difference_id = d.id ORDER BY m.position DESC LIMIT 1)';
