import { lineText, splitLines } from './body-lines';
import type { RejectedLine } from './push-line';
import { parseQuery } from './push-query';
import { type CommandOutcome, outcomeOf } from './return-code';

/** The result of one command (push.md A6, devicecmd): matched by serial and `id`. */
export interface CommandResult {
  id: number;
  /** null when the device said none, which is not success. */
  returnCode: number | null;
  outcome: CommandOutcome;
  /** What the device calls the command, e.g. `DATA`, `INFO`, `VERIFY SUM`. */
  command: string;
  /** Records counted by `VERIFY SUM ATTLOG` (push.md A5). */
  attlogSum: number | null;
  /** The option lines after `INFO`, without their leading `~`. */
  options: Record<string, string>;
}

/** The results in one devicecmd request, and the lines that are none. */
export interface CommandResults {
  results: CommandResult[];
  rejected: RejectedLine[];
}

interface Draft {
  fields: Map<string, string>;
  options: Record<string, string>;
}

/** `Content` is the output of commands that do not exist here: it is not read (push.md A6, forbidden). */
const LONGEST_VALUE = 512;

/** Reads devicecmd (push.md A6): batched lines, the multi-line form, or fields in the query when the body is empty. Never throws. */
export function parseCommandResults(query: ReadonlyMap<string, string>, body: Buffer): CommandResults {
  const drafts: Draft[] = [];
  const rejected: RejectedLine[] = [];
  for (const line of splitLines(body)) {
    const text = lineText(line.bytes);
    if (typeof text !== 'string') rejected.push({ lineNo: line.lineNo, raw: line.bytes, reason: text.reason });
    else if (!readLine(text, drafts))
      rejected.push({ lineNo: line.lineNo, raw: line.bytes, reason: 'no result of a command' });
  }
  if (query.has('id')) drafts.push({ fields: new Map(query), options: {} });
  const results = drafts.map(toResult).filter((result) => result !== null);
  return { results, rejected };
}

function readLine(text: string, drafts: Draft[]): boolean {
  const starts = /^ID=(\d{1,15})(?=&|\s*$)/i.test(text);
  if (starts) {
    drafts.push({ fields: new Map(parseQuery(text).values), options: {} });
    return true;
  }
  const draft = drafts.at(-1);
  const mark = text.indexOf('=');
  if (draft === undefined || mark <= 0) return false;
  const key = text.slice(0, mark).trim();
  if (/^(return|cmd)$/i.test(key) && !draft.fields.has(key.toLowerCase())) {
    for (const [name, value] of parseQuery(text).values) draft.fields.set(name, value);
  } else if (!/^content$/i.test(key)) {
    draft.options[key.replace(/^~/, '')] = text.slice(mark + 1, mark + 1 + LONGEST_VALUE);
  }
  return true;
}

function toResult({ fields, options }: Draft): CommandResult | null {
  const id = fields.get('id') ?? '';
  if (!/^\d{1,15}$/.test(id)) return null;
  const said = fields.get('return') ?? '';
  const returnCode = /^-?\d{1,9}$/.test(said) ? Number(said) : null;
  const command = (fields.get('cmd') ?? '').slice(0, LONGEST_VALUE);
  const sum = fields.get('attlogsum') ?? '';
  return {
    id: Number(id),
    returnCode,
    outcome: outcomeOf(returnCode, command),
    command,
    attlogSum: /^\d{1,9}$/.test(sum) ? Number(sum) : null,
    options,
  };
}
