import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/auth/auth-guard';
import { type AttendanceDay } from '../../core/attendance/attendance-day';
import { type StoredViolation } from '../../discipline/violation-store';
import { answerOf, WrittenItem } from '../../plan/api/answers';
import { PlanChanges } from './plan-changes';
import { PlanChangeSaveBody, PlanPreviewBody } from './plan-change-body';
import { type PersonDifference, type PlanPreview, PlanPreviewer } from './plan-preview';
import { type MovedViolationItem, type PersonDifferenceItem, PlanPreviewItem, type VerdictItem } from './preview-items';

const usual = { maxDays: 20_000, maxPeople: 50 };

/** What a change of the plan would do, before anybody saves it; and the saving of exactly that. */
@ApiTags('plan')
@Controller('api/v1/plan')
export class PlanPreviewController {
  constructor(
    private readonly previewer: PlanPreviewer,
    private readonly changes: PlanChanges,
  ) {}

  @Post('preview')
  @Allow('plan.write', 'plan-change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try a change of the plan: which days would be judged again, whose verdicts, violations and cases would be others; nothing is changed' })
  @ApiOkResponse({ type: PlanPreviewItem })
  async preview(@Body() body: PlanPreviewBody): Promise<PlanPreviewItem> {
    const limits = { maxDays: body.maxDays ?? usual.maxDays, maxPeople: body.maxPeople ?? usual.maxPeople };
    return itemOf(await this.previewer.preview((change) => this.changes.write(change, body), limits));
  }

  @Post('changes')
  @Allow('plan.write', 'plan-change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Save a change of the plan as it was tried: all of it or nothing' })
  @ApiOkResponse({ type: WrittenItem })
  async save(@Body() body: PlanChangeSaveBody): Promise<WrittenItem> {
    return answerOf(await this.changes.save(body));
  }
}

function itemOf(preview: PlanPreview): PlanPreviewItem {
  const { revision, people, days, judgedDays, changedDays, changedPeople, closedChanges, warnings, cases } = preview;
  return {
    ...{ revision, people, days, judgedDays, complete: judgedDays === days, changedDays, changedPeople, closedChanges, warnings },
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
