import { Injectable } from '@nestjs/common';
import { type Delivery, type PunchSource } from '../ledger/punch';
import { appendDelivery } from '../ledger/punch-ledger';
import { Clock } from '../platform/clock';
import { Database, type Transaction } from '../platform/database/database';
import { DomainError } from '../platform/errors';
import { readAttlogFileLine } from '../protocols/file/attlog-file';
import { parseAttlogLine } from '../protocols/push/attlog-line';
import { lineText } from '../protocols/push/body-lines';
import { LateReports } from './doors/late-reports';
import { TerminalRegistry } from './terminals/terminal-registry';
import { sortOut, type WireRecord } from './to-punch';

/** One row of `rejected_record`. */
export interface RejectedRow {
  id: string;
  terminal: string;
  source: PunchSource;
  received_at: number;
  raw: Buffer;
  reason: string;
  status: 'open' | 'replayed' | 'discarded';
  resolved_at: number | null;
}

/** Records that could not be read: visible, and read again when asked, e.g. after the reader has learned a new form. */
@Injectable()
export class RejectedRecords {
  constructor(
    private readonly database: Database,
    private readonly terminals: TerminalRegistry,
    private readonly clock: Clock,
    private readonly lateReports: LateReports,
  ) {}

  /** @throws DomainError `unknown-record` */
  async get(id: string): Promise<RejectedRow> {
    const rows = await this.database.query<RejectedRow>('SELECT * FROM rejected_record WHERE id = ?', [id]);
    if (!rows[0]) throw new DomainError('unknown-record', `No rejected record with the id "${id}".`, 404);
    return rows[0];
  }

  /**
   * Reads a record again, or as `text` where an officer has found out what it should say; the raw bytes stay as they are.
   * @throws DomainError `still-unreadable` when it still is none
   */
  async replay(id: string, text?: string): Promise<RejectedRow> {
    const row = await this.get(id);
    if (row.status === 'replayed') throw new DomainError('already-replayed', 'This record is in the ledger already.', 409);
    const raw = text === undefined ? row.raw : Buffer.from(text, 'utf8');
    const deliver = row.source === 'mqtt' ? await this.doorDelivery(row, raw) : await this.terminalDelivery(row, raw);
    await this.database.transaction(async (tx) => {
      const closed = await tx.execute("UPDATE rejected_record SET status = 'replayed', resolved_at = ? WHERE id = ? AND status <> 'replayed'", [this.clock.now(), id]);
      if (closed > 0) await appendDelivery(tx, await deliver(tx));
    });
    return this.get(id);
  }

  private async terminalDelivery(row: RejectedRow, raw: Buffer): Promise<() => Promise<Delivery>> {
    const terminal = await this.terminals.get(row.terminal);
    const record = readAgain(row.source, raw);
    if ('reason' in record) throw new DomainError('still-unreadable', `The record still cannot be read: ${record.reason}.`);
    const arrival = { terminal: terminal.serial, zone: terminal.zone, source: row.source, receivedAt: row.received_at, acceptFromDate: this.terminals.acceptFrom(terminal) };
    return () => Promise.resolve({ ...sortOut([record], arrival), rejected: [] });
  }

  private async doorDelivery(row: RejectedRow, raw: Buffer): Promise<(tx: Transaction) => Promise<Delivery>> {
    const write = await this.lateReports.read({ reason: row.reason, receivedAt: Number(row.received_at), payload: raw });
    return async (tx) => ({ punches: await write(tx), quarantined: [], rejected: [] });
  }

  /** Puts a record aside that is noise; it stays visible. */
  async discard(id: string): Promise<RejectedRow> {
    const row = await this.get(id);
    if (row.status === 'replayed') throw new DomainError('already-replayed', 'This record is in the ledger already.', 409);
    await this.database.transaction((tx) => tx.execute("UPDATE rejected_record SET status = 'discarded', resolved_at = ? WHERE id = ?", [this.clock.now(), id]));
    return this.get(id);
  }
}

/** A rejected line read by whichever grammar fits: that of the file, or that of the push wire. */
function readAgain(source: PunchSource, raw: Buffer): WireRecord | { readonly reason: string } {
  const asFile = readAttlogFileLine(raw, 0);
  if (typeof asFile === 'object' && 'record' in asFile) return asFile.record;
  const fileReason = typeof asFile === 'object' ? asFile.rejected.reason : 'it is blank';
  if (source === 'file') return { reason: fileReason };
  const text = lineText(raw);
  if (typeof text !== 'string') return text;
  const line = parseAttlogLine(text, 0);
  return 'reason' in line ? line : { pin: line.pin, wallClock: line.wallClock, state: line.state ?? 255, verify: line.verify ?? 0, workCode: line.workCode };
}
