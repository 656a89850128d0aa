import type { PushCaller, PushDevice, PushHandler, PushVerdict, ServerTime } from '../../../src/intake/push/push-handler';
import type { CommandResult } from '../../../src/protocols/push/command-result';
import type { AccessConfiguration, HandshakeSettings } from '../../../src/protocols/push/handshake';
import type { InfoCounters } from '../../../src/protocols/push/info-counters';
import type { PushCommand, QueuedCommand, RefusedCommand } from '../../../src/protocols/push/push-command';
import type { PushLine, PushUpload, RejectedLine } from '../../../src/protocols/push/push-line';
import type { PushProtocol } from '../../../src/protocols/push/push-request';
import type { QueryPacket } from '../../../src/protocols/push/query-packets';

interface QueueEntry extends QueuedCommand {
  offered: number;
  result: CommandResult | null;
}

/** A handler that keeps everything in memory, as a database would behind it: it keeps at once and whole, or rejects. */
export class MemoryHandler implements PushHandler {
  readonly lines: { serial: string; line: PushLine }[] = [];
  readonly rejected: { serial: string; line: RejectedLine }[] = [];
  readonly uploads: PushUpload[] = [];
  readonly callers: PushCaller[] = [];
  readonly queue: QueueEntry[] = [];
  readonly infos: (InfoCounters | null)[] = [];
  readonly registered = new Map<string, string>();
  readonly pending = new Set<string>();
  readonly protocols = new Map<string, PushProtocol>();
  approve: (caller: PushCaller) => boolean = () => true;
  settings: HandshakeSettings = { offsetMinutes: 420, timeZoneForm: 'auto' };
  /** While it is true the storage is down: everything that would be kept is rejected. */
  down = false;
  /** Milliseconds until something is kept. */
  slowMs = 0;

  admit(caller: PushCaller): Promise<PushVerdict> {
    this.callers.push(caller);
    if (!this.approve(caller)) {
      this.pending.add(caller.serial);
      return Promise.resolve({ admitted: false, reason: 'not approved' });
    }
    if (caller.protocol !== null) this.protocols.set(caller.serial, caller.protocol);
    const protocol = this.protocols.get(caller.serial);
    return Promise.resolve({ admitted: true, ...(protocol === undefined ? {} : { protocol }) });
  }

  handshake(): Promise<HandshakeSettings> {
    return Promise.resolve(this.settings);
  }

  accessHandshake(device: PushDevice): Promise<AccessConfiguration | 'register-first'> {
    const registryCode = this.registered.get(device.serial);
    return Promise.resolve(registryCode === undefined ? 'register-first' : { registryCode, sessionId: 'S1' });
  }

  register(device: PushDevice, options: Record<string, string>): Promise<{ registryCode: string } | 'refused'> {
    if (options['DeviceType'] !== 'acc') return Promise.resolve('refused');
    this.registered.set(device.serial, 'c0de');
    return Promise.resolve({ registryCode: 'c0de' });
  }

  async upload(device: PushDevice, upload: PushUpload): Promise<{ kept: number }> {
    await this.storage();
    this.uploads.push(upload);
    for (const line of upload.lines) this.lines.push({ serial: device.serial, line });
    for (const line of upload.rejected) this.rejected.push({ serial: device.serial, line });
    return { kept: upload.lines.length + upload.rejected.length };
  }

  queryData(device: PushDevice, _packet: QueryPacket, upload: PushUpload): Promise<{ kept: number }> {
    return this.upload(device, upload);
  }

  async commandsFor(_device: PushDevice, info: InfoCounters | null): Promise<readonly QueuedCommand[]> {
    await this.storage();
    this.infos.push(info);
    return this.queue.filter(({ result }) => result === null);
  }

  async commandsOffered(
    _device: PushDevice,
    ids: readonly number[],
    refused: readonly RefusedCommand[],
  ): Promise<void> {
    await this.storage();
    for (const entry of this.queue) if (ids.includes(entry.id)) entry.offered += 1;
    for (const { id } of refused)
      this.queue.splice(
        this.queue.findIndex((entry) => entry.id === id),
        1,
      );
  }

  async commandResults(_device: PushDevice, results: readonly CommandResult[]): Promise<void> {
    await this.storage();
    for (const result of results) {
      const entry = this.queue.find(({ id }) => id === result.id);
      if (entry !== undefined) entry.result = result;
    }
  }

  serverTime(): Promise<ServerTime> {
    return Promise.resolve({ at: Date.UTC(2026, 2, 2, 1, 0, 0), offsetMinutes: 420 });
  }

  async heard(): Promise<void> {
    await this.storage();
  }

  command(command: PushCommand): QueueEntry {
    const entry: QueueEntry = { id: this.queue.length + 1, command, offered: 0, result: null };
    this.queue.push(entry);
    return entry;
  }

  /** The punches of a terminal, each natural key once, sorted (architecture.md, step 4). */
  punchKeys(serial: string): string[] {
    const keys = this.lines.flatMap((kept) =>
      kept.serial === serial && kept.line.kind === 'attlog'
        ? [`${kept.line.pin}|${kept.line.wallClock}|${kept.line.state ?? 0}`]
        : [],
    );
    return [...new Set(keys)].sort();
  }

  private async storage(): Promise<void> {
    if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs));
    if (this.down) throw new Error('the storage is down');
  }
}
