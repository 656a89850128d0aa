import { Injectable } from '@nestjs/common';
import { type RejectedRecord } from '../../ledger/punch';
import { appendDelivery } from '../../ledger/punch-ledger';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { Metrics } from '../../platform/health/metrics';
import { type ReceivedMessage } from '../mqtt/mqtt-message';
import { DeviceEvents } from '../terminals/device-events';
import { type LateReads, passagesEnrolledSince, passagesOfNumbers, punchesOfCards } from './card-punches';
import { DoorBook, type ListeningGap } from './door-book';
import { doorEventColumns, doorEventKey, doorEventValues } from './door-event-row';
import { DoorFleet } from './door-fleet';
import { DoorProfiles } from './door-profiles';
import { DoorRegistry } from './door-registry';
import { EnrolledCards } from './enrolled-cards';
import { type PacketBatch, SeenPackets } from './seen-packets';
import { cutSpans, extendSpans, extendWatched, lockMemories, writeMemories } from './sensor-rows';
import { writeTroubles } from './sensor-incidents';
import { type SensorTrouble } from './sensor-troubles';

/** How far back a card that is enrolled later makes punches of its reads. */
const lateEnrolmentMs = 62 * 86_400_000;
const sensorsPerTurn = 200;
/** A sensor cannot be told to be silent sooner (settings: one minute at least). */
const shortestSilenceMs = 60_000;

interface Written {
  readonly counts: { readonly stored: number; readonly rejected: number };
  readonly troubles: readonly SensorTrouble[];
}

const nothing: Written = { counts: { stored: 0, rejected: 0 }, troubles: [] };

/** Keeps what the doors say: events, how each sensor stands, and punches of known cards, a batch in one transaction. */
@Injectable()
export class DoorStore {
  fleet = new DoorFleet([], { find: () => null });
  /** The stretch in which nobody listened before this process did. */
  gap: ListeningGap | null = null;
  private readonly sessions = new Map<string, SeenPackets>();
  private readonly cards = new EnrolledCards();

  constructor(
    private readonly database: Database,
    private readonly registry: DoorRegistry,
    private readonly profiles: DoorProfiles,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly events: DeviceEvents,
  ) {}

  /** Reads the fleet again; returns whether its topics are others than before. */
  async loadFleet(): Promise<boolean> {
    const fleet = new DoorFleet(await this.registry.list(), this.profiles);
    const moved = fleet.filters.join('\n') !== this.fleet.filters.join('\n');
    this.fleet = fleet;
    return moved;
  }

  /** Keeps a batch of one session, all or nothing; when this resolves, its senders may be told so. */
  async keep(session: string, batch: readonly ReceivedMessage[]): Promise<void> {
    const seen = await this.seenIn(session);
    const sifted = seen.sift(batch);
    const { fresh } = sifted;
    const written = fresh.length === 0 ? nothing : await this.database.transaction((tx) => this.write(tx, session, fresh, sifted.written));
    seen.remember(sifted);
    this.tell(written.troubles);
    for (const [outcome, count] of Object.entries({ ...written.counts, duplicate: batch.length - fresh.length })) this.metrics.records.inc({ source: 'mqtt', outcome }, count);
  }

  /** Takes up what time alone has made due; returns how many doors were looked at. */
  async advance(): Promise<number> {
    const now = this.clock.now();
    const { looked, troubles } = await this.database.transaction(async (tx) => {
      const due = await tx.query<{ sensor: string }>('SELECT sensor FROM door_state WHERE due_at <= ? ORDER BY sensor LIMIT ?', [now, sensorsPerTurn]);
      const codes = due.map(({ sensor }) => sensor);
      const book = await this.openBook(tx, codes);
      for (const code of codes) book.advance(code, now);
      return { looked: codes.length, troubles: (await this.writeBook(tx, book, [])).troubles };
    });
    this.tell(troubles);
    return looked;
  }

  /** Notes that we listened through the last minute, and makes punches of cards that were enrolled meanwhile. */
  async eachMinute(): Promise<void> {
    const now = this.clock.now();
    const watched = [...this.fleet.sensors.values()].filter((each) => each.tellsAbsence).map((each) => each.sensor.code);
    await this.database.transaction(async (tx) => {
      for (let start = 0; start < watched.length; start += 500) await extendWatched(tx, watched.slice(start, start + 500), now);
    });
    await this.takeUpLateCards({ sensors: this.fleet.sensors, sinceAt: now - lateEnrolmentMs });
    await this.noteSilence(now);
  }

  private async takeUpLateCards(reads: LateReads): Promise<void> {
    const done = await this.database.transaction(async (tx) => {
      const changed = await this.cards.changed(tx);
      const passages = [...(await passagesEnrolledSince(tx, reads)), ...(await passagesOfNumbers(tx, reads, changed.numbers))];
      const punches = await punchesOfCards(tx, passages);
      if (punches.length > 0) await appendDelivery(tx, { punches, quarantined: [], rejected: [] });
      return changed.done;
    });
    done();
  }

  /** Finds the sensors that have not been heard for longer than they may be. */
  private async noteSilence(now: number): Promise<void> {
    const listeningSinceAt = this.gap?.toAt ?? 0;
    const sql = "SELECT code FROM door_sensor_health WHERE (last_contact_at < ? OR availability = 'offline') AND NOT EXISTS (SELECT 1 FROM door_sensor_incident i WHERE i.code = door_sensor_health.code AND i.kind = 'silent' AND i.to_at IS NULL) ORDER BY code";
    const codes = (await this.database.query<{ code: string }>(sql, [now - shortestSilenceMs])).map(({ code }) => code);
    for (let start = 0; start < codes.length; start += sensorsPerTurn) {
      const some = codes.slice(start, start + sensorsPerTurn);
      const written = await this.database.transaction(async (tx) => {
        const book = await this.openBook(tx, some);
        for (const code of some) book.noteSilence(code, listeningSinceAt, now);
        return this.writeBook(tx, book, []);
      });
      this.tell(written.troubles);
    }
  }

  /** After the commit. */
  private tell(troubles: readonly SensorTrouble[]): void {
    for (const { sensor, kind, fromAt, toAt } of troubles) {
      if (toAt === null) this.events.emit('device.sensor-incident-opened', { sensor, kind, fromAt });
      else this.events.emit('device.sensor-incident-closed', { sensor, kind, fromAt, toAt });
    }
  }

  /** Every sensor was cut off from us for a while: what each says next did not happen just now. */
  async markAllAway(): Promise<void> {
    const { troubles } = await this.database.transaction(async (tx) => {
      const codes = (await tx.query<{ sensor: string }>('SELECT sensor FROM door_state ORDER BY sensor')).map(({ sensor }) => sensor);
      const book = await this.openBook(tx, codes);
      for (const code of codes) book.markAway(code);
      return this.writeBook(tx, book, []);
    });
    this.tell(troubles);
  }

  private async seenIn(session: string): Promise<SeenPackets> {
    const known = this.sessions.get(session);
    if (known) return known;
    const seen = SeenPackets.of(await this.database.query<PacketBatch>('SELECT number, packets FROM mqtt_batch WHERE client_id = ?', [session]));
    this.sessions.set(session, seen);
    return seen;
  }

  private async write(tx: Transaction, session: string, messages: readonly ReceivedMessage[], packets: PacketBatch): Promise<Written> {
    const codes = new Set(messages.flatMap((message) => message.readings.map((reading) => reading.sensorId)));
    const book = await this.openBook(tx, [...codes]);
    for (const message of messages) for (const reading of message.readings) book.take(reading, message);
    const written = await this.writeBook(tx, book, messages);
    const row = [session, packets.slot, packets.number, packets.packets];
    if (packets.packets !== '') await tx.insert('mqtt_batch', ['client_id', 'slot', 'number', 'packets'], [row], { key: ['client_id', 'slot'], update: ['number', 'packets'] });
    return written;
  }

  /** The memory of some sensors and of all that share a door with them. */
  private async openBook(tx: Transaction, codes: readonly string[]): Promise<DoorBook> {
    const { fleet } = this;
    const wanted = new Set<string>();
    for (const code of codes) {
      const of = fleet.sensors.get(code);
      if (of === undefined) continue;
      wanted.add(code);
      for (const other of [...fleet.contactsOfDoor(of.sensor), ...fleet.readersOfDoor(of.sensor)]) wanted.add(other.sensor.code);
    }
    const memories = await lockMemories(tx, [...wanted]);
    return new DoorBook(fleet, memories, this.gap);
  }

  private async writeBook(tx: Transaction, book: DoorBook, messages: readonly ReceivedMessage[]): Promise<Written> {
    const stored = book.events.length === 0 ? 0 : await tx.insert('door_event', doorEventColumns, book.events.map(doorEventValues), { ignore: doorEventKey });
    book.settleTroubles(this.clock.now());
    await writeTroubles(tx, book.troubles);
    if (book.changed.size > 0) await writeMemories(tx, new Map([...book.changed].map((code) => [code, book.memoryOf(code)])), this.fleet);
    await extendSpans(tx, book.alive, this.fleet, this.gap?.toAt ?? 0);
    await cutSpans(tx, book.gone);
    const punches = await punchesOfCards(tx, book.passages);
    const rejected = messages.filter((message) => message.rejection !== null).map((message) => this.rejectedOf(message));
    if (punches.length + rejected.length > 0) await appendDelivery(tx, { punches, quarantined: [], rejected });
    return { counts: { stored, rejected: rejected.length }, troubles: book.troubles };
  }

  private rejectedOf(message: ReceivedMessage): RejectedRecord {
    const sensor = this.fleet.listeners(message.topic)[0]?.sensor.code ?? message.publisher ?? 'mqtt';
    return { terminal: sensor.slice(0, 64), source: 'mqtt', receivedAt: message.receivedAt, raw: message.payload, reason: `${message.topic}: ${message.rejection ?? ''}` };
  }
}
