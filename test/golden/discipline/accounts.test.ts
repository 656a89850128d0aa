import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { YearAccount } from '../../../src/core/discipline/account';
import type { ExceptionKind } from '../../../src/core/discipline/exception';
import type { Regulations } from '../../../src/core/discipline/regulation';
import { account, day, late, scattered, workingDates } from '../../unit/core/discipline/account-fixture';
import { shippedRegulations } from '../../unit/core/discipline/shipped-regulations';

interface GoldenAccount {
  case: string;
  category?: string;
  year?: number;
  activate?: string[];
  looks_at?: ExceptionKind;
  absent?: string[] | string;
  half?: string[];
  unverified?: string[];
  late?: Record<string, number>;
  expect: Record<string, string | number>;
}

const cases = parse(readFileSync(join(__dirname, 'accounts.yaml'), 'utf8')) as GoldenAccount[];

const loaded = new Map<string, Regulations>();
function regulationsWith(activate: string[]): Regulations {
  const key = activate.join(' ');
  const known = loaded.get(key) ?? shippedRegulations(activate);
  loaded.set(key, known);
  return known;
}

function datesOf(absent: string[] | string): string[] {
  if (typeof absent !== 'string') return absent;
  const onEnd = /^(\d+) working days from (\S+)$/.exec(absent);
  const apart = /^(\d+) scattered days of (\d{4})$/.exec(absent);
  if (onEnd) return workingDates(onEnd[2] ?? '', Number(onEnd[1]));
  if (apart) return scattered(Number(apart[2]), Number(apart[1]));
  throw new Error(`not understood: ${absent}`);
}

function accountOf(each: GoldenAccount): YearAccount {
  const days = [
    ...datesOf(each.absent ?? []).map((date) => day(date)),
    ...(each.half ?? []).map((date) => day(date, { status: 'HALF_DAY', absentDays: 0.5 })),
    ...Object.entries(each.late ?? {}).map(([date, minutes]) => late(date, minutes)),
  ];
  return account({
    days,
    category: each.category ?? 'PNS',
    year: each.year ?? 2026,
    asOfDate: String(each.expect['as_of'] ?? `${each.year ?? 2026}-12-31`),
    unverified: each.unverified ?? [],
    regulations: regulationsWith(each.activate ?? []),
    input: each.looks_at === undefined ? {} : { looksAt: each.looks_at },
  });
}

const ruleOf = (found: YearAccount) => (found.rule.outcome === 'rule' ? found.rule.code : found.rule.reason.startsWith('rule required') ? 'required' : 'none');
const read: Record<string, (found: YearAccount) => string | number> = {
  days: (found) => found.cumulativeDays,
  run: (found) => found.longestRun.length,
  to: (found) => found.longestRun.toDate ?? 'none',
  waiting: (found) => found.waitingDays,
  late_minutes: (found) => found.lateMinutes,
  level: (found) => found.level?.sanction ?? 'none',
  interim: (found) => found.level?.interim?.sanction ?? 'none',
  article: (found) => (found.level === null ? 'none' : `${found.level.source.act} ${found.level.article}`),
  missing: (found) => found.next?.missing ?? 'none',
  pay_stops: (found) => found.salaryStop?.month ?? 'none',
  rule: ruleOf,
  as_of: (found) => found.asOfDate,
};

describe('worked accounts', () => {
  it.each(cases.map((each) => [each.case, each] as const))('%s', (_title, each) => {
    const found = accountOf(each);
    const seen = Object.keys(each.expect).map((key) => [key, read[key]?.(found)]);
    expect(Object.fromEntries(seen)).toEqual(each.expect);
  });
});
