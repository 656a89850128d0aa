import { Inject, Injectable } from '@nestjs/common';
import {
  type CorrectionFact,
  type DutyFact,
  type ExcuseFact,
  type ExcuseKind,
  type LeaveFact,
  type OvertimeOrderFact,
  type RequestStatus,
  type WholeDates,
} from '../../core/attendance/span-facts';
import { addDays } from '../../core/time/calendar';
import { minuteOfDateToInstant, wallToInstant } from '../../core/time/zone';
import { type Config } from '../../platform/config';
import { CONFIG } from '../../platform/tokens';
import { type KnownPerson, readPeople, type Reader, zoneOn } from './employee-directory';
import { type AttendanceRequest, type PermissionKind } from './request';
import { requestsTouching } from './request-store';

/** What was asked for and granted about one person's days, as the engine takes it. */
export interface DayChanges {
  readonly leaves: readonly LeaveFact[];
  readonly duties: readonly DutyFact[];
  readonly corrections: readonly CorrectionFact[];
  readonly excuses: readonly ExcuseFact[];
  readonly overtimeOrders: readonly OvertimeOrderFact[];
}

type OpenChanges = { readonly [K in keyof DayChanges]: DayChanges[K][number][] };

/** Days beyond a span whose requests may still reach into it: night shifts, and punches that pull on their neighbours. */
const neighbourDays = 2;

/** What a permission letter excuses: who may stay away all day is not to blame for coming late either. */
const excusedBy: Readonly<Record<PermissionKind, readonly ExcuseKind[]>> = {
  late: ['late'],
  early: ['early'],
  absent: ['absent', 'late', 'early', 'incomplete'],
};

/** Reads what changes days, for many people at once. */
@Injectable()
export class DayChangesReader {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>) {}

  /**
   * The changes of people for the dates `fromDate` to `toDate` (both included) and two days around them; who has none is not in the map.
   * Pending requests are among them with their status.
   */
  async changesFor(reader: Reader, employeeIds: readonly string[], fromDate: string, toDate: string): Promise<Map<string, DayChanges>> {
    const requests = await requestsTouching(reader, employeeIds, addDays(fromDate, -neighbourDays), addDays(toDate, neighbourDays));
    const ids = [...new Set(requests.map((request) => request.employeeId))];
    const people = new Map((await readPeople(reader, 'id', ids)).map((person) => [person.id, person]));
    const changes = new Map<string, OpenChanges>();
    for (const request of requests) {
      const person = people.get(request.employeeId);
      if (!person) continue;
      const own = changes.get(person.id) ?? { leaves: [], duties: [], corrections: [], excuses: [], overtimeOrders: [] };
      changes.set(person.id, own);
      addFacts(own, request, this.zoneOf(person));
    }
    return changes;
  }

  private zoneOf(person: KnownPerson): (date: string) => string {
    return (date) => zoneOn(person, date, this.config.defaultZone);
  }
}

type ZoneOf = (date: string) => string;

function addFacts(changes: OpenChanges, request: AttendanceRequest, zoneOf: ZoneOf): void {
  const { id, type, letter } = request;
  const status = statusOf(request);
  if (request.kind === 'leave') changes.leaves.push({ id, ...stretchOf(request, zoneOf), type, status });
  if (request.kind === 'duty') changes.duties.push({ id, ...stretchOf(request, zoneOf), letter, status });
  if (request.kind === 'overtime-order') {
    const { fromAt, toAt } = stretchOf(request, zoneOf);
    changes.overtimeOrders.push({ id, fromAt, toAt, status });
  }
  if (request.kind === 'correction') changes.corrections.push(correctionOf(request, zoneOf, status));
  for (const kind of excusesOf(request)) changes.excuses.push({ date: request.fromDate, kind, status });
}

const statusOf = (request: AttendanceRequest): RequestStatus => (request.state === 'requested' ? 'pending' : request.state);

function excusesOf(request: AttendanceRequest): ExcuseKind[] {
  if (request.kind === 'excuse') return [request.type as ExcuseKind];
  if (request.kind !== 'permission') return [];
  return [...new Set(request.type.split(' ').flatMap((kind) => excusedBy[kind as PermissionKind]))];
}

function stretchOf(request: AttendanceRequest, zoneOf: ZoneOf): { fromAt: number; toAt: number; wholeDates: WholeDates | null } {
  const zone = zoneOf(request.fromDate);
  const { fromWall, toWall } = request;
  if (fromWall !== null && toWall !== null) return { fromAt: wallToInstant(zone, fromWall), toAt: wallToInstant(zone, toWall), wholeDates: null };
  const endDate = addDays(request.toDate, 1);
  const toAt = minuteOfDateToInstant(zoneOf(request.toDate), endDate, 0);
  return { fromAt: minuteOfDateToInstant(zone, request.fromDate, 0), toAt, wholeDates: { fromDate: request.fromDate, toDate: endDate } };
}

function correctionOf(request: AttendanceRequest, zoneOf: ZoneOf, status: RequestStatus): CorrectionFact {
  const at = wallToInstant(zoneOf(request.fromDate), request.fromWall ?? '');
  return { id: request.id, date: request.fromDate, kind: request.type === 'in' ? 'in' : 'out', at, status };
}
