import { Inject, Injectable } from '@nestjs/common';
import { markDirty } from '../../ledger/dirty-days';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { conflictError, conflictOf } from './conflicts';
import { type KnownPerson, lockPeople, readPeople } from './employee-directory';
import { filingProblem, newRequest, type FilingContext } from './filing';
import { type AttendanceRequest, type RequestEvent, type RequestTerms } from './request';
import { type FieldProblem, type RequestInput } from './request-input';
import { appendEvent, appendEvents, findRequest, historyOf, insertRequests, requestsOfKind, setState } from './request-store';
import { readTerms } from './request-terms';
import { touchedDates } from './touched-days';
import { transitionOf, type RequestAction } from './transitions';

/** Whose request it is: by id or by personnel number, one of both. */
export interface PersonRef {
  readonly employeeId?: string;
  readonly employeeNumber?: string;
}

/** The refusal of what was handed in, with every faulty field. */
export const refused = (problems: readonly FieldProblem[]): DomainError =>
  new DomainError('request-refused', problems.map(({ field, message }) => `${field}: ${message}`).join('\n'), 422, { problems });

/** Where requests are filed and decided; each step is kept with who took it, and marks the days it can change in the same transaction. */
@Injectable()
export class RequestDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /**
   * Files a request; late filing is noted, never refused.
   * @throws DomainError `request-refused`, `unknown-employee`, or a conflict with another request (409)
   */
  async file(ref: PersonRef, input: RequestInput, actor: string, filedDate: string | null = null): Promise<AttendanceRequest> {
    const outcome = readTerms(input);
    if ('problems' in outcome) throw refused(outcome.problems);
    return this.database.transaction(async (tx) => {
      const person = await this.personOf(tx, ref);
      await lockPeople(tx, [person.id]);
      const context = { person, actor, now: this.clock.now(), defaultZone: this.config.defaultZone, filedDate };
      return keepNew(tx, outcome.terms, context);
    });
  }

  /**
   * Approves, rejects, cancels or revokes.
   * @throws DomainError `unknown-request`, `wrong-transition` (409, naming what is allowed), `reason-needed`, or a conflict when approving
   */
  async decide(id: string, action: RequestAction, actor: string, reason: string | null): Promise<AttendanceRequest> {
    return this.database.transaction(async (tx) => {
      const request = await lockedRequest(tx, id);
      const transition = transitionOf(request, action, reason);
      if (transition.to === 'approved') await refuseConflict(tx, request);
      const now = this.clock.now();
      await setState(tx, id, transition.to, now);
      await appendEvent(tx, { requestId: id, type: transition.to, occurredAt: now, actor, reason });
      await markTouched(tx, [request], now);
      return { ...request, state: transition.to, changedAt: now };
    });
  }

  /** @throws DomainError `unknown-request` */
  async get(id: string): Promise<AttendanceRequest> {
    return known(await findRequest(this.database, id), id);
  }

  /** @throws DomainError `unknown-request` */
  async history(id: string): Promise<RequestEvent[]> {
    await this.get(id);
    return historyOf(this.database, id);
  }

  private async personOf(tx: Transaction, ref: PersonRef): Promise<KnownPerson> {
    const { employeeId, employeeNumber } = ref;
    if ((employeeId === undefined) === (employeeNumber === undefined)) throw refused([{ field: 'employeeId', message: 'name the employee by employeeId or by employeeNumber, one of both' }]);
    const found = employeeId !== undefined ? await readPeople(tx, 'id', [employeeId]) : await readPeople(tx, 'number', [employeeNumber ?? '']);
    if (!found[0]) throw new DomainError('unknown-employee', `No employee with the ${employeeId !== undefined ? `id "${employeeId}"` : `number "${employeeNumber}"`} is known.`, 404);
    return found[0];
  }
}

/** A request with its people locked, so that nobody else decides about the same person meanwhile. */
export async function lockedRequest(tx: Transaction, id: string): Promise<AttendanceRequest> {
  const request = known(await findRequest(tx, id), id);
  await lockPeople(tx, [request.employeeId]);
  // Read again: it may have been decided while we waited for the lock.
  return known(await findRequest(tx, id), id);
}

/** Marks all days that requests can change. */
export async function markTouched(tx: Transaction, requests: readonly AttendanceRequest[], now: number): Promise<void> {
  const days = requests.flatMap((request) => touchedDates(request, now).map((workDate) => ({ employeeId: request.employeeId, workDate })));
  await markDirty(tx, days, now);
}

async function keepNew(tx: Transaction, terms: RequestTerms, context: FilingContext): Promise<AttendanceRequest> {
  const problem = filingProblem(terms, context);
  if (problem) throw refused([problem]);
  const conflict = conflictOf(terms, await requestsOfKind(tx, [context.person.id], terms.kind));
  if (conflict) throw conflictError(conflict);
  const request = newRequest(terms, context);
  await insertRequests(tx, [request]);
  await appendEvents(tx, [{ requestId: request.id, type: 'filed', occurredAt: context.now, actor: context.actor, reason: terms.reason }], 1);
  await markTouched(tx, [request], context.now);
  return request;
}

async function refuseConflict(tx: Transaction, request: AttendanceRequest): Promise<void> {
  const others = (await requestsOfKind(tx, [request.employeeId], request.kind)).filter((other) => other.id !== request.id);
  const conflict = conflictOf(request, others);
  if (conflict) throw conflictError(conflict);
}

function known(request: AttendanceRequest | null, id: string): AttendanceRequest {
  if (!request) throw new DomainError('unknown-request', `No request "${id}" is known.`, 404);
  return request;
}
