import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { addDays } from '../../core/time/calendar';
import { dateAt } from '../../core/time/zone';
import { markSite } from '../../ledger/dirty-days';
import { type TerminalAlarm } from '../../ledger/punch';
import { raiseAlarms } from '../../ledger/punch-ledger';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { DeviceEvents } from '../terminals/device-events';
import { type Terminal } from '../terminals/terminal';
import { type AlarmKind, type FaultKind, type IncidentKind, isFault } from './incident-kind';

/** An incident of a terminal, as it is kept. */
export interface Incident {
  readonly id: string;
  readonly serial: string;
  readonly kind: string;
  /** Epoch milliseconds. */
  readonly fromAt: number;
  /** Epoch milliseconds; null while it goes on. */
  readonly toAt: number | null;
  /** Facts as JSON. */
  readonly detail: string;
  /** What an officer said of it; `no-fault` = the terminal worked, days are judged. */
  readonly verdict: 'no-fault' | 'fault' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
}

/** The terminal of an incident, as much as marking its days needs. */
export type IncidentTerminal = Pick<Terminal, 'serial' | 'unitId' | 'zone'>;

/** How long the list of open incidents is answered from memory, in milliseconds. */
const rememberMs = 2000;

/** An alarm; `occasion` tells it from others of its kind: the same occasion is raised once. */
export const alarmOf = (serial: string, kind: AlarmKind, at: number, occasion: string, detail: object = {}): TerminalAlarm => ({
  id: createHash('sha256').update(`${serial}\n${kind}\n${occasion}`).digest('hex').slice(0, 32),
  serial,
  kind,
  at,
  detail: JSON.stringify(detail),
});

/** Recorded troubles of terminals: spans that the engine uses, and alarms for people. */
@Injectable()
export class IncidentBook {
  private remembered: { readonly at: number; readonly open: Promise<Map<string, Set<string>>> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: DeviceEvents,
  ) {}

  /** Raises alarms that are not there yet. */
  async alarm(...alarms: readonly TerminalAlarm[]): Promise<void> {
    const raised = await this.database.transaction((tx) => raiseAlarms(tx, alarms));
    if (raised > 0) this.tell(alarms);
  }

  /** Tells listeners of alarms that a delivery has committed. */
  tell(alarms: readonly TerminalAlarm[]): void {
    for (const { serial, kind, at } of alarms) this.events.emit('device.alarm-raised', { serial, kind, at });
  }

  /** Opens a span unless one of its kind is open; the days from its begin until today are judged again. @returns whether it was opened */
  async open(terminal: IncidentTerminal, kind: FaultKind, fromAt: number, detail: object = {}): Promise<boolean> {
    const opened = await this.database.transaction(async (tx) => {
      await lockTerminal(tx, terminal.serial);
      const standing = await tx.query('SELECT id FROM terminal_incident WHERE serial = ? AND kind = ? AND to_at IS NULL', [terminal.serial, kind]);
      if (standing.length > 0) return false;
      await this.write(tx, terminal, kind, fromAt, null, detail);
      return true;
    });
    this.remembered = null;
    if (opened) this.events.emit('device.incident-opened', { serial: terminal.serial, kind, fromAt });
    return opened;
  }

  /** Closes the open span of a kind, under another name if it turned out to be something else; its days are judged again. */
  async close(terminal: IncidentTerminal, kind: FaultKind, toAt: number, as: (fromAt: number, tx: Transaction) => Promise<IncidentKind> = () => Promise.resolve(kind)): Promise<boolean> {
    const closed = await this.database.transaction(async (tx) => {
      await lockTerminal(tx, terminal.serial);
      const [row] = await tx.query<{ id: string; from_at: number }>('SELECT id, from_at FROM terminal_incident WHERE serial = ? AND kind = ? AND to_at IS NULL', [terminal.serial, kind]);
      if (!row) return null;
      const named = await as(row.from_at, tx);
      await tx.execute('UPDATE terminal_incident SET to_at = ?, kind = ? WHERE id = ?', [Math.max(toAt, row.from_at), named, row.id]);
      await this.markDays(tx, terminal, row.from_at, this.clock.now());
      return { fromAt: row.from_at, named };
    });
    this.remembered = null;
    if (closed) this.events.emit('device.incident-closed', { serial: terminal.serial, kind: closed.named, fromAt: closed.fromAt, toAt });
    return closed !== null;
  }

  /** Records a span that is over, or one that an officer knows of; `toAt` null = it goes on. */
  async record(terminal: IncidentTerminal, kind: FaultKind, fromAt: number, toAt: number | null, detail: object = {}, decidedBy: string | null = null): Promise<Incident> {
    const id = await this.database.transaction((tx) => this.write(tx, terminal, kind, fromAt, toAt, detail, decidedBy));
    this.remembered = null;
    this.events.emit('device.incident-opened', { serial: terminal.serial, kind, fromAt });
    return this.get(terminal.serial, id);
  }

  /** An officer says what an incident was, and ends it if it goes on. @throws DomainError `unknown-incident` */
  async decide(terminal: IncidentTerminal, id: string, verdict: 'no-fault' | 'fault', by: string): Promise<Incident> {
    const incident = await this.get(terminal.serial, id);
    if (!isFault(incident.kind)) throw new DomainError('not-a-fault', 'This incident makes no day pending; there is nothing to decide.', 409);
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.execute('UPDATE terminal_incident SET verdict = ?, decided_by = ?, decided_at = ?, to_at = COALESCE(to_at, ?) WHERE id = ?', [verdict, by, now, now, id]);
      await this.markDays(tx, terminal, incident.fromAt, incident.toAt ?? now);
    });
    this.remembered = null;
    return this.get(terminal.serial, id);
  }

  /** @throws DomainError `unknown-incident` */
  async get(serial: string, id: string): Promise<Incident> {
    const [row] = await this.database.query<IncidentRow>('SELECT * FROM terminal_incident WHERE serial = ? AND id = ?', [serial, id]);
    if (!row) throw new DomainError('unknown-incident', `Terminal ${serial} has no incident "${id}".`, 404);
    return incidentOf(row);
  }

  /** Whether a span of a kind is open, from memory that is at most two seconds old. */
  async isOpen(serial: string, kind: FaultKind): Promise<boolean> {
    const now = this.clock.now();
    if (!this.remembered || Math.abs(now - this.remembered.at) >= rememberMs) {
      this.remembered = { at: now, open: this.readOpen() };
      this.remembered.open.catch(() => (this.remembered = null));
    }
    return (await this.remembered.open).get(serial)?.has(kind) ?? false;
  }

  private async readOpen(): Promise<Map<string, Set<string>>> {
    const open = new Map<string, Set<string>>();
    for (const row of await this.database.query<{ serial: string; kind: string }>('SELECT serial, kind FROM terminal_incident WHERE to_at IS NULL')) {
      open.set(row.serial, (open.get(row.serial) ?? new Set()).add(row.kind));
    }
    return open;
  }

  private async write(tx: Transaction, terminal: IncidentTerminal, kind: FaultKind, fromAt: number, toAt: number | null, detail: object, decidedBy: string | null = null): Promise<string> {
    const id = uuidv7();
    const now = this.clock.now();
    const columns = ['id', 'serial', 'kind', 'from_at', 'to_at', 'detail', 'decided_by', 'decided_at'];
    await tx.insert('terminal_incident', columns, [[id, terminal.serial, kind, fromAt, toAt, JSON.stringify(detail).slice(0, 1000), decidedBy, decidedBy === null ? null : now]]);
    await this.markDays(tx, terminal, fromAt, toAt ?? now);
    return id;
  }

  /** A day on either side: a night shift belongs to the date before, and the site may be in another zone than its people. */
  private markDays(tx: Transaction, terminal: IncidentTerminal, fromAt: number, toAt: number): Promise<void> {
    const [fromDate, toDate] = [addDays(dateAt(terminal.zone, fromAt), -1), addDays(dateAt(terminal.zone, toAt), 1)];
    return markSite(tx, { serial: terminal.serial, unitId: terminal.unitId, fromDate, toDate }, this.clock.now());
  }
}

/** Two processes that open or close an incident of one terminal take turns; an update that changes nothing still locks the row. */
const lockTerminal = (tx: Transaction, serial: string): Promise<unknown> => (tx.dialect === 'sqlite' ? Promise.resolve() : tx.query('SELECT serial FROM terminal WHERE serial = ? FOR UPDATE', [serial]));

/** One row of `terminal_incident`. */
export interface IncidentRow {
  id: string;
  serial: string;
  kind: string;
  from_at: number;
  to_at: number | null;
  detail: string;
  verdict: 'no-fault' | 'fault' | null;
  decided_by: string | null;
  decided_at: number | null;
}

/** An incident of its row. */
export const incidentOf = (row: IncidentRow): Incident => ({
  id: row.id,
  serial: row.serial,
  kind: row.kind,
  fromAt: row.from_at,
  toAt: row.to_at,
  detail: row.detail,
  verdict: row.verdict,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
});
