import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { conflictOf } from './conflicts';
import { type KnownPerson, lockPeople, readPeople } from './employee-directory';
import { filingProblem, newRequest } from './filing';
import { type AttendanceRequest, type RequestTerms } from './request';
import { markTouched } from './request-desk';
import { appendEvents, insertRequests, requestsOfKind, type NewEvent } from './request-store';
import { columnOf, readRequestTable, type ImportKind, type TableProblem, type TableRow } from './request-table';
import { readTerms } from './request-terms';

/** What an import did, or would do. */
export interface ImportOutcome {
  readonly dryRun: boolean;
  readonly rows: number;
  readonly created: number;
  /** Rows that stand already, by employee number, type, from, to and letter; they are left as they are. */
  readonly known: number;
  /** Ids of the created requests, in the order of the rows; empty for a dry run. */
  readonly ids: readonly string[];
}

interface Sorted {
  readonly created: AttendanceRequest[];
  readonly problems: TableProblem[];
  known: number;
}

const importNote = 'imported from a table';

/** Takes tables of leave and duty in: all rows or none, and a second time the same table changes nothing. */
@Injectable()
export class RequestImport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** @throws DomainError `import-refused` naming every faulty row and column */
  async run(kind: ImportKind, text: string, actor: string, dryRun: boolean): Promise<ImportOutcome> {
    const table = readRequestTable(kind, text);
    if (table.problems.length > 0 && table.rows.length === 0) throw importRefused(table.problems);
    return this.database.transaction(async (tx) => {
      const sorted = await this.sortOut(tx, kind, table.rows, actor);
      const problems = [...table.problems, ...sorted.problems];
      if (problems.length > 0) throw importRefused(problems);
      if (!dryRun) await this.keep(tx, sorted.created, actor);
      const { created, known } = sorted;
      return { dryRun, rows: table.rows.length, created: created.length, known, ids: dryRun ? [] : created.map((request) => request.id) };
    });
  }

  private async sortOut(tx: Transaction, kind: ImportKind, rows: readonly TableRow[], actor: string): Promise<Sorted> {
    const found = await readPeople(tx, 'number', rows.map((row) => row.employeeNumber));
    await lockPeople(tx, found.map((person) => person.id));
    const people = new Map(found.map((person) => [person.number, person]));
    const standing = new Map<string, AttendanceRequest[]>();
    for (const request of await requestsOfKind(tx, found.map((person) => person.id), kind)) appendTo(standing, request);
    const sorted: Sorted = { created: [], problems: [], known: 0 };
    for (const row of rows) this.sortRow(row, people.get(row.employeeNumber), standing, sorted, actor);
    return sorted;
  }

  private sortRow(row: TableRow, person: KnownPerson | undefined, standing: Map<string, AttendanceRequest[]>, sorted: Sorted, actor: string): void {
    const refuse = (field: string, message: string): void => void sorted.problems.push({ row: row.row, column: columnOf(field), message });
    if (!person) return refuse('employee_number', `no employee with the number "${row.employeeNumber}" is known`);
    const outcome = readTerms(row.input);
    if ('problems' in outcome) return outcome.problems.forEach((problem) => refuse(problem.field, problem.message));
    const context = { person, actor, now: this.clock.now(), defaultZone: this.config.defaultZone, filedDate: row.filedDate };
    const others = standing.get(person.id) ?? [];
    if (others.some((other) => isKnown(outcome.terms, other))) return void (sorted.known += 1);
    const problem = filingProblem(outcome.terms, context) ?? conflictOf(outcome.terms, others);
    if (problem) return refuse(problem.field, problem.message);
    const request = newRequest(outcome.terms, context, row.state);
    appendTo(standing, request);
    sorted.created.push(request);
  }

  private async keep(tx: Transaction, requests: readonly AttendanceRequest[], actor: string): Promise<void> {
    const now = this.clock.now();
    await insertRequests(tx, requests);
    const events = requests.flatMap((request): NewEvent[] => {
      const event = { requestId: request.id, occurredAt: now, actor, reason: importNote };
      return request.state === 'approved' ? [{ ...event, type: 'filed' }, { ...event, type: 'approved' }] : [{ ...event, type: 'filed' }];
    });
    await appendEvents(tx, events, 1);
    await markTouched(tx, requests, now);
  }
}

function appendTo(standing: Map<string, AttendanceRequest[]>, request: AttendanceRequest): void {
  const own = standing.get(request.employeeId);
  if (own) own.push(request);
  else standing.set(request.employeeId, [request]);
}

/** In whatever state: a table that is sent again must not undo a rejection or a revocation. */
const isKnown = (terms: RequestTerms, other: AttendanceRequest): boolean =>
  (['type', 'fromDate', 'toDate', 'fromWall', 'toWall', 'letter'] as const).every((key) => terms[key] === other[key]);

const shownInMessage = 20;

function importRefused(problems: readonly TableProblem[]): DomainError {
  const ordered = [...problems].sort((a, b) => a.row - b.row);
  const lines = ordered.slice(0, shownInMessage).map(({ row, column, message }) => `row ${row}${column ? `, column ${column}` : ''}: ${message}`);
  if (ordered.length > shownInMessage) lines.push(`and ${ordered.length - shownInMessage} more`);
  return new DomainError('import-refused', `Nothing was imported.\n${lines.join('\n')}`, 422, { problems: ordered });
}
