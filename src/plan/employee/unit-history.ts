import { addDays } from '../../core/time/calendar';
import { type EmployeeInput, unitOn, type UnitMembership } from './employee';

/** The history after a change, or what keeps it from being made. */
export type HistoryOutcome = { readonly history: readonly UnitMembership[] } | { readonly field: string; readonly message: string };

/**
 * Lays what was handed in over the history that stands.
 * @param unitIdOf the id of a unit's code, or undefined
 */
export function nextHistory(standing: readonly UnitMembership[], input: EmployeeInput, unitIdOf: (code: string) => string | undefined): HistoryOutcome {
  if (input.unitHistory) return wholeHistory(input.unitHistory, unitIdOf);
  if (!input.unit) return standing.length > 0 ? { history: standing } : { field: 'unit', message: 'a unit is needed' };
  const unitId = unitIdOf(input.unit);
  if (unitId === undefined) return { field: 'unit', message: `there is no unit "${input.unit}"` };
  return standing.length === 0 ? firstUnit(input, unitId) : nextUnit(standing, input, unitId);
}

function wholeHistory(given: readonly { readonly unit: string; readonly fromDate: string }[], unitIdOf: (code: string) => string | undefined): HistoryOutcome {
  const history: UnitMembership[] = [];
  for (const [index, { unit, fromDate }] of given.entries()) {
    const unitId = unitIdOf(unit);
    if (unitId === undefined) return { field: `unitHistory[${index}].unit`, message: `there is no unit "${unit}"` };
    if (history.some((membership) => membership.fromDate === fromDate)) return { field: `unitHistory[${index}].fromDate`, message: `${fromDate} is given twice` };
    history.push({ fromDate, unitId });
  }
  if (history.length === 0) return { field: 'unitHistory', message: 'at least one unit is needed' };
  return { history: history.sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1)) };
}

function firstUnit(input: EmployeeInput, unitId: string): HistoryOutcome {
  const fromDate = input.unitFromDate ?? input.joinedDate;
  if (!fromDate) return { field: 'joinedDate', message: 'the date of joining is needed, or the date from which the person belongs to the unit' };
  return { history: [{ fromDate, unitId }] };
}

function nextUnit(standing: readonly UnitMembership[], input: EmployeeInput, unitId: string): HistoryOutcome {
  if (!input.unitFromDate) {
    if (standing.at(-1)?.unitId === unitId) return { history: standing };
    return { field: 'unitFromDate', message: `the date from which the person belongs to ${input.unit} is needed, since another unit stands` };
  }
  const fromDate = input.unitFromDate;
  if (unitOn(standing, fromDate) === unitId) return { history: standing };
  const others = standing.filter((membership) => membership.fromDate !== fromDate);
  return { history: [...others, { fromDate, unitId }].sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1)) };
}

/** The spans in which two histories name different units. */
export function differingSpans(before: readonly UnitMembership[], after: readonly UnitMembership[]): { fromDate: string; toDate: string | null }[] {
  const starts = [...new Set([...before, ...after].map((membership) => membership.fromDate))].sort();
  return starts.flatMap((fromDate, index) => {
    const next = starts[index + 1];
    return unitOn(before, fromDate) === unitOn(after, fromDate) ? [] : [{ fromDate, toDate: next === undefined ? null : addDays(next, -1) }];
  });
}
