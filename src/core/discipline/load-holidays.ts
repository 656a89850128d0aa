import { z } from 'zod';
import type { Holiday, HolidayList } from '../calendar/holiday';
import { dateText, sourceSchema } from './dated';
import { readYaml, writtenKey, type FileText, type RegulationProblem } from './regulation-text';

const day = z.strictObject({
  date: dateText,
  kind: z.enum(['national-holiday', 'collective-leave', 'local-holiday']),
  name: z.string().min(1),
  decree: z.string().min(1).optional(),
  decreedOn: dateText.optional(),
});
const holidayListSchema = z.strictObject({
  kind: z.literal('holiday-list'),
  code: z.string().min(1),
  title: z.string().min(1),
  year: z.number().int().min(1945).max(2200),
  scope: z.enum(['national', 'local']),
  units: z.array(z.string().min(1)).default([]),
  decree: z.string().min(1),
  decreedOn: dateText,
  source: sourceSchema,
  days: z.array(day).min(1),
  checkedOn: dateText,
});
type HolidayFile = z.infer<typeof holidayListSchema>;

/** The decreed days of all files, or every problem in them. */
export type LoadedHolidays =
  | { readonly outcome: 'loaded'; readonly lists: readonly HolidayList[] }
  | { readonly outcome: 'refused'; readonly problems: readonly RegulationProblem[] };

/** Reads files of decreed days; a day outside its year, out of order or named twice is refused with file and line. */
export function loadHolidays(files: readonly FileText[]): LoadedHolidays {
  const read = files.map(readList);
  const problems = read.flatMap((each) => each.problems);
  if (problems.length > 0) return { outcome: 'refused', problems };
  return { outcome: 'loaded', lists: read.flatMap((each) => (each.list === undefined ? [] : [each.list])) };
}

function readList(file: FileText): { list?: HolidayList; problems: readonly RegulationProblem[] } {
  const read = readYaml(file);
  if (!('data' in read)) return { problems: read };
  const parsed = holidayListSchema.safeParse(read.data);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: file.path,
      line: read.lineOf(issue.path),
      rule: issue.path.includes('source') ? 'missing-source' : 'shape',
      message: `${issue.path.map(writtenKey).join('.')}: ${issue.message}`,
    }));
    return { problems };
  }
  return {
    list: listOf(parsed.data),
    problems: dayProblems(file.path, parsed.data, (index) => read.lineOf(['days', index, 'date'])),
  };
}

function dayProblems(
  path: string,
  list: HolidayFile,
  lineOf: (index: number) => number | null,
): readonly RegulationProblem[] {
  return list.days.flatMap(({ date }, index) => {
    const before = list.days[index - 1]?.date;
    const line = lineOf(index);
    if (!date.startsWith(`${list.year}-`))
      return [{ path, line, rule: 'year', message: `${date} is no day of ${list.year}` }];
    if (before !== undefined && date <= before)
      return [{ path, line, rule: 'dates-ascending', message: `${date} stands after ${before}; dates must ascend` }];
    return [];
  });
}

function listOf(file: HolidayFile): HolidayList {
  const days: readonly Holiday[] = file.days.map((each) => ({
    date: each.date,
    kind: each.kind,
    name: each.name,
    decree: each.decree ?? file.decree,
    decreedDate: each.decreedOn ?? file.decreedOn,
  }));
  return {
    code: file.code,
    year: file.year,
    scope: file.scope,
    unitCodes: file.units,
    days,
    checkedDate: file.checkedOn,
  };
}
