import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock';
import { Database, type SqlValue, type Transaction } from '../database/database';
import { type AuditEntry, type AuditEvent, chained } from './audit-entry';

const columns = ['sequence', 'occurred_at', 'actor', 'address', 'action', 'subject_kind', 'subject_id', 'detail', 'previous_hash', 'hash'];
/** The head is told to the service's log at most this often, in milliseconds: whoever keeps the log can tell when the chain's tail was cut. */
const tellEveryMs = 3_600_000;

interface Waiting {
  readonly event: AuditEvent;
  readonly occurredAt: number;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** The last entry of the chain. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/** Appends to the chain. What comes together is written together, so that a busy morning costs few and short transactions. */
@Injectable()
export class AuditLog implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Audit');
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private toldAt = 0;
  private told = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Appends an event; it is in the database when this resolves. */
  append(event: AuditEvent): Promise<void> {
    return new Promise((written, failed) => {
      this.waiting.push({ event, occurredAt: this.clock.now(), written, failed });
      this.writing ??= this.writeAll();
    });
  }

  /** The last entry of the chain. */
  async head(): Promise<AuditHead> {
    const [row] = await this.database.query<AuditHead>('SELECT sequence, hash FROM audit_head WHERE id = 1');
    return row ? { ...row } : { sequence: 0, hash: '' };
  }

  /** Writes what still waits, and says where the chain ends. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.writing;
    if (this.told > 0) this.tell(await this.head());
  }

  private async writeAll(): Promise<void> {
    // A turn of the event loop gathers what was appended in the same moment.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      await this.write(batch);
    }
    this.writing = null;
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const head = await this.database.transaction((tx) => appendAll(tx, batch));
      if (this.clock.now() - this.toldAt > tellEveryMs) this.tell(head);
      this.told += 1;
      for (const { written } of batch) written();
    } catch (error) {
      this.logger.error({ err: error, events: batch.map(({ event }) => event) }, 'the audit could not be written');
      for (const { failed } of batch) failed(error);
    }
  }

  private tell({ sequence, hash }: AuditHead): void {
    this.toldAt = this.clock.now();
    this.logger.log(`the audit ends at ${sequence}:${hash}`);
  }
}

/** Appends one event at once, for commands that run by themselves. */
export async function appendAudit(database: Database, clock: Clock, event: AuditEvent): Promise<void> {
  await database.transaction((tx) => appendAll(tx, [{ event, occurredAt: clock.now() }]));
}

async function appendAll(tx: Transaction, batch: readonly Pick<Waiting, 'event' | 'occurredAt'>[]): Promise<AuditHead> {
  const [row] = await tx.query<AuditHead>(`SELECT sequence, hash FROM audit_head WHERE id = 1${tx.dialect === 'mysql' ? ' FOR UPDATE' : ''}`);
  if (!row) throw new Error('the audit has lost its head row');
  let head: AuditHead = { sequence: Number(row.sequence), hash: row.hash };
  const entries = batch.map(({ event, occurredAt }) => {
    const entry = chained(event, head.sequence + 1, occurredAt, head.hash);
    head = entry;
    return entry;
  });
  await tx.insert('audit_entry', columns, entries.map(valuesOf));
  await tx.execute('UPDATE audit_head SET sequence = ?, hash = ? WHERE id = 1', [head.sequence, head.hash]);
  return head;
}

const valuesOf = (entry: AuditEntry): SqlValue[] => [
  ...[entry.sequence, entry.occurredAt, entry.actor, entry.address, entry.action],
  ...[entry.subjectKind, entry.subjectId, entry.detail, entry.previousHash, entry.hash],
];
