import { z } from 'zod';
import { isWorkDate } from '../time/calendar';
import type { WorkDate } from '../time/instant';

/** How far a value can be trusted: S found in a source, C computed, I a reading of a source, M from memory, P a choice of the office. */
export const SOURCE_MARKS = ['S', 'C', 'I', 'M', 'P'] as const;

/** Units a parameter may declare; anything else is refused at load. */
export const UNITS = [
  'minute',
  'day',
  'working-day',
  'count',
  'month',
  'percent',
  'switch',
  'choice',
  'text',
  'duty',
  'threshold-table',
  'run-rule',
  'sanction',
  'substitutes',
  'examiners',
  'authority-table',
  'allowance-table',
  'leave-effect',
] as const;

/** A date of a regulation file. */
export const dateText = z.string().refine(isWorkDate, { error: 'a date written YYYY-MM-DD is needed' });

/** Where a value stands: the act and article, how it was found, and what a reader should know about it. */
export const sourceSchema = z.strictObject({
  act: z.string().min(1),
  article: z.string().min(1),
  mark: z.enum(SOURCE_MARKS),
  references: z.array(z.string().min(1)).default([]),
  published: dateText.optional(),
  href: z.string().min(1).optional(),
  note: z.string().min(1).optional(),
});

/** The source of one dated value. */
export type Source = z.infer<typeof sourceSchema>;

/** One value with the date from which it holds and its source; null means repealed without successor. */
export interface DatedValue<T> {
  readonly fromDate: WorkDate;
  readonly value: T | null;
  readonly source: Source;
}

/** The values one parameter has had, oldest first. */
export type Dated<T> = readonly DatedValue<T>[];

/** The value in force on a date with its source. */
export interface ValueInForce<T> {
  readonly value: T;
  readonly fromDate: WorkDate;
  readonly source: Source;
}

/** The newest value whose date is not after the given date; undefined before the first one and after a repeal (style.md 3.1). */
export function valueOn<T>(dated: Dated<T>, date: WorkDate): ValueInForce<T> | undefined {
  for (let index = dated.length - 1; index >= 0; index--) {
    const entry = dated[index];
    if (entry === undefined || entry.fromDate > date) continue;
    return entry.value === null ? undefined : { value: entry.value, fromDate: entry.fromDate, source: entry.source };
  }
  return undefined;
}

/** A parameter of a provision: its declared unit and its dated values, as written in the file. */
export function parameter<V extends z.ZodType>(unit: (typeof UNITS)[number], value: V) {
  const entry = z.strictObject({ value: value.nullable(), source: sourceSchema });
  return z
    .strictObject({
      unit: z.enum(UNITS).refine((given) => given === unit, { error: `the unit here must be '${unit}'` }),
      description: z.string().min(1).optional(),
      values: z
        .record(dateText, entry)
        .refine((values) => Object.keys(values).length > 0, { error: 'at least one dated value is needed' }),
    })
    .transform(({ values }): Dated<z.output<V>> =>
      datedOf<z.output<V>>(values as Record<string, { value: z.output<V> | null; source: Source }>),
    );
}

function datedOf<T>(values: Record<string, { value: T | null; source: Source }>): Dated<T> {
  return Object.entries(values).map(([fromDate, entry]) => ({ fromDate, value: entry.value, source: entry.source }));
}
