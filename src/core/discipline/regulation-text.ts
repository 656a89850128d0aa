import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';

/** The text of one file with the path it was read from. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

/** A fault in a regulation or holiday file: where it is, which rule it breaks, and what would be right. */
export interface RegulationProblem {
  readonly path: string;
  readonly line: number | null;
  readonly rule: string;
  readonly message: string;
}

/** A fault in one sentence, with file, line and rule. */
export const problemSentence = ({ path, line, rule, message }: RegulationProblem): string => `${path}${line === null ? '' : `:${line}`} [${rule}] ${message}`;

/** A file as plain data with camel-case keys, and a way back from a key path to the line it stands on. */
export interface ReadText {
  readonly data: unknown;
  readonly lineOf: (keys: readonly PropertyKey[]) => number | null;
}

/** Reads YAML; a text that is none yields the problems instead. */
export function readYaml(file: FileText): ReadText | readonly RegulationProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({
      path: file.path,
      line: lines.linePos(error.pos[0]).line,
      rule: 'yaml',
      message: error.message,
    }));
  }
  const lineOf = (keys: readonly PropertyKey[]): number | null => {
    const offset = offsetOf(document, keys);
    return offset === undefined ? null : lines.linePos(offset).line;
  };
  try {
    return { data: camelKeys(document.toJS()), lineOf };
  } catch (error) {
    // An alias without its anchor shows only when the values are asked for; it has no place of its own.
    return [{ path: file.path, line: 1, rule: 'yaml', message: error instanceof Error ? error.message : 'not YAML' }];
  }
}

/** The key as it is written in the files: `checkedOn` is `checked_on`; codes and dates stay. */
export function writtenKey(key: PropertyKey): string {
  const text = String(key);
  return /^[a-z][A-Za-z0-9]*$/.test(text) ? text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : text;
}

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camelKey(key), camelKeys(inner)]));
}

function camelKey(key: string): string {
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(key)
    ? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : key;
}

/** The offset of the deepest written key on the way, so that a missing key is reported where it should have been. */
function offsetOf(document: Document, keys: readonly PropertyKey[]): number | undefined {
  for (let depth = keys.length; depth > 0; depth--) {
    const parent = document.getIn(keys.slice(0, depth - 1).map(yamlKey), true);
    const last = yamlKey(keys[depth - 1] ?? '');
    const found = isMap(parent)
      ? keyOffset(parent, last)
      : nodeOffset(document.getIn(keys.slice(0, depth).map(yamlKey), true));
    if (found !== undefined) return found;
  }
  return nodeOffset(document.contents);
}

function keyOffset(map: { items: readonly { key: unknown }[] }, key: string | number): number | undefined {
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return nodeOffset(pair?.key);
}

function nodeOffset(node: unknown): number | undefined {
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  return range?.[0];
}

function yamlKey(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : writtenKey(key);
}
