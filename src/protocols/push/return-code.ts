/** What a `Return` says (push.md A6). `unknown` is what a missing or undocumented value is: never taken for success. */
export type CommandOutcome = 'done' | 'failed' | 'unknown';

/** Return codes of devicecmd and their meaning (push.md A6, "Return"). */
const RETURN_CODES: ReadonlyMap<number, string> = new Map([
  [0, 'done'],
  [-1, 'wrong parameter, not supported, or no data'],
  [-2, 'wrong size or operation'],
  [-3, 'input/output error'],
  [-4, 'no match'],
  [-5, 'the terminal is full'],
  [-9, 'wrong template size'],
  [-10, 'no such user'],
  [-11, 'template refused'],
  [-12, 'template refused'],
  [-22, 'unknown command'],
  [-30, 'wrong algorithm version'],
  [-1001, 'capacity exceeded'],
  [-1002, 'not supported, or wrong syntax'],
  [-1003, 'timed out'],
  [-1004, 'does not match the configuration'],
  [-1005, 'busy'],
  [-1006, 'too long'],
  [-1007, 'out of memory'],
  [-1008, 'fetching failed'],
]);

/** Commands whose positive `Return` is a count of records (push.md A6). */
const COUNTING = /^(DATA QUERY|DATA|SYNCDATA)\b/i;

/** The outcome of a `Return`: 0 is done, negative failed, positive a count for `DATA QUERY` and otherwise undocumented. */
export function outcomeOf(returnCode: number | null, command: string): CommandOutcome {
  if (returnCode === null) return 'unknown';
  if (returnCode === 0) return 'done';
  if (returnCode < 0) return 'failed';
  return COUNTING.test(command) ? 'done' : 'unknown';
}

/** A `Return` in words, for an officer. */
export function returnMeaning(returnCode: number | null, command: string): string {
  if (returnCode === null) return 'the terminal gave no result';
  if (returnCode > 0 && COUNTING.test(command)) return `${returnCode} records`;
  return RETURN_CODES.get(returnCode) ?? `undocumented code ${returnCode}`;
}
