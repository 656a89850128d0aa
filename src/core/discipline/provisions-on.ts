import type { WorkDate } from '../time/instant';
import { valueOn, type Source } from './dated';
import type { Regulation, RegulationKind, Regulations, ThresholdTable } from './regulation';
import { datedValuesOf, shown, written } from './regulation-pages';
import { sanctionOn } from './rules-in-force';

/** One value in force on a date, with where it stands. */
export interface ParameterOn {
  /** As the file writes it. */
  readonly name: string;
  /** The date from which it holds. */
  readonly fromDate: WorkDate;
  /** In words, for a reader. */
  readonly text: string;
  /** The value itself, its members named as in the file. */
  readonly value: unknown;
  readonly source: Source;
}

/** One row of a threshold table in force on a date. */
export interface ThresholdOn {
  readonly from: number;
  readonly to: number | null;
  readonly sanction: string;
  readonly title: string;
  readonly tier: string | null;
  readonly article: string;
}

/** One regulation as it stands on a date. */
export interface ProvisionOn {
  readonly code: string;
  readonly title: string;
  readonly kind: RegulationKind;
  /** Empty = everybody. */
  readonly appliesTo: readonly string[];
  readonly inUse: boolean;
  readonly checkedOn: WorkDate;
  readonly thresholds: readonly ThresholdOn[];
  readonly parameters: readonly ParameterOn[];
  readonly notes: Readonly<Record<WorkDate, string>>;
}

/** The regulations that say something on a date, with the values in force then; values that come later or were repealed are left out. */
export function provisionsOn(regulations: Regulations, date: WorkDate): ProvisionOn[] {
  const inUse = new Set(regulations.inUse.map(({ code }) => code));
  return [...regulations.all]
    .sort((a, b) => (a.regulation.code < b.regulation.code ? -1 : 1))
    .map(({ regulation }) => ({
      ...{ code: regulation.code, title: regulation.title, kind: regulation.kind, inUse: inUse.has(regulation.code) },
      appliesTo: 'appliesTo' in regulation ? regulation.appliesTo : [],
      checkedOn: regulation.checkedOn,
      thresholds: thresholdsOn(regulation, regulations, date),
      parameters: parametersOn(regulation, date),
      notes: regulation.notes,
    }))
    .filter(({ kind, thresholds, parameters }) => kind === 'staff-categories' || thresholds.length + parameters.length > 0);
}

function parametersOn(regulation: Regulation, date: WorkDate): ParameterOn[] {
  return datedValuesOf(regulation).flatMap(([name, dated]) => {
    const found = name === 'thresholds' ? undefined : valueOn(dated, date);
    return found === undefined ? [] : [{ name: written(name).replaceAll('`', ''), fromDate: found.fromDate, text: shown(found.value), value: asWritten(found.value), source: found.source }];
  });
}

/** A value with its members named as in the file. */
function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [written(key).replaceAll('`', ''), asWritten(inner)]));
}

function thresholdsOn(regulation: Regulation, regulations: Regulations, date: WorkDate): ThresholdOn[] {
  if (regulation.kind !== 'escalation') return [];
  const table: ThresholdTable | undefined = valueOn(regulation.parameters.thresholds, date)?.value;
  return (table?.rows ?? []).map((row) => {
    const sanction = sanctionOn(regulations, row.sanction, date);
    return { ...row, title: sanction?.title ?? row.sanction, tier: sanction?.tier ?? null };
  });
}
