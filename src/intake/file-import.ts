import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { DateTime, IANAZone } from 'luxon';
import { type Delivery, type DeliveryOutcome, type RejectedRecord } from '../ledger/punch';
import { PunchLedger } from '../ledger/punch-ledger';
import { Clock } from '../platform/clock';
import { DomainError, messageOf } from '../platform/errors';
import { type AttlogFileRecord, readAttlogFileLine } from '../protocols/file/attlog-file';
import { linesOf } from '../protocols/file/lines';
import { sortOut } from './to-punch';
import { TerminalRegistry } from './terminals/terminal-registry';

/** How a file is to be taken in. */
export interface FileImportRequest {
  readonly path: string;
  readonly terminal: string;
  /** Zone of the terminal's clock, for a terminal that is not known yet; must agree with a known one. */
  readonly zone: string | null;
  /** Records before this date are quarantined; null takes any date after 2001. */
  readonly fromDate: string | null;
  /** False refuses a terminal that is not in the fleet; true adds it (not approved for the wires). */
  readonly register: boolean;
}

/** What became of the file. */
export interface FileImportResult extends DeliveryOutcome {
  /** True when the terminal was not in the fleet before. */
  readonly registered: boolean;
}

/** Lines in one transaction: the knee of the measured curve, and little to repeat after a crash. */
const linesPerTransaction = 1000;
const nothing: DeliveryOutcome = { read: 0, stored: 0, duplicates: 0, quarantined: 0, rejected: 0 };

/** The fourth door: the `attlog.dat` that a terminal writes on a USB stick, brought by somebody who may vouch for it. */
@Injectable()
export class FileImport {
  constructor(
    private readonly ledger: PunchLedger,
    private readonly terminals: TerminalRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a file in, a thousand lines a transaction; broken off anywhere it may simply be run again.
   * @throws DomainError when the file or the terminal cannot be used
   */
  async run(request: FileImportRequest, defaultZone: string): Promise<FileImportResult> {
    if (request.fromDate && !DateTime.fromISO(request.fromDate).isValid) throw new DomainError('bad-date', `--from "${request.fromDate}" is not a date like 2020-01-31.`);
    if (request.zone && !IANAZone.isValidZone(request.zone)) throw new DomainError('bad-zone', `--zone "${request.zone}" is not an IANA time zone like Asia/Jakarta.`);
    const known = await this.terminals.find(request.terminal);
    if (!known && !request.register) throw new DomainError('unknown-terminal', `No terminal with the serial number "${request.terminal}" is known; add it first, or import without --known-only.`, 404);
    if (known && request.zone && known.zone !== request.zone) throw new DomainError('other-zone', `Terminal ${known.serial} runs on ${known.zone}; change the terminal if that is wrong, rather than import with --zone ${request.zone}.`, 409);
    const zone = known?.zone ?? request.zone ?? defaultZone;
    return { ...(await this.takeLines(request, zone, !known)), registered: !known };
  }

  private async takeLines(request: FileImportRequest, zone: string, register: boolean): Promise<DeliveryOutcome> {
    let total = nothing;
    let records: AttlogFileRecord[] = [];
    let rejected: RejectedRecord[] = [];
    let lineNo = 0;
    const flush = async (): Promise<void> => {
      if (register && total === nothing) await this.terminals.announce(request.terminal, { zone, speaks: 'file' });
      total = sum(total, await this.ledger.append(this.delivery(request, zone, records, rejected)));
      records = [];
      rejected = [];
    };
    for await (const raw of readable(request.path)) {
      lineNo += 1;
      const line = readAttlogFileLine(raw, lineNo);
      if (line === 'blank') continue;
      if ('record' in line) records.push(line.record);
      else rejected.push({ terminal: request.terminal, source: 'file', receivedAt: this.clock.now(), raw, reason: `line ${lineNo}: ${line.rejected.reason}` });
      if (records.length + rejected.length >= linesPerTransaction) await flush();
    }
    if (lineNo === 0) throw new DomainError('empty-file', `${request.path} is empty.`);
    await flush();
    return total;
  }

  private delivery(request: FileImportRequest, zone: string, records: readonly AttlogFileRecord[], rejected: readonly RejectedRecord[]): Delivery {
    const arrival = { terminal: request.terminal, zone, source: 'file', receivedAt: this.clock.now(), acceptFromDate: request.fromDate ?? '' } as const;
    return { ...sortOut(records, arrival), rejected };
  }
}

async function* readable(path: string): AsyncGenerator<Buffer> {
  try {
    yield* linesOf(createReadStream(path));
  } catch (error) {
    throw error instanceof DomainError ? error : new DomainError('unreadable-file', `${path} cannot be read: ${messageOf(error)}`);
  }
}

const sum = (a: DeliveryOutcome, b: DeliveryOutcome): DeliveryOutcome => ({
  read: a.read + b.read,
  stored: a.stored + b.stored,
  duplicates: a.duplicates + b.duplicates,
  quarantined: a.quarantined + b.quarantined,
  rejected: a.rejected + b.rejected,
});
