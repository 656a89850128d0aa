import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type DatedDefinition, definitionProblems, type ServiceDefinition } from '../../core/service/service-definition';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';

type Reader = Pick<Transaction, 'query'>;

/** A unit as far as a service needs to know it. */
export interface ServiceUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly zone: string;
}

/** A service with everything that was ever promised for it, oldest first. */
export interface CataloguedService {
  readonly id: string;
  readonly code: string;
  readonly unit: ServiceUnit;
  readonly versions: readonly DatedDefinition[];
}

interface ServiceRow {
  id: string;
  code: string;
  unit_id: string;
  unit_code: string;
  unit_name: string;
  zone: string;
  from_date: string;
  definition: string;
}

const servicesSql = `SELECT s.id AS id, s.code AS code, s.unit_id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.zone AS zone, v.from_date AS from_date, v.definition AS definition
  FROM service s JOIN unit u ON u.id = s.unit_id JOIN service_version v ON v.service_id = s.id`;

/** What units offer to citizens, and what they promise. */
@Injectable()
export class ServiceCatalogue {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes what a service is from a date on; the unit of a service never changes, since its figures belong to it.
   * @throws DomainError `unknown-unit`, `service-of-other-unit`, `service-refused`
   */
  async put(code: string, unitCode: string, fromDate: string, definition: ServiceDefinition, actor: string): Promise<'new' | 'changed' | 'unchanged'> {
    const problems = definitionProblems(definition);
    if (problems.length > 0) throw new DomainError('service-refused', `The service was not written: ${problems.join('; ')}.`, 422, { problems });
    return this.database.transaction(async (tx) => {
      const unit = await unitWithCode(tx, unitCode);
      await tx.insert('service', ['id', 'code', 'unit_id'], [[uuidv7(), code, unit.id]], { ignore: ['code'] });
      const [row] = await tx.query<{ id: string; unit_id: string }>('SELECT id, unit_id FROM service WHERE code = ?', [code]);
      if (!row || row.unit_id !== unit.id) throw new DomainError('service-of-other-unit', `The service "${code}" belongs to another unit; give this one a code of its own.`, 409);
      return this.writeVersion(tx, row.id, fromDate, JSON.stringify(definition), actor);
    });
  }

  /** All services of some units (default: of all), in order of code. */
  async list(unitIds?: readonly string[], reader: Reader = this.database): Promise<CataloguedService[]> {
    if (unitIds?.length === 0) return [];
    const where = unitIds ? `WHERE s.unit_id IN (${unitIds.map(() => '?').join(',')})` : '';
    return servicesOf(await reader.query<ServiceRow>(`${servicesSql} ${where} ORDER BY s.code, v.from_date`, unitIds ?? []));
  }

  /** @throws DomainError `unknown-service` */
  async named(code: string, reader: Reader = this.database): Promise<CataloguedService> {
    const [service] = servicesOf(await reader.query<ServiceRow>(`${servicesSql} WHERE s.code = ? ORDER BY v.from_date`, [code]));
    if (!service) throw new DomainError('unknown-service', `There is no service "${code}".`, 404);
    return service;
  }

  private async writeVersion(tx: Transaction, serviceId: string, fromDate: string, definition: string, actor: string): Promise<'new' | 'changed' | 'unchanged'> {
    const [before] = await tx.query<{ definition: string }>('SELECT definition FROM service_version WHERE service_id = ? AND from_date = ?', [serviceId, fromDate]);
    if (before?.definition === definition) return 'unchanged';
    const columns = ['service_id', 'from_date', 'definition', 'written_at', 'written_by'];
    await tx.insert('service_version', columns, [[serviceId, fromDate, definition, this.clock.now(), actor]], { key: columns.slice(0, 2), update: columns.slice(2) });
    return before ? 'changed' : 'new';
  }
}

function servicesOf(rows: readonly ServiceRow[]): CataloguedService[] {
  const found = new Map<string, CataloguedService & { versions: DatedDefinition[] }>();
  for (const row of rows) {
    const service = found.get(row.id) ?? { id: row.id, code: row.code, unit: { id: row.unit_id, code: row.unit_code, name: row.unit_name, zone: row.zone }, versions: [] };
    service.versions.push({ ...(JSON.parse(row.definition) as ServiceDefinition), fromDate: row.from_date });
    found.set(row.id, service);
  }
  return [...found.values()];
}

/** @throws DomainError `unknown-unit` */
export async function unitWithCode(reader: Reader, code: string): Promise<ServiceUnit> {
  const [unit] = await reader.query<ServiceUnit>('SELECT id, code, name, zone FROM unit WHERE code = ?', [code]);
  if (!unit) throw new DomainError('unknown-unit', `There is no unit "${code}".`, 404);
  return { ...unit };
}
