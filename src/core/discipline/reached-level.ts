import { dayNumber } from '../time/calendar';
import type { WorkDate } from '../time/instant';
import type { NextLevel, ReachedLevel, Run } from './account';
import { valueOn, type Source, type ValueInForce } from './dated';
import type { Escalation, Regulations, ThresholdRow, ThresholdTable } from './regulation';
import { interimOn, sanctionOn } from './rules-in-force';

/** Something that counts toward a threshold on a date: an absent day, a half, a converted day, or one event. */
export interface CountedItem {
  readonly date: WorkDate;
  readonly days: number;
}

/** What the count has come to: the heaviest row it reached, and where it stands in the table in force at the end. */
export interface CountOutcome {
  readonly level: ReachedLevel | null;
  readonly highestCount: number;
  readonly next: NextLevel | null;
}

/** The items under one table with their sum; one table's items are one array that grows, a window's array is made anew. */
interface Tally {
  readonly table: ValueInForce<ThresholdTable>;
  readonly items: CountedItem[];
  readonly count: number;
}

/** A row reached, before it is written out as a level. */
interface RowReached {
  readonly row: ThresholdRow;
  readonly tally: Tally;
  readonly reachedDate: WorkDate;
}

/** Climbs the table of each item's date; a table that carries no count begins at nothing (asn-rules.md 1.3: the law of the day of the act). */
export function climb(
  items: readonly CountedItem[],
  escalation: Escalation,
  regulations: Regulations,
  year: number,
  asOfDate: WorkDate,
): CountOutcome {
  let tally: Tally | undefined;
  let best: RowReached | undefined;
  let highestCount = 0;
  for (const item of items) {
    const table = valueOn(escalation.parameters.thresholds, item.date);
    if (table === undefined) continue;
    tally = tallyWith(tally, table, item, escalation);
    if (Number(item.date.slice(0, 4)) !== year) continue;
    highestCount = Math.max(highestCount, tally.count);
    const row = rowAt(table.value.rows, tally.count);
    if (row !== undefined) best = heavierRow(best, { row, tally, reachedDate: item.date }, regulations);
  }
  const level = best === undefined ? null : countLevel(best, escalation, regulations);
  return { level, highestCount, next: nextOf(tally, escalation, asOfDate) };
}

/** The level that a run of the given days has reached, or null when no run rule is in force or it is too short. */
export function runLevel(
  run: Run,
  escalation: Escalation,
  regulations: Regulations,
): { level: ReachedLevel; salaryStop: boolean } | null {
  const ruled = run.dates.filter((date) => valueOn(escalation.parameters.run, date) !== undefined);
  const rule = valueOn(escalation.parameters.run, ruled.at(-1) ?? '');
  const reachedDate = rule === undefined ? undefined : ruled[rule.value.workingDays - 1];
  if (rule === undefined || reachedDate === undefined) return null;
  const row = { sanction: rule.value.sanction, article: rule.source.article, from: rule.value.workingDays };
  const level = reached(row, 'run', reachedDate, ruled, rule.source, escalation, regulations);
  return { level, salaryStop: rule.value.salaryStop === 'next-month' };
}

/** The heavier of two levels; the run stands first when both weigh the same (asn-rules.md 8 no. 12). */
export function heavier(one: ReachedLevel | null, other: ReachedLevel | null): ReachedLevel | null {
  if (one === null || other === null) return one ?? other;
  if (one.severity !== other.severity) return one.severity > other.severity ? one : other;
  return other.by === 'run' && one.by !== 'run' ? other : one;
}

/** The same row reached again keeps its date; it takes the newer list of days only where that holds every day of the older. */
function heavierRow(best: RowReached | undefined, found: RowReached, regulations: Regulations): RowReached {
  if (best === undefined) return found;
  if (best.row === found.row && best.tally.items === found.tally.items) return best;
  const [before, now] = [severityOf(best, regulations), severityOf(found, regulations)];
  if (before !== now) return before > now ? best : found;
  const dates = new Set(found.tally.items.map(({ date }) => date));
  return best.tally.items.every(({ date }) => dates.has(date)) ? { ...found, reachedDate: best.reachedDate } : best;
}

function severityOf({ row, reachedDate }: RowReached, regulations: Regulations): number {
  return sanctionOn(regulations, row.sanction, reachedDate)?.severity ?? 0;
}

function tallyWith(
  tally: Tally | undefined,
  table: ValueInForce<ThresholdTable>,
  item: CountedItem,
  escalation: Escalation,
): Tally {
  const window = valueOn(escalation.parameters.windowDays, item.date)?.value;
  const begins = tally === undefined || (tally.table.fromDate !== table.fromDate && !table.value.carriesCount);
  const before = begins ? [] : tally.items;
  if (window !== undefined) {
    const kept = before.filter(({ date }) => dayNumber(item.date) - dayNumber(date) < window);
    return { table, items: [...kept, item], count: sumOf(kept) + item.days };
  }
  before.push(item);
  return { table, items: before, count: (begins ? 0 : tally.count) + item.days };
}

function countLevel(
  { row, tally, reachedDate }: RowReached,
  escalation: Escalation,
  regulations: Regulations,
): ReachedLevel {
  const dates = [...new Set(tally.items.map(({ date }) => date))];
  return reached(row, 'count', reachedDate, dates, tally.table.source, escalation, regulations);
}

/** Halves count as they are, so a row is reached only when the sum is at least its first day. */
function rowAt(rows: readonly ThresholdRow[], count: number): ThresholdRow | undefined {
  return rows.findLast((row) => count >= row.from);
}

function sumOf(items: readonly CountedItem[]): number {
  return items.reduce((sum, item) => sum + item.days, 0);
}

function reached(
  row: { sanction: string; article: string; from: number },
  by: ReachedLevel['by'],
  reachedDate: WorkDate,
  dates: readonly WorkDate[],
  source: Source,
  escalation: Escalation,
  regulations: Regulations,
): ReachedLevel {
  const sanction = sanctionOn(regulations, row.sanction, reachedDate);
  if (sanction === undefined)
    throw new RangeError(`the sanction '${row.sanction}' of ${escalation.code} is not in force on ${reachedDate}`);
  const interim = interimOn(regulations, row.sanction, reachedDate);
  return {
    sanction: row.sanction,
    title: sanction.title,
    tier: sanction.tier,
    severity: sanction.severity,
    interim: interim === undefined ? null : { sanction: interim.code, title: interim.title, source: interim.source },
    by,
    threshold: row.from,
    reachedDate,
    ruleCode: escalation.code,
    article: row.article,
    source,
    dates,
  };
}

function nextOf(tally: Tally | undefined, escalation: Escalation, asOfDate: WorkDate): NextLevel | null {
  const table = valueOn(escalation.parameters.thresholds, asOfDate);
  if (table === undefined) return null;
  const goesOn = tally !== undefined && (tally.table.fromDate === table.fromDate || table.value.carriesCount);
  const window = valueOn(escalation.parameters.windowDays, asOfDate)?.value ?? Infinity;
  const count = goesOn ? sumOf(tally.items.filter(({ date }) => dayNumber(asOfDate) - dayNumber(date) < window)) : 0;
  const row = table.value.rows.find((each) => each.from > count);
  return row === undefined ? null : { sanction: row.sanction, at: row.from, missing: row.from - count };
}
