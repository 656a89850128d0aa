import type { HolidayList } from '../calendar/holiday';
import type { Dated, Source } from './dated';
import type { Regulation, Regulations, ThresholdTable } from './regulation';
import { sanctionOn } from './rules-in-force';

const MARKS: Readonly<Record<Source['mark'], string>> = {
  S: 'found in a source',
  C: 'computed',
  I: 'a reading of a source',
  M: 'from memory, unverified',
  P: 'a choice of the office',
};

/** Every provision as a page of Markdown: what it applies to, each dated value with its article and source, and how far to trust it. */
export function regulationPages(regulations: Regulations, holidays: readonly HolidayList[]): string {
  const files = [...regulations.all].sort((a, b) => (a.path < b.path ? -1 : 1));
  const inUse = new Set(regulations.inUse.map(({ code }) => code));
  const head = [
    '# Regulations',
    '',
    'Generated from `regulations/*.yaml` by `npm run generate`; change the files, not this page. No gazette text was seen: each value says how it was found, and BKPSDM must confirm it before a decision rests on it.',
    '',
    ...Object.entries(MARKS).map(([mark, words]) => `- **${mark}** ${words}`),
    '',
    '| Provision | Kind | Applies to | In use |',
    '|---|---|---|---|',
    ...files.map(({ regulation }) => `| [${cell(regulation.title)}](#${regulation.code}) | ${regulation.kind} | ${appliesTo(regulation)} | ${inUse.has(regulation.code) ? 'yes' : 'when adopted'} |`),
    '',
  ];
  return [...head, ...files.flatMap(({ regulation }) => page(regulation, regulations)), ...holidayPages(holidays)].join('\n');
}

/** A text as a cell of a table. */
export const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim();
const appliesTo = (regulation: Regulation): string => ('appliesTo' in regulation ? regulation.appliesTo.join(', ') : 'everybody');

function page(regulation: Regulation, regulations: Regulations): readonly string[] {
  return [
    `<a id="${regulation.code}"></a>`,
    '',
    `## ${regulation.title}`,
    '',
    `Code \`${regulation.code}\`, kind \`${regulation.kind}\`, applies to ${appliesTo(regulation)}, last checked ${regulation.checkedOn}.${regulation.kind === 'authority' && !regulation.verified ? ' **Unverified.**' : ''}`,
    '',
    ...contents(regulation, regulations),
    ...Object.entries(regulation.notes).flatMap(([date, note]) => [`- ${date}: ${note}`]),
    ...(Object.keys(regulation.notes).length > 0 ? [''] : []),
  ];
}

function contents(regulation: Regulation, regulations: Regulations): readonly string[] {
  if (regulation.kind === 'staff-categories') return [...regulation.categories.map(({ code, title }) => `- \`${code}\` ${title}`), ''];
  const named = datedValuesOf(regulation);
  const [tables, plain] = [named.filter(([name]) => name === 'thresholds'), named.filter(([name, dated]) => name !== 'thresholds' && dated.length > 0)];
  const rows = plain.flatMap(([name, dated]) => dated.map(({ fromDate, value, source }) => `| ${written(name)} | ${fromDate} | ${cell(shown(value))} | ${cell(sourceWords(source))} |`));
  return [
    ...tables.flatMap(([, dated]) => (dated as Dated<ThresholdTable>).flatMap(({ fromDate, value, source }) => (value === null ? [] : thresholdPage(fromDate, value, source, regulations)))),
    ...(rows.length === 0 ? [] : ['| Parameter | From | Value | Source |', '|---|---|---|---|', ...rows, '']),
  ];
}

/** Every dated value of a regulation by its name in the file. */
export function datedValuesOf(regulation: Regulation): readonly (readonly [string, Dated<unknown>])[] {
  return [
    ...(regulation.kind === 'sanctions' ? Object.entries(regulation.sanctions) : []),
    ...(regulation.kind === 'leave-effects' ? Object.entries(regulation.leaves) : []),
    ...('parameters' in regulation ? (Object.entries(regulation.parameters) as [string, Dated<unknown>][]) : []),
  ];
}

function thresholdPage(fromDate: string, table: ThresholdTable, source: Source, regulations: Regulations): readonly string[] {
  return [
    `From ${fromDate} (${sourceWords(source)}):`,
    '',
    '| Count | Sanction | Article |',
    '|---|---|---|',
    ...table.rows.map((row) => `| ${row.to === null ? `>= ${row.from}` : row.from === row.to ? row.from : `${row.from}-${row.to}`} | ${cell(sanctionOn(regulations, row.sanction, fromDate)?.title ?? row.sanction)} | ${cell(row.article)} |`),
    '',
  ];
}

/** The name of a parameter as the files write it. */
export const written = (name: string): string => `\`${/-/.test(name) ? name : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}\``;

/** A value in words, for a reader. */
export function shown(value: unknown): string {
  if (value === null) return 'repealed';
  if (Array.isArray(value)) return value.map(shown).join('; ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value as Record<string, unknown>)
    .map(([key, inner]) => `${written(key).replaceAll('`', '')}: ${inner === null ? 'none' : shown(inner)}`)
    .join(', ');
}

/** A source in words. */
export const sourceWords = ({ act, article, mark, references, note }: Source): string => `${act}, ${article} [${[mark, ...references].join(' ')}]${note === undefined ? '' : ` - ${note}`}`;

function holidayPages(lists: readonly HolidayList[]): readonly string[] {
  return [
    '## Decreed days',
    '',
    ...lists.flatMap((list) => [
      `### ${list.year}${list.scope === 'local' ? ` (local: ${list.unitCodes.join(', ')})` : ''}`,
      '',
      `Checked ${list.checkedDate}.`,
      '',
      '| Date | Day | Kind | Decree |',
      '|---|---|---|---|',
      ...list.days.map((day) => `| ${day.date} | ${cell(day.name)} | ${day.kind} | ${cell(day.decree)} |`),
      '',
    ]),
  ];
}
