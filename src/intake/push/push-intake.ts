import { Inject, Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import { offsetAt } from '../../core/time/zone';
import { type RejectedRecord } from '../../ledger/punch';
import { GroupAppend } from '../../ledger/group-append';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database, type SqlValue } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';
import { type CommandResult } from '../../protocols/push/command-result';
import { type AccessConfiguration, type HandshakeSettings } from '../../protocols/push/handshake';
import { type InfoCounters } from '../../protocols/push/info-counters';
import { type QueuedCommand, type RefusedCommand } from '../../protocols/push/push-command';
import { type AttlogLine, type PushLine, type PushUpload, type RejectedLine } from '../../protocols/push/push-line';
import { type QueryPacket } from '../../protocols/push/query-packets';
import { type PushCaller, type PushDevice, type PushHandler, type PushVerdict, type ServerTime } from '../push-handler';
import { type Terminal } from '../terminal';
import { TerminalHealthBook } from '../terminal-health';
import { TerminalRegistry } from '../terminal-registry';
import { sortOut } from '../to-punch';

/** A condition is written down at most this often while a terminal only says that it is alive. */
const noteEveryMs = 5000;
/** A state or verification that a line leaves out (push.md A4: positions 2-3 are nearly always there). */
const noState = 255;
const noVerify = 0;

/** What stands behind the device-facing listener: the ledger for what is believed, a place on the list for who is not. */
@Injectable()
export class PushIntake implements PushHandler {
  private readonly logger = new Logger(PushIntake.name);
  private readonly notedAt = new Map<string, number>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly terminals: TerminalRegistry,
    private readonly health: TerminalHealthBook,
    private readonly ledger: GroupAppend,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Nobody is believed before an administrator approved the serial number; who asks is listed as pending and keeps its records. */
  async admit(caller: PushCaller): Promise<PushVerdict> {
    const terminal = await this.terminals.known(caller.serial);
    if (!terminal) {
      const fresh = await this.terminals.announce(caller.serial, { zone: this.config.defaultZone, speaks: 'push' });
      if (fresh) this.logger.warn({ serial: caller.serial, address: caller.address }, 'an unknown terminal calls; it is listed as pending');
      return { admitted: false, reason: 'this terminal is not approved' };
    }
    if (terminal.status !== 'approved') return { admitted: false, reason: `this terminal is ${terminal.status}` };
    if (!allowedFrom(terminal, caller.address)) {
      this.logger.warn({ serial: caller.serial, address: caller.address }, 'a terminal calls from outside its networks and is refused');
      return { admitted: false, reason: 'not from this address' };
    }
    return { admitted: true };
  }

  async handshake(device: PushDevice): Promise<HandshakeSettings> {
    const terminal = await this.believed(device);
    await this.heard(device);
    return { offsetMinutes: this.offsetMinutes(terminal), timeZoneForm: terminal.settings.timeZoneForm ?? 'auto' };
  }

  async accessHandshake(device: PushDevice): Promise<AccessConfiguration | 'register-first'> {
    await this.heard(device);
    const registryCode = registryCodeOf(device.serial);
    return { registryCode, sessionId: registryCode };
  }

  async register(device: PushDevice): Promise<{ registryCode: string } | 'refused'> {
    await this.heard(device);
    return { registryCode: registryCodeOf(device.serial) };
  }

  /** Every line is in the ledger, among the terminal's events or among the rejected records when this resolves. */
  async upload(device: PushDevice, upload: PushUpload): Promise<{ kept: number }> {
    const terminal = await this.believed(device);
    const receivedAt = this.clock.now();
    const arrival = { terminal: terminal.serial, zone: terminal.zone, source: 'push', receivedAt, acceptFromDate: this.terminals.acceptFrom(terminal) } as const;
    const punchLines = upload.lines.filter((line): line is AttlogLine => line.kind === 'attlog');
    const sorted = sortOut(punchLines.map(recordOf), arrival);
    const rejected = upload.rejected.map((line) => rejectedRecord(line, terminal.serial, receivedAt));
    await this.keepEvents(terminal.serial, upload.lines.filter((line) => line.kind !== 'attlog'), receivedAt);
    await this.ledger.append({ ...sorted, rejected });
    await this.note(device, { lastRecordAt: receivedAt });
    return { kept: upload.lines.length + upload.rejected.length };
  }

  queryData(device: PushDevice, _packet: QueryPacket, upload: PushUpload): Promise<{ kept: number }> {
    return this.upload(device, upload);
  }

  async commandsFor(device: PushDevice, info: InfoCounters | null): Promise<readonly QueuedCommand[]> {
    const counted = info?.attendanceRecords;
    await this.note(device, { syncedUntilAt: device.receivedAt, ...(counted == null ? {} : { deviceRecords: counted }), ...(info?.firmware ? { firmware: info.firmware } : {}) });
    return [];
  }

  async commandsOffered(_device: PushDevice, _ids: readonly number[], _refused: readonly RefusedCommand[]): Promise<void> {}

  async commandResults(device: PushDevice, _results: readonly CommandResult[], rejected: readonly RejectedLine[]): Promise<void> {
    const receivedAt = this.clock.now();
    await this.ledger.append({ punches: [], quarantined: [], rejected: rejected.map((line) => rejectedRecord(line, device.serial, receivedAt)) });
  }

  async serverTime(device: PushDevice): Promise<ServerTime> {
    return { at: this.clock.now(), offsetMinutes: this.offsetMinutes(await this.believed(device)) };
  }

  heard(device: PushDevice): Promise<void> {
    return this.note(device, {});
  }

  private async believed(device: PushDevice): Promise<Terminal> {
    const terminal = await this.terminals.known(device.serial);
    if (!terminal) throw new Error(`the terminal ${device.serial} vanished between two steps`);
    return terminal;
  }

  private offsetMinutes(terminal: Terminal): number {
    return offsetAt(terminal.zone, this.clock.now()) / 60_000;
  }

  private async note(device: PushDevice, seen: { syncedUntilAt?: number; lastRecordAt?: number; deviceRecords?: number; firmware?: string }): Promise<void> {
    const now = this.clock.now();
    if (now - (this.notedAt.get(device.serial) ?? 0) < noteEveryMs) return;
    this.notedAt.set(device.serial, now);
    await this.health.seen(device.serial, { at: now, address: device.address, ...seen });
  }

  private async keepEvents(serial: string, lines: readonly PushLine[], receivedAt: number): Promise<void> {
    if (lines.length === 0) return;
    const columns = ['serial', 'id', 'kind', 'wall_clock', 'code', 'pin', 'received_at', 'raw'];
    const rows = lines.map((line): SqlValue[] => [serial, eventId(line), line.kind, 'wallClock' in line ? line.wallClock : null, codeOf(line), 'pin' in line ? line.pin : null, receivedAt, line.raw.slice(0, 1000)]);
    await this.database.transaction((tx) => tx.insert('terminal_event', columns, rows, { ignore: ['serial', 'id'] }));
  }
}

const recordOf = (line: AttlogLine): { pin: string; wallClock: string; state: number; verify: number; workCode: string | null } => ({
  pin: line.pin,
  wallClock: line.wallClock,
  state: line.state ?? noState,
  verify: line.verify ?? noVerify,
  workCode: line.workCode === '0' ? null : line.workCode,
});

const rejectedRecord = (line: RejectedLine, terminal: string, receivedAt: number): RejectedRecord => ({ terminal, source: 'push', receivedAt, raw: line.raw, reason: line.reason });

const eventId = (line: PushLine): string => createHash('sha256').update(`${line.kind}\n${line.raw}`).digest('hex').slice(0, 32);

function codeOf(line: PushLine): number | null {
  if (line.kind === 'oplog') return line.code;
  return line.kind === 'rtlog' ? line.event : null;
}

/** Not a secret: it only has to be the same each time, and differ between terminals (push.md A9). */
const registryCodeOf = (serial: string): string => createHash('sha256').update(`hadir registry ${serial}`).digest('hex').slice(0, 16);

function allowedFrom(terminal: Terminal, address: string): boolean {
  const networks = terminal.settings.sourceNetworks ?? [];
  if (networks.length === 0) return true;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    list.addSubnet(base, Number(bits ?? (isIPv6(base) ? 128 : 32)), isIPv6(base) ? 'ipv6' : 'ipv4');
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
