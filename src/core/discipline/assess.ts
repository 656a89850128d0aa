import type { WorkDate } from '../time/instant';
import { valueOn } from './dated';
import type { AttendanceException, ExceptionKind } from './exception';
import type { Regulations } from './regulation';
import { dutyFor, noRuleReason, valueOr } from './rules-in-force';
import type { Judgement, Violation } from './violation';

/**
 * Holds exceptions of one work date against the provisions in force on that date. Excused ones and those within the tolerance breach
 * nothing and are left out; waiting ones come along, marked by their standing. Where no rule judges, the violation says so.
 */
export function assess(
  exceptions: readonly AttendanceException[],
  regulations: Regulations,
  category: string,
  date: WorkDate,
): readonly Violation[] {
  return exceptions
    .filter((exception) => exception.standing !== 'excused' && exception.date === date)
    .filter((exception) => exceedsTolerance(exception, regulations, category))
    .map((exception) => ({ date, exception, judgement: judgementOf(regulations, category, exception.kind, date) }));
}

/** The provision in force for a kind of exception of a category, or why there is none (architecture: looked up by the work date). */
export function judgementOf(
  regulations: Regulations,
  category: string,
  kind: ExceptionKind,
  date: WorkDate,
): Judgement {
  const duty = dutyFor(regulations, category, kind);
  const found = duty === undefined ? undefined : valueOn(duty.parameters.duty, date);
  if (duty === undefined || found === undefined)
    return { outcome: 'no-rule', ...noRuleReason(regulations, category, kind, date) };
  const provision = {
    code: duty.code,
    title: duty.title,
    text: found.value,
    fromDate: found.fromDate,
    source: found.source,
  };
  return { outcome: 'breach', provision };
}

function exceedsTolerance(exception: AttendanceException, regulations: Regulations, category: string): boolean {
  if (exception.kind !== 'late-arrival' && exception.kind !== 'early-leave') return true;
  const duty = dutyFor(regulations, category, exception.kind);
  const tolerance = duty === undefined ? 0 : valueOr(duty.parameters.toleranceMinutes, exception.date, 0);
  return exception.minutes > tolerance;
}
