import type { WorkDate } from '../time/instant';
import type { DocumentBlock, DocumentTemplate, Letterhead } from './document-template';
import { dayName, longDate } from './indonesian-words';
import { blocksWith, filled, printable } from './placeholders';

/** One day of the exhibit: what the service knows of it, who verified it, and what the employee said. */
export interface LetterDay {
  readonly date: WorkDate;
  readonly days: number;
  readonly sentences: readonly string[];
  readonly verifiedBy: string | null;
  readonly verifiedReason: string | null;
  readonly words: readonly string[];
}

/** A question of an examination with its answer. */
export interface QuestionAndAnswer {
  readonly question: string;
  readonly answer: string;
}

/** Everything that is printed, as it is frozen beside the letter. */
export interface LetterData {
  readonly values: Readonly<Record<string, string>>;
  readonly questions: Readonly<Record<string, readonly QuestionAndAnswer[]>>;
  readonly days: readonly LetterDay[];
  readonly letterhead: { readonly government: string; readonly unit: string; readonly address: readonly string[] };
}

/** A node of a page layout: plain data, as the PDF library takes it. */
export type LayoutNode = string | { readonly [key: string]: unknown };

/** A letter laid out: its title, its content, and what stands on every page. */
export interface ComposedLetter {
  readonly title: string;
  readonly classification: string | null;
  readonly draft: boolean;
  readonly content: readonly LayoutNode[];
  /** What stands at the foot of every page before the page number. */
  readonly footer: string;
}

/** Lays a template's blocks out with the values in place; the head of the letter comes first. */
export function composeLetter(template: DocumentTemplate, frozen: LetterData): ComposedLetter {
  const data = printableData(frozen);
  return {
    title: filled(template.title, data.values),
    classification: template.classification,
    draft: template.draft,
    content: [...headOf(data.letterhead), ...blocksWith(template, data.values).flatMap((block) => nodesOf(block, data))],
    footer: `Dokumen ${data.values['document.id'] ?? ''}`,
  };
}

/** The data in letters that the font has. */
function printableData(data: LetterData): LetterData {
  return JSON.parse(JSON.stringify(data), (_, value: unknown) => (typeof value === 'string' ? printable(value) : value)) as LetterData;
}

/** The letterhead of a unit: its own lines where it has some, else those of the government. */
export function headFor(letterhead: Letterhead, unitCode: string | null, unitName: string | null): LetterData['letterhead'] {
  const own = unitCode === null ? undefined : letterhead.units[unitCode];
  return { government: letterhead.government, unit: own?.name ?? unitName ?? '', address: own !== undefined && own.address.length > 0 ? own.address : letterhead.address };
}

function headOf({ government, unit, address }: LetterData['letterhead']): readonly LayoutNode[] {
  return [
    { text: government.toUpperCase(), alignment: 'center', fontSize: 13 },
    { text: unit.toUpperCase(), alignment: 'center', bold: true, fontSize: 15 },
    ...address.map((line) => ({ text: line, alignment: 'center', fontSize: 9 })),
    { canvas: [rule(3, 2), rule(6, 0.5)], margin: [0, 0, 0, 14] },
  ];
}

/** The width of the text on a page of 215 mm with margins of 25 mm, in points. */
const TEXT_WIDTH = 467.7;
const rule = (y: number, lineWidth: number) => ({ type: 'line', x1: 0, y1: y, x2: TEXT_WIDTH, y2: y, lineWidth });
const GAP = [0, 0, 0, 8] as const;

function nodesOf(block: DocumentBlock, data: LetterData): readonly LayoutNode[] {
  const say = (text: string): string => filled(text, data.values);
  switch (block.block) {
    case 'title':
      return [{ text: say(block.text), style: 'title' }, ...(block.under === undefined ? [] : [{ text: say(block.under), alignment: 'center' }]), { text: ' ', fontSize: 6 }];
    case 'heading':
      return [{ text: say(block.text).toUpperCase(), bold: true, alignment: 'center', margin: [0, 5, 0, 5] }];
    case 'paragraph':
      return [{ text: say(block.text), alignment: block.align, margin: GAP }];
    case 'facts':
      return [factsTable(block.rows.map(([name, value]) => [say(name), say(value)]))];
    case 'list':
      return [{ table: { widths: [18, '*'], body: block.items.map((item, index) => [markOf(block.marks, index), justified(say(item))]) }, layout: 'noBorders', margin: GAP }];
    case 'clauses':
      return [clausesTable(block.rows, block.marks, say)];
    case 'questions':
      return questionNodes(data.questions[block.field] ?? []);
    case 'days':
      return [daysTable(data.days)];
    case 'signatures':
      return [signatures(block.columns, say)];
    case 'copies':
      return [{ stack: [{ text: say(block.title), decoration: 'underline' }, { ol: block.items.map(say) }], fontSize: 9.5, margin: [0, 10, 0, 0], unbreakable: true }];
    case 'new-page':
      return [{ text: '', pageBreak: 'after' }];
  }
}

const justified = (text: string): LayoutNode => ({ text, alignment: 'justify' });
const markOf = (marks: 'numbers' | 'letters', index: number): string => (marks === 'numbers' ? `${index + 1}.` : `${String.fromCharCode(97 + (index % 26))}.`);

function factsTable(rows: readonly (readonly string[])[]): LayoutNode {
  return { table: { widths: [120, 6, '*'], body: rows.map(([name = '', value = '']) => [name, ':', value]) }, layout: 'noBorders', margin: [14, 0, 0, 8] };
}

function clausesTable(rows: readonly (readonly [string, string | readonly string[]])[], marks: 'numbers' | 'letters', say: (text: string) => string): LayoutNode {
  const body = rows.flatMap(([name, texts]): LayoutNode[][] => {
    if (typeof texts === 'string') return [[say(name), ':', { ...(justified(say(texts)) as object), colSpan: 2 }, '']];
    return texts.map((text, index) => [index === 0 ? say(name) : '', index === 0 ? ':' : '', markOf(marks, index), justified(say(text))]);
  });
  return { table: { dontBreakRows: true, widths: [76, 6, 14, '*'], body }, layout: 'noBorders', margin: GAP };
}

function questionNodes(pairs: readonly QuestionAndAnswer[]): readonly LayoutNode[] {
  return pairs.map(({ question, answer }, index) => ({
    table: { dontBreakRows: true, widths: [20, 60, 6, '*'], body: [[`${index + 1}.`, 'Pertanyaan', ':', justified(question)], ['', 'Jawaban', ':', justified(answer)]] },
    layout: 'noBorders',
    margin: [0, 0, 0, 5],
  }));
}

function daysTable(days: readonly LetterDay[]): LayoutNode {
  const head = ['No.', 'Hari, tanggal', 'Bobot', 'Keterangan dari rekaman kehadiran', 'Verifikasi', 'Penjelasan pegawai'].map((text) => ({ text, bold: true, alignment: 'center', fillColor: '#eeeeee' }));
  const rows = days.map((day, index) => [
    { text: String(index + 1), alignment: 'center' },
    `${dayName(day.date)}, ${longDate(day.date)}`,
    { text: String(day.days).replace('.', ','), alignment: 'center' },
    day.sentences.join(' ') || '-',
    [day.verifiedBy ?? 'belum', day.verifiedReason ?? ''].filter(Boolean).join(': '),
    day.words.map((said) => `"${said}"`).join(' ') || '-',
  ]);
  const total = days.reduce((sum, day) => sum + day.days, 0);
  const foot = [{ text: 'Jumlah', colSpan: 2, bold: true, alignment: 'right' }, '', { text: String(total).replace('.', ','), bold: true, alignment: 'center' }, { text: 'hari kerja', colSpan: 3 }, '', ''];
  return { table: { headerRows: 1, dontBreakRows: true, widths: [20, 72, 30, '*', 72, 88], body: [head, ...rows, foot] }, fontSize: 8.5, margin: GAP };
}

type SignatureColumn = Extract<DocumentBlock, { block: 'signatures' }>['columns'][number];

/** Three lines of handwriting between a title and a name. */
const SIGNATURE_SPACE = { text: ' ', fontSize: 36 };

/** One signature stands at the right, as letters have it; two or three stand side by side with their names on one line. */
function signatures(columns: readonly SignatureColumn[], say: (text: string) => string): LayoutNode {
  const rowOf = (cell: (column: SignatureColumn) => LayoutNode): LayoutNode[] => [...(columns.length === 1 ? [''] : []), ...columns.map(cell)];
  const optional = (text: string | undefined): string => (text === undefined ? '' : say(text));
  const above = columns.some((column) => column.above !== undefined) ? [rowOf((column) => optional(column.above))] : [];
  const body = [
    ...above,
    rowOf((column) => say(column.title)),
    rowOf(() => SIGNATURE_SPACE),
    rowOf((column) => ({ text: say(column.name), bold: true, decoration: 'underline' })),
    rowOf((column) => optional(column.under)),
  ];
  const widths = columns.length === 1 ? ['*', 250] : columns.map(() => '*');
  return { table: { widths, body, dontBreakRows: true }, layout: 'noBorders', margin: [0, 10, 0, 0], unbreakable: true };
}
