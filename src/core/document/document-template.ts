import { z } from 'zod';

const text = z.string().min(1);
const fieldName = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'a field is lower-case letters, digits and hyphens' });

/** What must have happened before a letter may be printed. */
export const PRECONDITIONS = ['nothing', 'summons', 'examination-held', 'absent-twice', 'examination', 'decision', 'team', 'salary-stop', 'salary-stopped', 'temporary-release'] as const;
/** One precondition of a letter. */
export type Precondition = (typeof PRECONDITIONS)[number];

/** A block may depend on whether a value is there; there is no other condition. */
const presence = { when: text.optional(), unless: text.optional() };

const blockSchema = z.discriminatedUnion('block', [
  z.strictObject({ block: z.literal('title'), text, under: text.optional(), ...presence }),
  z.strictObject({ block: z.literal('heading'), text, ...presence }),
  z.strictObject({ block: z.literal('paragraph'), text, align: z.enum(['justify', 'left', 'center', 'right']).default('justify'), ...presence }),
  z.strictObject({ block: z.literal('facts'), rows: z.array(z.tuple([text, text])).min(1), ...presence }),
  z.strictObject({ block: z.literal('list'), marks: z.enum(['numbers', 'letters']).default('numbers'), items: z.array(text).min(1), ...presence }),
  z.strictObject({ block: z.literal('clauses'), rows: z.array(z.tuple([text, z.union([text, z.array(text).min(1)])])).min(1), marks: z.enum(['numbers', 'letters']).default('letters'), ...presence }),
  z.strictObject({ block: z.literal('questions'), field: fieldName, ...presence }),
  z.strictObject({ block: z.literal('days'), ...presence }),
  z.strictObject({ block: z.literal('signatures'), columns: z.array(z.strictObject({ above: text.optional(), title: text, name: text, under: text.optional() })).min(1).max(3), ...presence }),
  z.strictObject({ block: z.literal('copies'), title: text, items: z.array(text).min(1), ...presence }),
  z.strictObject({ block: z.literal('new-page'), ...presence }),
]);

/** A letter as an office may change it: what it asks for, and its blocks of text with places for values. */
export const documentTemplateSchema = z.strictObject({
  kind: z.literal('document'),
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: text,
  classification: text.nullable().default(null),
  requires: z.enum(PRECONDITIONS),
  /** Tiers of sanctions the letter is for; left out = all. */
  tiers: z.array(text).optional(),
  draft: z.boolean().default(false),
  numbered: z.boolean().default(true),
  fields: z.record(fieldName, z.strictObject({ label: text, type: z.enum(['text', 'questions']).default('text'), default: z.string().optional() })).default({}),
  blocks: z.array(blockSchema).min(1),
});

/** The head of every letter: the government, the unit's own lines, the place of signature. */
export const letterheadSchema = z.strictObject({
  kind: z.literal('letterhead'),
  government: text,
  place: text,
  address: z.array(text).default([]),
  units: z.record(text, z.strictObject({ name: text.optional(), address: z.array(text).default([]) })).default({}),
});

/** One block of a letter. */
export type DocumentBlock = z.infer<typeof blockSchema>;
/** A letter's template. */
export type DocumentTemplate = z.infer<typeof documentTemplateSchema>;
/** The head of letters. */
export type Letterhead = z.infer<typeof letterheadSchema>;
