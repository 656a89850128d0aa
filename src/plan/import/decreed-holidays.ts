import { z } from 'zod';
import { allUnits } from '../unit/unit-named';
import { type HolidayInput } from '../holiday/holiday-repository';
import { planRefused } from '../writing/problem-list';
import { readYaml } from './office-document';

const kinds = { 'national-holiday': 'national', libur_nasional: 'national', 'collective-leave': 'collective-leave', cuti_bersama: 'collective-leave', 'local-holiday': 'local' } as const;
const kind = z.enum(Object.keys(kinds) as [keyof typeof kinds, ...(keyof typeof kinds)[]]);
const day = z.looseObject({ date: z.string(), kind, name: z.string(), decree: z.string().optional() });

/** A list as `regulations/holidays` keeps it: one year, national or of some units. */
const listSchema = z.looseObject({ kind: z.literal('holiday-list'), decree: z.string(), units: z.array(z.string()).default([]), days: z.array(day) });
/** Lists by year. */
const yearsSchema = z.record(z.string().regex(/^\d{4}$/, 'a year is needed'), z.looseObject({ decree: z.string(), days: z.array(day) }));

type Day = z.infer<typeof day>;

/**
 * Reads decreed days, of one list or of several years.
 * @throws DomainError `plan-refused` naming what has the wrong shape
 */
export function readDecreedHolidays(text: string): HolidayInput[] {
  const content = readYaml(text);
  if (content['kind'] === 'holiday-list') {
    const list = shaped(listSchema, content);
    return (list.units.length > 0 ? list.units : [allUnits]).flatMap((unit) => list.days.map((each) => holidayOf(each, list.decree, unit)));
  }
  return Object.values(shaped(yearsSchema, content)).flatMap((year) => year.days.map((each) => holidayOf(each, year.decree, allUnits)));
}

const holidayOf = (each: Day, decree: string, unit: string): HolidayInput => ({ date: each.date, name: each.name, kind: kinds[each.kind], unit, decree: each.decree ?? decree });

function shaped<T>(schema: z.ZodType<T>, content: unknown): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw planRefused(parsed.error.issues.map((issue) => ({ at: issue.path.map(String).join('.'), message: issue.message })));
}
