import { Injectable } from '@nestjs/common';
import { unitIdNamed } from '../../plan/api/unit-id-named';
import { planKinds, PlanKinds } from '../../plan/plan-kinds';
import { everyUnit } from '../../plan/unit/unit';
import { allUnits } from '../../plan/unit/unit-named';
import { type PlanChange, PlanWriter, type PlanWritten } from '../../plan/writing/plan-writer';
import { listPlace } from '../../plan/writing/problem-list';
import { type PlanChangeBody, type PlanChangeSaveBody, type PlanRemovals } from './plan-change-body';

/** Writes changes of the plan that touch several kinds of things at once, in one transaction. */
@Injectable()
export class PlanChanges {
  constructor(
    private readonly kinds: PlanKinds,
    private readonly writer: PlanWriter,
  ) {}

  /** @throws DomainError `plan-refused`, or `plan-changed` where the plan is no longer what the change was tried on */
  save(body: PlanChangeSaveBody): Promise<PlanWritten<void>> {
    return this.writer.write(async (change) => {
      await change.refuseUnlessAt(body.revision, 'after this preview: look at what your change would do now, then save it.');
      await this.write(change, body);
    });
  }

  /** Removals first: a change is often "this instead of that". */
  async write(change: PlanChange, body: PlanChangeBody): Promise<void> {
    await this.removePersonal(change, body.remove ?? {});
    await this.removeShared(change, body.remove ?? {});
    for (const kind of planKinds) {
      const list = body[kind as keyof PlanChangeBody];
      if (Array.isArray(list) && list.length > 0) await this.kinds.put(change, kind, list as never, listPlace(kind));
    }
  }

  private async removePersonal(change: PlanChange, { roster, assignments, enrolments }: PlanRemovals): Promise<void> {
    for (const { employeeId, from, to } of roster ?? []) await this.kinds.roster.remove(change, employeeId, from, to);
    for (const { subjectKind, subjectId, fromDate } of assignments ?? []) await this.kinds.assignments.remove(change, subjectKind, subjectId === allUnits ? everyUnit : subjectId, fromDate);
    for (const id of enrolments ?? []) await this.kinds.enrolments.remove(change, id);
  }

  /** What others refer to comes last: a schedule may go together with the assignment that names it. */
  private async removeShared(change: PlanChange, { holidays, holidayExemptions, periodHours, policies, schedules, shifts }: PlanRemovals): Promise<void> {
    for (const { date, unit } of holidays ?? []) await this.kinds.holidays.remove(change, date, await unitIdNamed(change.tx, unit));
    for (const { unit, fromDate } of holidayExemptions ?? []) await this.kinds.holidayExemptions.remove(change, await unitIdNamed(change.tx, unit), fromDate);
    for (const id of periodHours ?? []) await this.kinds.periodHours.remove(change, id);
    for (const { unit, fromDate } of policies ?? []) await this.kinds.policies.remove(change, await unitIdNamed(change.tx, unit), fromDate);
    for (const { code, fromDate } of schedules ?? []) await this.kinds.schedules.remove(change, code, fromDate);
    for (const { code, fromDate } of shifts ?? []) await this.kinds.shifts.remove(change, code, fromDate);
  }
}
