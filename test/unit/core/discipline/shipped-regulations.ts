import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeHolidays, type HolidayMerge } from '../../../../src/core/calendar/holiday';
import { workingCalendar, type WorkingCalendar } from '../../../../src/core/calendar/working-calendar';
import { loadHolidays } from '../../../../src/core/discipline/load-holidays';
import { loadRegulations } from '../../../../src/core/discipline/load-regulations';
import type { Regulations } from '../../../../src/core/discipline/regulation';
import type { FileText } from '../../../../src/core/discipline/regulation-text';

const folder = join(__dirname, '../../../../regulations');

/** The texts of the regulation files this repository ships. */
export function regulationTexts(): FileText[] {
  return ['.', 'examples'].flatMap((part) => textsOf(part));
}

/** The texts of the shipped lists of decreed days. */
export function holidayTexts(): FileText[] {
  return textsOf('holidays');
}

function textsOf(part: string): FileText[] {
  return readdirSync(join(folder, part))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: join('regulations', part, name), text: readFileSync(join(folder, part, name), 'utf8') }));
}

/** The shipped regulations with the given examples activated, optionally with one file's text changed. */
export function shippedRegulations(
  activate: string[] = [],
  change: (file: FileText) => FileText = (file) => file,
): Regulations {
  const loaded = loadRegulations(regulationTexts().map(change), { activate });
  if (loaded.outcome === 'refused') throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.regulations;
}

/** The calendar of the decreed days this repository ships. */
export function shippedCalendar(merge: HolidayMerge = {}): WorkingCalendar {
  const loaded = loadHolidays(holidayTexts());
  if (loaded.outcome === 'refused') throw new Error(JSON.stringify(loaded.problems, null, 2));
  return workingCalendar(mergeHolidays(loaded.lists, merge));
}
