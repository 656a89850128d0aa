import { Inject, Injectable } from '@nestjs/common';
import { type Caller, reachOf } from '../../platform/auth/caller';
import { type Permission } from '../../platform/auth/permission';
import { type Reach, type Subject, unitOnDate } from '../../platform/auth/reach';
import { unitsBelow } from '../../platform/auth/unit-places';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { type EmployeeOnePage, type PageFigures, type SupervisionFigures, type UnitOnePage } from './one-page-items';
import { PeopleFigures, type Scope } from './people-figures';
import { ServiceFigures } from './service-figures';
import { SupervisionFigureReader } from './supervision-figures';

/** Everything about one person or unit on one page, each block only for whom its own permission reaches that far. */
@Injectable()
export class OnePageReader {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleFigures,
    private readonly supervision: SupervisionFigureReader,
    private readonly service: ServiceFigures,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** One person. @throws DomainError `unknown-employee` */
  async employee(employeeId: string, months: readonly string[], caller: Caller): Promise<EmployeeOnePage> {
    const [person] = await this.database.query<Omit<EmployeeOnePage, keyof PageFigures | 'accounts' | 'unitName'>>(
      `SELECT e.id AS employeeId, e.number AS number, e.name AS name, e.job_title AS jobTitle, ${unitOnDate('e.id', '?')} AS unitId FROM employee e WHERE e.id = ?`,
      [caller.today, employeeId],
    );
    if (!person) throw new DomainError('unknown-employee', `There is no employee with the id "${employeeId}".`, 404);
    const [unit] = await this.database.query<{ name: string }>('SELECT name FROM unit WHERE id = ?', [person.unitId]);
    const subject = { employeeId, unitId: person.unitId };
    const accounts = permitted(caller, 'accounts.read', subject) ? await this.people.accounts(employeeId, months) : null;
    return { ...person, unitName: unit?.name ?? null, accounts, ...(await this.figures({ employeeId }, subject, person.unitId === null ? [] : [person.unitId], months, caller)) };
  }

  /** One unit with all below it. @throws DomainError `unknown-unit` */
  async unit(unitId: string, months: readonly string[], caller: Caller): Promise<UnitOnePage> {
    const [unit] = await this.database.query<{ name: string }>('SELECT name FROM unit WHERE id = ?', [unitId]);
    if (!unit) throw new DomainError('unknown-unit', `There is no unit with the id "${unitId}".`, 404);
    const scope = { units: await unitsBelow(this.database, unitId), on: caller.today };
    return { unitId, name: unit.name, ...(await this.figures(scope, { unitId }, scope.units.on(caller.today), months, caller)) };
  }

  private async figures(scope: Scope, subject: Subject, unitIds: readonly string[], months: readonly string[], caller: Caller): Promise<PageFigures> {
    const hidden: string[] = [];
    const block = async <T>(name: string, permission: Permission, read: (reach: Reach, inReach: Scope) => Promise<T>, refused = false): Promise<T | null> => {
      const reach = refused ? null : permitted(caller, permission, subject);
      if (reach) return read(reach, within(scope, reach));
      hidden.push(name);
      return null;
    };
    // Who is named in a complaint is refused the complaint: the count would tell that there is one.
    const own = 'employeeId' in scope && scope.employeeId === caller.employeeId;
    return {
      months,
      attendance: await block('attendance', 'days.read', (_, inReach) => this.people.attendance(inReach, months)),
      violations: await block('violations', 'violations.read', (_, inReach) => this.people.violations(inReach, months)),
      cases: await block('cases', 'cases.read', (_, inReach) => this.people.cases(inReach, months), own),
      appraisals: await block('appraisals', 'appraisals.read', (_, inReach) => this.people.appraisals(inReach, months)),
      supervision: await this.supervised(scope, subject, months, caller, hidden),
      complaints: await block('complaints', 'service.read', (reach, inReach) => this.service.complaints(inReach, months, reach), own),
      services: await block('services', 'service.read', () => this.service.services(unitIds, months)),
      hidden,
    };
  }

  private async supervised(scope: Scope, subject: Subject, months: readonly string[], caller: Caller, hidden: string[]): Promise<SupervisionFigures | null> {
    const [ofNotes, ofDifferences] = [permitted(caller, 'notes.read', subject), permitted(caller, 'differences.read', subject)];
    const notes = ofNotes ? await this.supervision.notes(within(scope, ofNotes), months, caller) : null;
    const differences = ofDifferences ? await this.supervision.differences(within(scope, ofDifferences), months, this.config.defaultZone) : null;
    if (notes === null) hidden.push('notes');
    if (differences === null) hidden.push('differences');
    return notes === null && differences === null ? null : { notes, differences };
  }
}

/** Of units only what is in reach: a unit that stood elsewhere before is seen here since it came. */
const within = (scope: Scope, reach: Reach): Scope => ('units' in scope ? { ...scope, units: reach.units(scope.units) ?? scope.units } : scope);

/** How far a permission goes, where it goes as far as the subject; else null. */
export function permitted(caller: Caller, permission: Permission, subject: Subject): Reach | null {
  const reach = reachOf(caller, permission);
  return reach?.covers(subject) ? reach : null;
}
