import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/auth/auth-guard';
import { type AttendanceDay } from '../../core/attendance/attendance-day';
import { type StoredViolation } from '../../discipline/violation-store';
import { unitIdNamed } from '../../plan/api/unit-id-named';
import { planKinds, PlanKinds } from '../../plan/plan-kinds';
import { type PlanChange } from '../../plan/writing/plan-writer';
import { listPlace } from '../../plan/writing/problem-list';
import { PlanChangeBody, type PlanRemovals } from './plan-change-body';
import { type PersonDifference, type PlanPreview, PlanPreviewer } from './plan-preview';
import { type MovedViolationItem, type PersonDifferenceItem, PlanPreviewItem, type VerdictItem } from './preview-items';

const usual = { maxDays: 20_000, maxPeople: 50 };

/** What a change of the plan would do, before anybody saves it. */
@ApiTags('plan')
@Controller('api/v1/plan')
export class PlanPreviewController {
  constructor(
    private readonly previewer: PlanPreviewer,
    private readonly kinds: PlanKinds,
  ) {}

  @Post('preview')
  @Allow('plan.write', 'plan-change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try a change of the plan: which days would be judged again, whose verdicts, violations and cases would be others; nothing is changed' })
  @ApiOkResponse({ type: PlanPreviewItem })
  async preview(@Body() body: PlanChangeBody): Promise<PlanPreviewItem> {
    const limits = { maxDays: body.maxDays ?? usual.maxDays, maxPeople: body.maxPeople ?? usual.maxPeople };
    return itemOf(await this.previewer.preview((change) => this.write(change, body), limits));
  }

  /** Removals first: a change is often "this instead of that". */
  private async write(change: PlanChange, body: PlanChangeBody): Promise<void> {
    await this.remove(change, body.remove ?? {});
    for (const kind of planKinds) {
      const list = body[kind as keyof PlanChangeBody];
      if (Array.isArray(list) && list.length > 0) await this.kinds.put(change, kind, list as never, listPlace(kind));
    }
  }

  private async remove(change: PlanChange, { roster, holidays, shifts, periodHours }: PlanRemovals): Promise<void> {
    for (const { employeeId, from, to } of roster ?? []) await this.kinds.roster.remove(change, employeeId, from, to);
    for (const { date, unit } of holidays ?? []) await this.kinds.holidays.remove(change, date, await unitIdNamed(change.tx, unit));
    for (const { code, fromDate } of shifts ?? []) await this.kinds.shifts.remove(change, code, fromDate);
    for (const id of periodHours ?? []) await this.kinds.periodHours.remove(change, id);
  }
}

function itemOf(preview: PlanPreview): PlanPreviewItem {
  const { people, days, judgedDays, changedDays, changedPeople, closedChanges, warnings, cases } = preview;
  return {
    ...{ people, days, judgedDays, complete: judgedDays === days, changedDays, changedPeople, closedChanges, warnings },
    ...{ appearingViolations: preview.appearing, vanishingViolations: preview.vanishing },
    withdrawnCases: cases.filter(({ events }) => events.includes('case-withdrawn')).length,
    reviewCases: cases.filter(({ events }) => events.includes('review-needed')).length,
    differences: preview.differences.map(differenceItem),
    cases: cases.map((effect) => ({ ...effect })),
  };
}

const differenceItem = ({ person, verdicts, appearing, vanishing }: PersonDifference): PersonDifferenceItem => ({
  ...{ employeeId: person.employee.id, number: person.employee.number, name: person.employee.name },
  days: verdicts.map(({ date, before, after }) => ({ date, before: before.map(verdictItem), after: after.map(verdictItem) })),
  ...{ appearing: appearing.map(violationItem), vanishing: vanishing.map(violationItem) },
});

const verdictItem = ({ shift, status, settled, lateMinutes, earlyLeaveMinutes, absentDays, flags }: AttendanceDay): VerdictItem => ({ shift, status, settled, lateMinutes, earlyLeaveMinutes, absentDays, flags });

const violationItem = ({ violation, state }: StoredViolation): MovedViolationItem => ({
  date: violation.date,
  kind: violation.exception.kind,
  minutes: violation.exception.minutes,
  days: violation.exception.days,
  state,
});
