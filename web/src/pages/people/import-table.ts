import { csvText } from './csv-file';
import { type SayPeople } from './people-words';
import { type ImportedItem, type ImportReport } from './plan-import';
import { problemText } from './problem-text';

/** What may become of an item, as the page counts and filters it. */
export const outcomes = ['unchanged', 'changed', 'new', 'refused'] as const;
/** One of them. */
export type Outcome = (typeof outcomes)[number];

const named = [
  ...['name', 'category', 'unit', 'jobTitle', 'email', 'joinedDate', 'leftDate', 'parent', 'zone', 'employee', 'fromDate', 'toDate', 'shifts', 'note', 'kind', 'fromTime', 'toTime', 'decree'],
  ...['rank', 'grade', 'positionKind', 'jobClass', 'schedule', 'segments', 'breaks', 'punchEachSegment', 'week', 'pattern', 'anchor', 'replaces'],
];

/** A field by the name that people know it by; one without a name, such as a value of a policy, as it is written. */
export const fieldName = (field: string, say: SayPeople): string => (named.includes(field) ? say(`field.${field as 'name'}`) : field);

/** The reasons of a refused item, each with its column. */
export const reasonsOf = ({ problems }: Pick<ImportedItem, 'problems'>): string => problems.map(({ column, message }) => `${column ? `${column}: ` : ''}${problemText(message)}`).join('; ');

/** Whether an item is about what was typed. */
export const mentions = ({ name, at, fields, problems }: ImportedItem, text: string): boolean =>
  text === '' || [name, at, ...fields.flatMap(({ before, after }) => [before, after]), ...problems.map(({ message }) => message)].some((part) => part?.toLowerCase().includes(text.toLowerCase()));

/** The items as a file: a line for each field that changes, and one for each other item. */
export function itemsFile(items: readonly ImportedItem[], say: SayPeople): string {
  const head = [say('import.row'), say('import.kind'), say('import.outcome'), say('import.item'), say('import.field'), say('import.before'), say('import.after'), say('import.problem')];
  const lines = items.flatMap((item) => {
    const start = [item.at.replace(/^row /, ''), say(`kind.${item.kind as 'employees'}`), say(`import.${item.outcome}`), item.name];
    if (item.fields.length === 0) return [[...start, '', '', '', reasonsOf(item)]];
    return item.fields.map(({ field, before, after }) => [...start, fieldName(field, say), before ?? '', after ?? '', '']);
  });
  return csvText([head, ...lines]);
}

/** The refused lines of a table as they came, with why beside them, to be mended. */
export function refusedFile({ headings, items }: Pick<ImportReport, 'headings' | 'items'>): string {
  const lines = items.filter(({ outcome }) => outcome === 'refused').map(({ cells }) => headings.map((_, index) => cells[index] ?? ''));
  return csvText([headings, ...lines]);
}
