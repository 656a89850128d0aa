import type { PlanDay, PlannedShift, PlanReason } from '../schedule/planned-day';
import type { Instant } from '../time/instant';
import { step, type ExplanationStep } from './explanation-step';
import type { ExplanationCode } from './explanation-texts';

const PLANNED_BY = {
  roster: 'PLANNED_BY_ROSTER',
  rotation: 'PLANNED_BY_ROTATION',
  weekly: 'PLANNED_BY_WEEKLY',
  'unit-rotation': 'PLANNED_BY_UNIT_ROTATION',
  'unit-weekly': 'PLANNED_BY_UNIT_WEEKLY',
  default: 'PLANNED_BY_DEFAULT',
} as const satisfies Record<PlanReason, ExplanationCode>;

/** Which hours were planned and why they applied. */
export function planSteps(day: PlanDay, shift: PlannedShift, opensAt: Instant, closesAt: Instant): ExplanationStep[] {
  const { code, startsAt, endsAt, versionFrom, overlay } = shift;
  const steps = [step(PLANNED_BY[shift.why], { shift: code, startAt: startsAt, endAt: endsAt })];
  if (versionFrom !== null) steps.push(step('SHIFT_VERSION', { shift: code, fromDate: versionFrom }));
  if (overlay !== undefined) steps.push(step('PERIOD_HOURS', { name: overlay, shift: code }));
  if (day.holiday && day.owedOnHoliday) steps.push(step('HOLIDAY_STILL_OWED', { name: day.holiday.name }));
  steps.push(step('WINDOW', { opensAt, closesAt }));
  return steps;
}
