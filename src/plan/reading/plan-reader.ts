import { Injectable } from '@nestjs/common';
import { type EmployeePlan } from '../../core/schedule/employee-plan';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { enrolmentsOfPins, PinHolders } from './held-pins';
import { PlanBook } from './plan-book';
import { planRevision } from './shared-plan';

/** What the other rooms ask of the plan. */
@Injectable()
export class PlanReader {
  private kept: PlanBook | null = null;

  constructor(private readonly database: Database) {}

  /** The plan with what people share in memory; read again only after it has changed (one small query tells). */
  async loadPlanBook(): Promise<PlanBook> {
    const revision = await planRevision(this.database);
    if (this.kept?.shared.revision !== revision) this.kept = await PlanBook.load(this.database);
    return this.kept;
  }

  /**
   * The plan of one person; a span of a year or a month, both dates included.
   * @throws DomainError `unknown-employee`
   */
  async planFor(employeeId: string, fromDate: string, toDate: string): Promise<EmployeePlan> {
    const book = await this.loadPlanBook();
    const [found] = await book.employeesWithIds([employeeId], fromDate, toDate);
    if (!found) throw new DomainError('unknown-employee', `There is no employee with the id "${employeeId}".`, 404);
    return found.plan;
  }

  /** Who holds these pins, on any terminal and date. */
  async employeesOfPins(pins: readonly string[]): Promise<PinHolders> {
    return new PinHolders(await enrolmentsOfPins(this.database, [...new Set(pins)]));
  }
}
