import { isMap, isScalar, isSeq, parseDocument, visit, type Pair } from 'yaml';
import { DomainError } from '../../platform/errors';
import { ProblemList } from '../writing/problem-list';
import { planKinds, type PlanKind } from '../plan-kinds';

/** Fields that are texts even when they look like numbers: eighteen digits, or zeros in front, must arrive as they were written. */
const texts = new Set(['number', 'pin', 'employee', 'terminal', 'code', 'unit', 'parent', 'name', 'schedule', 'shifts', 'week', 'pattern', 'replaces', 'date', 'fromDate', 'parentFromDate', 'toDate']);

/**
 * Reads a document of the plan (YAML, or JSON, which is YAML too).
 * @throws DomainError `unreadable-file` when it is no YAML, `plan-refused` when what stands in it are no lists of the plan
 */
export function readOfficeDocument(text: string): Partial<Record<PlanKind, readonly unknown[]>> {
  const content = readYaml(text);
  const problems = new ProblemList();
  const items: Partial<Record<PlanKind, readonly unknown[]>> = {};
  for (const [key, list] of Object.entries(content)) {
    const kind = planKinds.find((each) => each === key);
    if (!kind) problems.add({ at: key }, `is no list of the plan; known are ${planKinds.join(', ')}`);
    else if (list !== null && !Array.isArray(list)) problems.add({ at: key }, 'a list is needed');
    else items[kind] = (list ?? []) as unknown[];
  }
  problems.throwIfAny();
  return items;
}

/**
 * The mapping at the top of a YAML text, with texts left as they were written.
 * @throws DomainError `unreadable-file`
 */
export function readYaml(text: string): Record<string, unknown> {
  const document = parseDocument(text.replace(/^\uFEFF/, ''));
  const [error] = document.errors;
  if (error) throw new DomainError('unreadable-file', `The file is not valid YAML: ${error.message}`, 422);
  visit(document, { Pair: (_, pair) => keepTexts(pair as Pair) });
  const content = valueOf(() => document.toJS() as unknown);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new DomainError('unreadable-file', 'The file is empty or holds no lists by name (units:, employees:, ...).', 422);
  }
  return content as Record<string, unknown>;
}

// An alias without its anchor shows only when the values are asked for.
function valueOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    throw new DomainError('unreadable-file', `The file is not valid YAML: ${error instanceof Error ? error.message : String(error)}`, 422);
  }
}

function keepTexts({ key, value }: Pair): void {
  if (!isScalar(key) || !texts.has(String(key.value))) return;
  if (isMap(value)) for (const pair of value.items) keepText(pair.value);
  else keepText(value);
}

/** A text, or a list of texts; lists of whole items (`shifts:` at the top) are left to the fields in them. */
function keepText(value: unknown): void {
  if (isSeq(value)) for (const item of value.items) keepText(item);
  else if (isScalar(value) && typeof value.value !== 'string' && value.value !== null && value.source !== undefined) value.value = value.source;
}
