import { Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { offsetAt } from '../../core/time/zone';
import { GroupAppend } from '../../ledger/group-append';
import { Clock } from '../../platform/clock';
import { type CommandResult } from '../../protocols/push/command-result';
import { type AccessConfiguration, type HandshakeSettings } from '../../protocols/push/handshake';
import { type InfoCounters } from '../../protocols/push/info-counters';
import { type QueuedCommand, type RefusedCommand } from '../../protocols/push/push-command';
import { type PushUpload, type RejectedLine } from '../../protocols/push/push-line';
import { addPacket, isComplete, type PacketProgress, type QueryPacket } from '../../protocols/push/query-packets';
import { TerminalProfiles } from '../terminals/device-profiles';
import { HealthNotes } from '../terminals/health-notes';
import { FaultWatch } from '../incidents/fault-watch';
import { IncidentBook } from '../incidents/incident-book';
import { type PushCaller, type PushDevice, type PushHandler, type PushVerdict, type ServerTime } from './push-handler';
import { type Terminal } from '../terminals/terminal';
import { type Sighting } from '../terminals/terminal-health';
import { TerminalRegistry } from '../terminals/terminal-registry';
import { CommandQueue } from './command-queue';
import { PushAdmission } from './push-admission';
import { PushClock } from './push-clock';
import { PushReconciler } from './push-reconciler';
import { deliveryOfUpload, rejectedRecord } from './upload-delivery';

/** Answers to queries of which packets are missing, remembered at most. */
const mostOpenAnswers = 1000;

/** What stands behind the device-facing listener: the ledger for what is believed, a place on the list for who is not. */
@Injectable()
export class PushIntake implements PushHandler {
  private readonly logger = new Logger(PushIntake.name);
  /** Terminals whose last upload could not be kept: they still hold records, whatever they ask for next. */
  private readonly unkept = new Set<string>();
  private readonly packets = new Map<string, PacketProgress>();

  constructor(
    private readonly admission: PushAdmission,
    private readonly terminals: TerminalRegistry,
    private readonly profiles: TerminalProfiles,
    private readonly notes: HealthNotes,
    private readonly ledger: GroupAppend,
    private readonly clock: Clock,
    private readonly queue: CommandQueue,
    private readonly reconciler: PushReconciler,
    private readonly faults: FaultWatch,
    private readonly incidents: IncidentBook,
    private readonly pushClock: PushClock,
  ) {}

  admit(caller: PushCaller): Promise<PushVerdict> {
    return this.admission.admit(caller);
  }

  async handshake(device: PushDevice): Promise<HandshakeSettings> {
    const terminal = await this.believed(device);
    this.note(device, {});
    return { offsetMinutes: this.offsetMinutes(terminal), timeZoneForm: terminal.settings.timeZoneForm ?? 'auto' };
  }

  accessHandshake(device: PushDevice): Promise<AccessConfiguration | 'register-first'> {
    this.note(device, {});
    const registryCode = registryCodeOf(device.serial);
    return Promise.resolve({ registryCode, sessionId: registryCode });
  }

  register(device: PushDevice): Promise<{ registryCode: string } | 'refused'> {
    this.note(device, {});
    return Promise.resolve({ registryCode: registryCodeOf(device.serial) });
  }

  /** Every line is in the ledger, among the terminal's events or among the rejected records when this resolves, all by one commit. */
  async upload(device: PushDevice, upload: PushUpload): Promise<{ kept: number }> {
    const terminal = await this.believed(device);
    const receivedAt = this.clock.now();
    const context = { terminal, accessEvents: this.profiles.accessEvents(terminal.profile), acceptFromDate: this.terminals.acceptFrom(terminal), receivedAt };
    const delivery = deliveryOfUpload(upload, context);
    this.unkept.add(terminal.serial);
    await this.ledger.append(delivery);
    this.unkept.delete(terminal.serial);
    const counted = device.protocol === 'acc' ? upload.lines.length : delivery.punches.length + delivery.quarantined.length;
    this.reconciler.received(terminal.serial, counted + delivery.rejected.length);
    this.incidents.tell(delivery.alarms);
    await this.afterwards(terminal, () => this.pushClock.look(terminal, upload.lines, receivedAt));
    this.note(device, delivery.punches.length > 0 ? { lastRecordAt: receivedAt } : {});
    return { kept: upload.lines.length + upload.rejected.length };
  }

  /** A query's answer comes in packets; the command is concluded when the last of them is kept, in whatever order they come. */
  async queryData(device: PushDevice, packet: QueryPacket, upload: PushUpload): Promise<{ kept: number }> {
    const kept = await this.upload(device, upload);
    const key = packetKey(device.serial, packet.commandId);
    const progress = addPacket(this.packets.get(key) ?? null, packet, kept.kept);
    if (this.packets.size >= mostOpenAnswers) this.packets.clear();
    this.packets.set(key, progress);
    if (!isComplete(progress)) return kept;
    this.packets.delete(key);
    await this.conclude(device, [{ id: packet.commandId, returnCode: progress.records, outcome: 'done', command: 'DATA QUERY', attlogSum: null, options: {} }]);
    return kept;
  }

  /** A terminal asks for commands when it has nothing to send: then everything until now is here, unless something is known to be missing. */
  async commandsFor(device: PushDevice, info: InfoCounters | null): Promise<readonly QueuedCommand[]> {
    const terminal = await this.believed(device);
    const counted = info?.attendanceRecords ?? null;
    const complete = counted === null ? this.reconciler.isComplete(terminal.serial) : await this.reconciler.counted(terminal, counted, device.protocol === 'acc');
    const synced = complete && !this.unkept.has(terminal.serial);
    this.note(device, {
      ...(synced ? { syncedUntilAt: device.receivedAt } : {}),
      ...(counted === null ? {} : { deviceRecords: counted }),
      ...(info?.firmware ? { firmware: info.firmware.slice(0, 200) } : {}),
    });
    if (synced) await this.afterwards(terminal, () => this.backInTouch(terminal, device.receivedAt));
    return this.queue.due(terminal.serial);
  }

  commandsOffered(device: PushDevice, ids: readonly number[], refused: readonly RefusedCommand[]): Promise<void> {
    return this.queue.offered(device.serial, ids, refused);
  }

  async commandResults(device: PushDevice, results: readonly CommandResult[], rejected: readonly RejectedLine[]): Promise<void> {
    const receivedAt = this.clock.now();
    if (rejected.length > 0) await this.ledger.append({ punches: [], quarantined: [], rejected: rejected.map((line) => rejectedRecord(line, device.serial, receivedAt)) });
    // The report of a query may overtake its last packet; without all of them nothing is done.
    await this.conclude(device, results.filter((result) => !this.packets.has(packetKey(device.serial, result.id))));
    this.note(device, {});
  }

  async serverTime(device: PushDevice): Promise<ServerTime> {
    return { at: this.clock.now(), offsetMinutes: this.offsetMinutes(await this.believed(device)) };
  }

  heard(device: PushDevice): Promise<void> {
    this.note(device, {});
    return Promise.resolve();
  }

  private async conclude(device: PushDevice, results: readonly CommandResult[]): Promise<void> {
    const terminal = await this.believed(device);
    for (const { entry, result } of await this.queue.report(device.serial, results)) await this.reconciler.answered(terminal, entry, result);
  }

  /** The watermark is written before the days that wait for it are judged again. */
  private async backInTouch(terminal: Terminal, at: number): Promise<void> {
    if (!(await this.incidents.isOpen(terminal.serial, 'outage'))) return;
    await this.notes.flush();
    await this.faults.returned(terminal, at);
  }

  /** What follows from records that are kept already must not take the answer from the terminal. */
  private async afterwards(terminal: Terminal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error, serial: terminal.serial }, 'the condition of a terminal could not be worked out');
    }
  }

  private async believed(device: PushDevice): Promise<Terminal> {
    const terminal = await this.terminals.known(device.serial);
    if (!terminal) throw new Error(`the terminal ${device.serial} vanished between two steps`);
    return terminal;
  }

  private offsetMinutes(terminal: Terminal): number {
    return offsetAt(terminal.zone, this.clock.now()) / 60_000;
  }

  private note(device: PushDevice, seen: Omit<Sighting, 'at'>): void {
    this.notes.note(device.serial, { at: this.clock.now(), address: device.address.slice(0, 64), ...seen });
  }
}

const packetKey = (serial: string, commandId: number): string => `${serial} ${commandId}`;

/** Not a secret: it only has to be the same each time, and differ between terminals (push.md A9). */
const registryCodeOf = (serial: string): string => createHash('sha256').update(`hadir registry ${serial}`).digest('hex').slice(0, 16);
