import { EventEmitter2 } from '@nestjs/event-emitter';
import { DeviceEvents } from '../../../src/intake/terminals/device-events';
import { join } from 'node:path';
import { DoorProfiles } from '../../../src/intake/doors/door-profiles';
import { DoorRegistry } from '../../../src/intake/doors/door-registry';
import { type DoorSensor } from '../../../src/intake/doors/door-sensor';
import { DoorStore } from '../../../src/intake/doors/door-store';
import { type MqttDelivery } from '../../../src/intake/mqtt/mqtt-message';
import { receive } from '../../../src/intake/mqtt/mqtt-receive';
import { lowBits, plannedCard } from '../../../src/protocols/card-writing';
import { Clock } from '../../../src/platform/clock';
import { Database, type SqlValue } from '../../../src/platform/database/database';
import { Metrics } from '../../../src/platform/health/metrics';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** A clock that is set by the test. */
export class SetClock extends Clock {
  constructor(public at: number) {
    super();
  }

  override now(): number {
    return this.at;
  }
}

/** Tuesday, 08:00 in Jakarta. */
export const morningAt = Date.parse('2026-11-24T08:00:00+07:00');
const profiles = DoorProfiles.read(join(__dirname, '../../../devices/profiles'));

const blank = { name: 'x', unitId: null, zone: 'Asia/Jakarta', door: 'lobby', side: 'none', account: null } as const;

/** A contact whose reports carry neither an identity nor a time. */
export const plainContact: DoorSensor = { ...blank, code: 'plain', profile: 'generic-plain-contact', settings: { parameters: { topic: 'plain', availability_topic: 'plain/lwt' } } };
/** A contact whose reports carry a number and a time. */
export const jsonContact: DoorSensor = { ...blank, code: 'json', door: 'yard', profile: 'generic-json-contact', settings: { parameters: { topic: 'json', path: 'door', availability_topic: 'json/lwt' } } };
/** A reader on the way in, beside the plain contact, which tells when it is gone and never says whether it let anybody in. */
export const reader: DoorSensor = { ...blank, code: 'reader', side: 'in', profile: 'tasmota-rdm6300', settings: { parameters: { address: 'reader' } } };
/** A reader on the way out of the same door, whose reads carry a number, a time and whether the door was opened for them. */
export const jsonReader: DoorSensor = { ...blank, code: 'cards', side: 'out', profile: 'generic-json-card', settings: { parameters: { topic: 'cards' } } };

/** What one message needs to be told of. */
export type Said = Partial<MqttDelivery> & { topic: string; text: string };

/** A database with a fleet, and processes that listen to it one after the other. */
export class DoorSite {
  readonly clock = new SetClock(morningAt);
  /** What is told after commits. */
  readonly heard = new EventEmitter2();
  private packetId = 0;

  private constructor(
    private readonly place: TestDatabase,
    readonly database: Database,
    public store: DoorStore,
  ) {}

  static async open(sensors: readonly DoorSensor[] = [plainContact, jsonContact, reader, jsonReader]): Promise<DoorSite> {
    const place = await createTestDatabase();
    const database = await Database.open(place.url);
    const registry = new DoorRegistry(database, profiles);
    for (const sensor of sensors) await registry.add(sensor);
    const site = new DoorSite(place, database, undefined as unknown as DoorStore);
    await site.restart();
    return site;
  }

  /** Another process takes over: nothing is remembered but what the database holds. */
  async restart(): Promise<void> {
    this.store = new DoorStore(this.database, new DoorRegistry(this.database, profiles), profiles, this.clock, new Metrics(), new DeviceEvents(this.heard));
    await this.store.loadFleet();
  }

  /** The messages as they come off the wire, one second after another unless told otherwise. */
  received(said: readonly Said[]): ReturnType<typeof receive>[] {
    return said.map(({ text, ...changes }) => {
      this.packetId += 1;
      const receivedAt = changes.receivedAt ?? this.clock.at;
      this.clock.at = Math.max(this.clock.at, receivedAt) + 1000;
      const delivery: MqttDelivery = { payload: Buffer.from(text), retained: false, qos: 1, duplicate: false, packetId: this.packetId, queued: false, publisher: null, ...changes, receivedAt };
      return receive(delivery, (each) => this.store.fleet.decode(each), () => undefined);
    });
  }

  /** Keeps messages in one batch. */
  async say(...said: Said[]): Promise<void> {
    await this.store.keep('session', this.received(said));
  }

  /** Events of a sensor in order of time, as `kind value`. */
  async events(sensor: string): Promise<string[]> {
    const rows = await this.database.query<{ kind: string; value: string | null }>('SELECT kind, value FROM door_event WHERE sensor = ? ORDER BY occurred_at, received_at', [sensor]);
    return rows.map(({ kind, value }) => (value === null ? kind : `${kind} ${value}`));
  }

  async punches(): Promise<object[]> {
    return this.database.query('SELECT terminal, pin, wall_clock, state, source FROM punch ORDER BY wall_clock, pin');
  }

  /** Enrols a card on a reader. */
  async enrol(pin: string, terminal: string, fromDate = '2026-01-01', kind = 'pin', employeeId = 'e-1'): Promise<void> {
    const card = kind === 'card' ? plannedCard(pin) : null;
    const row: SqlValue[] = [`${pin}-${terminal}`, pin, kind, terminal, employeeId, fromDate, null, card && lowBits(card)];
    await this.database.transaction((tx) => tx.insert('enrolment', ['id', 'pin', 'kind', 'terminal', 'employee_id', 'from_date', 'to_date', 'card_low'], [row]));
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.place.drop();
  }
}
