import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type PointLimits } from '../../core/service/plausibility';
import { type Bilingual } from '../../core/service/service-definition';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { type CataloguedService, ServiceCatalogue, unitWithCode } from '../catalogue/service-catalogue';

/** A place where citizens speak about a service: the code in its QR picture leads here. */
export interface ServicePoint extends PointLimits {
  readonly code: string;
  readonly service: CataloguedService;
  readonly counter: { readonly code: string; readonly name: Bilingual } | null;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

interface PointRow {
  code: string;
  service_code: string;
  counter_code: string | null;
  counter_name: string | null;
  hourly_capacity: number;
  per_address_daily: number;
  opened_at: number;
  closed_at: number | null;
}

/** No vowels and no signs that look alike: nobody reads a word in a code, or a 0 for an O. */
const alphabet = '23456789BCDFGHJKLMNPQRSTVWXZ';
const codeLength = 8;
const newCode = (): string => [...randomBytes(codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('');

const pointsSql = `SELECT p.code AS code, s.code AS service_code, c.code AS counter_code, c.name AS counter_name, p.hourly_capacity AS hourly_capacity,
  p.per_address_daily AS per_address_daily, p.opened_at AS opened_at, p.closed_at AS closed_at
  FROM service_point p JOIN service s ON s.id = p.service_id LEFT JOIN service_counter c ON c.id = p.counter_id`;

/** Milliseconds for which a public page may show what a point was: a flood of readers asks the database once. */
const keptMs = 5_000;

/** Points and the counters they stand at. */
@Injectable()
export class ServicePoints {
  private readonly kept = new Map<string, { readonly until: number; readonly point: Promise<ServicePoint | null> }>();

  constructor(
    private readonly database: Database,
    private readonly catalogue: ServiceCatalogue,
    private readonly clock: Clock,
  ) {}

  /** Writes a counter by its unit and code. */
  async putCounter(unitCode: string, code: string, name: Bilingual): Promise<void> {
    await this.database.transaction(async (tx) => {
      const unit = await unitWithCode(tx, unitCode);
      await tx.insert('service_counter', ['id', 'unit_id', 'code', 'name'], [[uuidv7(), unit.id, code, JSON.stringify({ id: name.id, en: name.en })]], { key: ['unit_id', 'code'], update: ['name'] });
    });
  }

  /** Counters of all units, by unit and code. */
  async counters(): Promise<{ unit: string; code: string; name: Bilingual }[]> {
    const rows = await this.database.query<{ unit: string; code: string; name: string }>('SELECT u.code AS unit, k.code AS code, k.name AS name FROM service_counter k JOIN unit u ON u.id = k.unit_id ORDER BY u.code, k.code');
    return rows.map(({ unit, code, name }) => ({ unit, code, name: JSON.parse(name) as Bilingual }));
  }

  /**
   * Opens a point; its code is new, so that a sheet that was copied can be made worthless by closing its point.
   * @throws DomainError `unknown-service`, `unknown-counter`
   */
  async open(serviceCode: string, counterCode: string | null, limits: PointLimits, actor: string): Promise<ServicePoint> {
    const code = newCode();
    await this.database.transaction(async (tx) => {
      const service = await this.catalogue.named(serviceCode, tx);
      const counterId = counterCode === null ? null : await counterIdOf(tx, service.unit.id, counterCode);
      const columns = ['code', 'service_id', 'counter_id', 'hourly_capacity', 'per_address_daily', 'opened_at', 'opened_by', 'closed_at'];
      await tx.insert('service_point', columns, [[code, service.id, counterId, limits.hourlyCapacity, limits.perAddressDaily, this.clock.now(), actor, null]]);
    });
    return this.named(code);
  }

  /** Ends a point at once in this process, within seconds in others. @throws DomainError `unknown-point` */
  async close(code: string): Promise<ServicePoint> {
    await this.named(code);
    await this.database.transaction((tx) => tx.execute('UPDATE service_point SET closed_at = ? WHERE code = ? AND closed_at IS NULL', [this.clock.now(), code]));
    this.kept.delete(code);
    return this.named(code);
  }

  /** @throws DomainError `unknown-point` */
  async named(code: string): Promise<ServicePoint> {
    const [point] = await this.read('WHERE p.code = ?', [code]);
    if (!point) throw new DomainError('unknown-point', `There is no point "${code}".`, 404);
    return point;
  }

  /** Points of a service, or all, oldest first. */
  list(serviceCode?: string): Promise<ServicePoint[]> {
    return serviceCode === undefined ? this.read('', []) : this.read('WHERE s.code = ?', [serviceCode]);
  }

  /** A point that is open, as the public pages ask for it; null when there is none. */
  openPoint(code: string): Promise<ServicePoint | null> {
    if (code.length !== codeLength || [...code].some((sign) => !alphabet.includes(sign))) return Promise.resolve(null);
    const now = this.clock.now();
    const kept = this.kept.get(code);
    if (kept && kept.until > now) return kept.point;
    const point = this.read('WHERE p.code = ? AND p.closed_at IS NULL', [code]).then(([found]) => found ?? null);
    // Codes that nobody opened must not fill the memory.
    if (this.kept.size > 1000) this.kept.clear();
    this.kept.set(code, { until: now + keptMs, point });
    point.catch(() => this.kept.delete(code));
    return point;
  }

  private async read(where: string, values: readonly string[]): Promise<ServicePoint[]> {
    const rows = await this.database.query<PointRow>(`${pointsSql} ${where} ORDER BY p.opened_at, p.code`, values);
    if (rows.length === 0) return [];
    const services = new Map((await this.catalogue.list()).map((service) => [service.code, service]));
    return rows.flatMap((row) => {
      const service = services.get(row.service_code);
      return service ? [pointOf(row, service)] : [];
    });
  }
}

function pointOf(row: PointRow, service: CataloguedService): ServicePoint {
  const counter = row.counter_code === null ? null : { code: row.counter_code, name: JSON.parse(row.counter_name ?? '{}') as Bilingual };
  return { code: row.code, service, counter, hourlyCapacity: row.hourly_capacity, perAddressDaily: row.per_address_daily, openedAt: row.opened_at, closedAt: row.closed_at };
}

async function counterIdOf(tx: Transaction, unitId: string, code: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>('SELECT id FROM service_counter WHERE unit_id = ? AND code = ?', [unitId, code]);
  if (!row) throw new DomainError('unknown-counter', `The unit of this service has no counter "${code}".`, 404);
  return row.id;
}
