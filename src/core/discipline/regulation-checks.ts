import { isWorkDate } from '../time/calendar';
import type { AllowanceTable } from './allowance-table';
import { valueOn, type Dated } from './dated';
import type { CheckedFile } from './checked-file';
import type { Conversion, Escalation, Regulation, ThresholdRow } from './regulation';
import type { ReadText, RegulationProblem } from './regulation-text';

/** A fault found inside one regulation, with the keys that lead to it. */
interface Fault {
  readonly keys: readonly PropertyKey[];
  readonly rule: string;
  readonly message: string;
}

/** The faults that the shape alone cannot show: gaps and overlaps of tables, and a conversion without a legal basis. */
export function regulationProblems(file: CheckedFile): readonly RegulationProblem[] {
  return faultsOf(file.regulation).map(({ keys, rule, message }) => ({
    path: file.path,
    line: file.lineOf(keys),
    rule,
    message,
  }));
}

/** Dated values must be written oldest first, so that a reader sees the history as it happened. */
export function unorderedDates(path: string, read: ReadText): readonly RegulationProblem[] {
  return unorderedIn(read.data, []).map(({ keys, rule, message }) => ({
    path,
    line: read.lineOf(keys),
    rule,
    message,
  }));
}

function faultsOf(regulation: Regulation): readonly Fault[] {
  if (regulation.kind === 'escalation') return [...thresholdFaults(regulation), ...measureFaults(regulation)];
  if (regulation.kind === 'conversion') return conversionFaults(regulation);
  if (regulation.kind === 'allowance') return allowanceFaults(regulation.parameters.table);
  return [];
}

function unorderedIn(value: unknown, keys: readonly PropertyKey[]): readonly Fault[] {
  if (value === null || typeof value !== 'object') return [];
  const entries = Object.entries(value);
  const inner = entries.flatMap(([key, child]) =>
    unorderedIn(child, [...keys, Array.isArray(value) ? Number(key) : key]),
  );
  const dates = keys.at(-1) === 'values' ? entries.map(([key]) => key).filter(isWorkDate) : [];
  const fault = dates.findIndex((date, index) => index > 0 && date <= (dates[index - 1] ?? ''));
  if (fault < 0) return inner;
  const message = `${dates[fault]} stands after ${dates[fault - 1]}; dates must ascend`;
  return [...inner, { keys: [...keys, dates[fault] ?? ''], rule: 'dates-ascending', message }];
}

function thresholdFaults(escalation: Escalation): readonly Fault[] {
  return escalation.parameters.thresholds.flatMap((entry) => {
    const keys = ['parameters', 'thresholds', 'values', entry.fromDate, 'value', 'rows'];
    return entry.value === null ? [] : rowFaults(entry.value.rows, keys);
  });
}

function rowFaults(rows: readonly ThresholdRow[], keys: readonly PropertyKey[]): readonly Fault[] {
  const spans = rows.map((row) => ({ from: row.from, below: row.to === null ? null : row.to + 1 }));
  return spanFaults(spans, keys, 'threshold');
}

/** Spans must follow each other without gap or overlap, and only the last one, always, is open. */
function spanFaults(
  spans: readonly { from: number; below: number | null }[],
  keys: readonly PropertyKey[],
  word: string,
): readonly Fault[] {
  return spans.flatMap((span, index): readonly Fault[] => {
    const at = [...keys, index];
    const next = spans[index + 1];
    if (span.below !== null && span.below <= span.from)
      return [{ keys: at, rule: `${word}-order`, message: `the row from ${span.from} ends before it begins` }];
    if (next === undefined)
      return span.below === null
        ? []
        : [
            {
              keys: at,
              rule: `${word}-open-end`,
              message: `the last row ends at ${span.below - 1}; it must have no end`,
            },
          ];
    if (span.below === null || next.from < span.below) {
      return [
        {
          keys: [...keys, index + 1],
          rule: `${word}-overlap`,
          message: `the row from ${next.from} overlaps the row from ${span.from}`,
        },
      ];
    }
    if (next.from > span.below)
      return [
        {
          keys: [...keys, index + 1],
          rule: `${word}-gap`,
          message: `nothing covers ${span.below} to ${next.from - 1}`,
        },
      ];
    return [];
  });
}

function measureFaults(escalation: Escalation): readonly Fault[] {
  const { windowDays } = escalation.parameters;
  const keys = ['parameters', 'windowDays'];
  if (escalation.measure === 'events' && windowDays.length === 0) {
    return [{ keys, rule: 'window', message: 'a rule that counts events must say in how many days (window_days)' }];
  }
  if (escalation.measure === 'absent-days' && windowDays.length > 0) {
    return [
      { keys, rule: 'window', message: 'absent days are counted by calendar year; window_days has no meaning here' },
    ];
  }
  return [];
}

function conversionFaults(conversion: Conversion): readonly Fault[] {
  const { enabled, legalBasis } = conversion.parameters;
  return enabled
    .filter((entry) => entry.value === true && valueOn(legalBasis, entry.fromDate) === undefined)
    .map((entry) => ({
      keys: ['parameters', 'enabled', 'values', entry.fromDate],
      rule: 'legal-basis',
      message:
        'the conversion can move someone toward dismissal: it needs legal_basis in force on the day it is switched on',
    }));
}

function allowanceFaults(table: Dated<AllowanceTable>): readonly Fault[] {
  return table.flatMap((entry) => {
    if (entry.value === null) return [];
    const value = entry.value;
    const keys = ['parameters', 'table', 'values', entry.fromDate, 'value'];
    return (['late', 'early'] as const).flatMap((side) => {
      const rule = value[side];
      if (rule.method !== 'bands') return [];
      return spanFaults(
        rule.bands.map((band) => ({ from: band.fromMinutes, below: band.belowMinutes })),
        [...keys, side, 'bands'],
        'band',
      );
    });
  });
}
