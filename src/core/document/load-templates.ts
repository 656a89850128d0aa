import type { z } from 'zod';
import { readYaml, writtenKey, type FileText, type ReadText, type RegulationProblem } from '../discipline/regulation-text';
import { documentTemplateSchema, letterheadSchema, type DocumentTemplate, type Letterhead } from './document-template';
import { basesOf } from './letter-basis';
import { LETTER_VALUES, placeholdersIn, textsOfBlock } from './placeholders';

/** A template with the text of its file, which is kept with every letter printed by it. */
export interface LoadedTemplate {
  readonly template: DocumentTemplate;
  readonly path: string;
  readonly text: string;
}

/** The letters an office can print, or every problem in their files. */
export type LoadedTemplates =
  | { readonly outcome: 'loaded'; readonly templates: readonly LoadedTemplate[]; readonly letterhead: Letterhead }
  | { readonly outcome: 'refused'; readonly problems: readonly RegulationProblem[] };

/** Reads the files of letters: one letterhead and any number of templates; a value that does not exist is refused with file and line. */
export function loadTemplates(files: readonly FileText[]): LoadedTemplates {
  const problems: RegulationProblem[] = [];
  const templates: LoadedTemplate[] = [];
  const letterheads: Letterhead[] = [];
  for (const file of files) {
    const read = readYaml(file);
    if (!('data' in read)) problems.push(...read);
    else if (isLetterhead(read.data)) letterheads.push(...parsed(file, read, letterheadSchema, problems));
    else {
      const found = parsed(file, read, documentTemplateSchema, problems);
      templates.push(...found.map((template) => ({ template, path: file.path, text: file.text })));
      problems.push(...found.flatMap((template) => [...valueProblems(file, read, template), ...basisProblems(file, template)]));
    }
  }
  const [letterhead] = letterheads;
  if (letterheads.length !== 1) problems.push({ path: 'documents', line: null, rule: 'letterhead', message: `there must be one file of kind letterhead, not ${letterheads.length}` });
  problems.push(...doubled(templates));
  return problems.length > 0 || letterhead === undefined ? { outcome: 'refused', problems } : { outcome: 'loaded', templates, letterhead };
}

const isLetterhead = (data: unknown): boolean => (data as { kind?: unknown } | null)?.kind === 'letterhead';

function parsed<S extends z.ZodType>(file: FileText, read: ReadText, schema: S, problems: RegulationProblem[]): z.output<S>[] {
  const result = schema.safeParse(read.data);
  if (result.success) return [result.data];
  for (const issue of result.error.issues) {
    problems.push({ path: file.path, line: read.lineOf(issue.path), rule: issue.code === 'unrecognized_keys' ? 'unknown-key' : 'shape', message: `${issue.path.map(writtenKey).join('.') || 'file'}: ${issue.message}` });
  }
  return [];
}

function valueProblems(file: FileText, read: ReadText, template: DocumentTemplate): readonly RegulationProblem[] {
  const known = new Set<string>([...LETTER_VALUES, ...Object.keys(template.fields).map((field) => `field.${field}`)]);
  const problem = (at: readonly PropertyKey[], rule: string, message: string): RegulationProblem => ({ path: file.path, line: read.lineOf(at), rule, message });
  const ofTitle = placeholdersIn(template.title).filter((name) => !known.has(name)).map((name) => problem(['title'], 'unknown-value', `there is no value {${name}}`));
  const ofBlocks = template.blocks.flatMap((block, index) => {
    const inTexts = textsOfBlock(block).flatMap(({ at, text }) =>
      placeholdersIn(text).filter((name) => !known.has(name)).map((name) => problem(['blocks', index, ...at], 'unknown-value', `there is no value {${name}}`)),
    );
    const conditions = (['when', 'unless'] as const).flatMap((key) => (block[key] !== undefined && !known.has(block[key]) ? [problem(['blocks', index, key], 'unknown-value', `there is no value '${block[key]}'`)] : []));
    const field = block.block === 'questions' && template.fields[block.field]?.type !== 'questions' ? [problem(['blocks', index, 'field'], 'unknown-value', `'${block.field}' is no field of type questions`)] : [];
    return [...inTexts, ...conditions, ...field];
  });
  return [...ofTitle, ...ofBlocks];
}

const basisProblems = ({ path }: FileText, template: DocumentTemplate): readonly RegulationProblem[] =>
  basesOf(template).length > 0 ? [] : [{ path, line: null, rule: 'two-bases', message: 'the letter speaks of absence and of conduct at once; put "when: case.by-conduct" or "unless: case.by-conduct" to the blocks that do' }];

function doubled(templates: readonly LoadedTemplate[]): readonly RegulationProblem[] {
  const first = new Map<string, string>();
  return templates.flatMap(({ template, path }) => {
    const before = first.get(template.code);
    first.set(template.code, before ?? path);
    return before === undefined ? [] : [{ path, line: null, rule: 'code-twice', message: `the code '${template.code}' stands in ${before} already` }];
  });
}
