import type { DocumentBlock, DocumentTemplate } from './document-template';

const PLACEHOLDER = /\{([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)?)\}/g;

/** Every value a letter can name without asking for it; a template that names another is refused when the service starts. */
export const LETTER_VALUES = [
  ...['document.number', 'document.date', 'document.id', 'office.government', 'office.place', 'office.unit'],
  ...['employee.name', 'employee.number', 'employee.number-label', 'employee.category', 'employee.rank', 'employee.job-title', 'employee.position-kind', 'employee.job-class', 'employee.unit'],
  ...['case.year', 'case.days', 'case.dates', 'case.run', 'case.run-from', 'case.run-to', 'case.level', 'case.tier', 'case.act', 'case.article', 'case.interim', 'case.by-run', 'case.by-conduct'],
  ...['breach.date', 'breach.article', 'breach.alleged', 'complaint.received-date', 'clarification.date', 'clarification.text'],
  ...['release.date', 'release.by', 'release.tiers', 'release.article', 'release.act'],
  ...['duty.text', 'duty.act', 'duty.article'],
  ...['summons.ordinal', 'summons.number', 'summons.date', 'summons.examination-day', 'summons.examination-date'],
  ...['first-summons.number', 'first-summons.date', 'first-summons.examination-date', 'second-summons.number', 'second-summons.date', 'second-summons.examination-date'],
  ...['examination.number', 'examination.day', 'examination.date', 'examination.refusal', 'examination.absent', 'examination.held'],
  ...['team.members', 'superior.name'],
  ...['decision.number', 'decision.date', 'decision.official', 'decision.sanction', 'decision.interim', 'decision.dates', 'decision.days', 'decision.reason', 'decision.appealable', 'decision.objectable'],
  ...['in-force.working-days', 'in-force.date', 'in-force.provisional', 'recourse.working-days', 'delivery.date'],
  ...['salary-stop.month', 'salary-stop.reached-date', 'salary-stop.forwarded-date'],
] as const;

/** The values named in a text, in order. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** The text with its values in place; a value that is missing leaves a line to be filled in by hand. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => (values[name] ?? '') || '.....................');
}

/** Every text of a block with the place it stands at in the file. */
export function textsOfBlock(block: DocumentBlock): readonly { readonly at: readonly (string | number)[]; readonly text: string }[] {
  const own = ['text', 'under', 'title'].flatMap((key) => {
    const value = (block as unknown as Readonly<Record<string, unknown>>)[key];
    return typeof value === 'string' ? [{ at: [key], text: value }] : [];
  });
  if ('rows' in block) return [...own, ...block.rows.flatMap((row, index) => row.flatMap((cell, side) => [cell].flat().map((text) => ({ at: ['rows', index, side], text }))))];
  if ('items' in block) return [...own, ...block.items.map((text, index) => ({ at: ['items', index], text }))];
  if (block.block === 'signatures') return block.columns.flatMap((column, index) => Object.entries(column).map(([key, text]) => ({ at: ['columns', index, key], text })));
  return own;
}

/** The blocks that are printed with these values: those whose condition of presence holds. */
export function blocksWith(template: DocumentTemplate, values: Readonly<Record<string, string>>): readonly DocumentBlock[] {
  const has = (name: string): boolean => (values[name] ?? '') !== '';
  return template.blocks.filter((block) => (block.when === undefined || has(block.when)) && (block.unless === undefined || !has(block.unless)));
}

/** What the font of the papers has: every Latin letter of Unicode with its marks, and the punctuation of letters. */
const IN_FONT = /[\n\u0020-\u007e\u00a0-\u02af\u1e00-\u1eff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]/u;

/** A text in the letters that the font has: a letter it lacks loses its mark (the frozen data keep it), and what is no letter at all is shown as '?'. */
export function printable(text: string): string {
  return [...text.normalize('NFC')].map((letter) => (IN_FONT.test(letter) ? letter : plainOf(letter))).join('');
}

function plainOf(letter: string): string {
  const plain = [...letter.normalize('NFKD')].filter((part) => IN_FONT.test(part)).join('');
  return plain === '' ? '?' : plain;
}
