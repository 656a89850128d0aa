import { applyDoorFact, advanceDoor } from '../../core/corroboration/door-state';
import { trustedInstant, type TrustedInstant } from '../../core/corroboration/door-rules';
import { type DoorFact } from '../../core/corroboration/door-fact';
import { wallToInstant } from '../../core/time/zone';
import { type CardNumber, lowBits } from '../../protocols/card-writing';
import { cardOfRead } from '../../protocols/door/card-of-read';
import { type BatteryReading, type CardReading, type DeviceEventReading, type DoorReading } from '../../protocols/door/door-reading';
import { deviceInstant, doorFactOf } from '../mqtt/mqtt-door-fact';
import { type MqttDelivery } from '../mqtt/mqtt-message';
import { messageRef, payloadText, rowOfDoorEvent, rowOfReading, type DoorEventRow } from './door-event-row';
import { type DoorFleet, type FleetSensor } from './door-fleet';
import { newSensorMemory, type SensorHealth, type SensorMemory } from './sensor-memory';
import { silentSince, standingAfter, troublesAfter, type SensorTrouble } from './sensor-troubles';

/** A stretch in which this installation did not listen (epoch ms): silence in it meant nothing. */
export interface ListeningGap {
  readonly fromAt: number;
  readonly toAt: number;
}

/** A card that a reader did not refuse: a punch if somebody is enrolled with it here. */
export interface CardPassage {
  readonly sensor: FleetSensor;
  /** As the reader wrote it. */
  readonly uid: string;
  /** Its number, where it is known how this reader writes. */
  readonly card: CardNumber | null;
  readonly at: number;
  readonly receivedAt: number;
}

/** A read that comes twice within this time with the same identity is one. */
const sameReadMs = 60_000;
const rememberedReads = 32;

/**
 * Takes readings in, in their order, and gathers what has to be written: events for the log, passages that may be punches, and
 * what is remembered of each sensor. Pure but for its own memory: it can be thrown away and done again.
 */
export class DoorBook {
  readonly events: DoorEventRow[] = [];
  readonly passages: CardPassage[] = [];
  /** Sensors whose memory changed. */
  readonly changed = new Set<string>();
  /** Signs of life: when a sensor was last heard of. */
  readonly alive = new Map<string, number>();
  /** When a sensor said, or had said of it, that it is gone. */
  readonly gone = new Map<string, number>();

  /** Troubles of sensors that began or ended. */
  readonly troubles: SensorTrouble[] = [];

  constructor(
    private readonly fleet: DoorFleet,
    private readonly memories: Map<string, SensorMemory>,
    private readonly gap: ListeningGap | null,
  ) {}

  memoryOf(code: string): SensorMemory {
    const known = this.memories.get(code);
    if (known) return known;
    const fresh = newSensorMemory(code);
    this.memories.set(code, fresh);
    return fresh;
  }

  /** Takes in one reading of a message. */
  take(reading: DoorReading, message: MqttDelivery): void {
    const of = this.fleet.sensors.get(reading.sensorId);
    if (of === undefined) return;
    const instantOf = (wallClock: string): number => wallToInstant(of.sensor.zone, wallClock);
    const instant = trustedInstant(deviceInstant(reading.deviceTime, instantOf), reading.receivedAt, of.rules);
    this.noteHealth(of, reading, instant);
    if (reading.kind === 'battery') return this.noteBattery(of.sensor.code, reading);
    if ((reading.kind === 'card-read' || reading.kind === 'event') && !this.keepRead(of, reading, instant, message)) return;
    if (reading.kind === 'availability') this.noteAvailability(of, reading, instant, message);
    const fact = doorFactOf(reading, messageRef(message), instantOf);
    if (fact !== null) for (const contact of this.concerned(of, fact)) this.applyFact(contact, fact, reading, message);
  }

  /** Takes in a reading of long ago, as evidence: a card, an event, or what a contact said; how its door stands now is left alone. */
  takeLate(reading: DoorReading, message: MqttDelivery): void {
    const of = this.fleet.sensors.get(reading.sensorId);
    if (of === undefined) return;
    const instant = trustedInstant(deviceInstant(reading.deviceTime, (wallClock) => wallToInstant(of.sensor.zone, wallClock)), reading.receivedAt, of.rules);
    if (reading.kind === 'card-read' || reading.kind === 'event') this.writeRead(of, reading, instant, message);
    if (reading.kind !== 'contact') return;
    const said = { kind: 'device-event', value: `late report: ${reading.contact}`, identity: reading.eventId ?? String(message.receivedAt) } as const;
    this.events.push(rowOfReading(of.sensor.code, said, instant, message, reading.deviceTime));
  }

  /** What the mere passing of time brings for one sensor. */
  advance(code: string, asOf: number): void {
    const of = this.fleet.sensors.get(code);
    if (of === undefined) return;
    const memory = this.memoryOf(code);
    const { state, events } = advanceDoor(memory.door, asOf, of.rules, this.readersHealthy(of, asOf));
    this.put(code, { ...memory, door: state, events: memory.events + events.length });
    this.events.push(...events.map((event, index) => rowOfDoorEvent(event, memory.events + index + 1, null, null, asOf)));
  }

  /** Remembers that a sensor could not reach us for a while: what it says next did not happen just now. */
  markAway(code: string): void {
    const memory = this.memoryOf(code);
    this.put(code, { ...memory, door: { ...memory.door, wasAway: true, ungranted: null } });
  }

  /** Gathers what has become of the sensors themselves; to be called once, when all else is taken in. */
  settleTroubles(at: number): void {
    for (const code of this.changed) {
      const of = this.fleet.sensors.get(code);
      const { troubles = {}, health } = this.memoryOf(code);
      if (of !== undefined) this.noteTroubles(code, troublesAfter(code, troubles, health, isHeard(of, health, at), at));
    }
  }

  /** A sensor that is silent for too long is noted; silence while we did not listen proves nothing. */
  noteSilence(code: string, listeningSinceAt: number, at: number): void {
    const of = this.fleet.sensors.get(code);
    const { troubles = {}, health } = this.memoryOf(code);
    const fromAt = of === undefined || troubles.silent !== undefined ? null : silentSince(health, of, listeningSinceAt, at);
    if (fromAt !== null) this.noteTroubles(code, [{ sensor: code, kind: 'silent', fromAt, toAt: null }]);
  }

  private noteTroubles(code: string, changes: readonly SensorTrouble[]): void {
    if (changes.length === 0) return;
    const memory = this.memoryOf(code);
    this.put(code, { ...memory, troubles: standingAfter(memory.troubles ?? {}, changes) });
    this.troubles.push(...changes);
  }

  // A grant lets the door open, whichever reader of the door gave it; a contact and its coming and going concern itself.
  private concerned(of: FleetSensor, fact: DoorFact): FleetSensor[] {
    if (fact.kind === 'grant') return this.fleet.contactsOfDoor(of.sensor);
    return of.hasContact ? [of] : [];
  }

  private applyFact(contact: FleetSensor, fact: DoorFact, reading: DoorReading, message: MqttDelivery): void {
    const { code } = contact.sensor;
    const memory = this.memoryOf(code);
    const own = { queued: message.queued, ...fact, sensorId: code };
    const step = applyDoorFact(memory.door, own, contact.rules, this.readersHealthy(contact, fact.receivedAt), this.knownUntil(memory, fact));
    this.put(code, { ...memory, door: step.state, events: memory.events + step.events.length });
    for (const [index, event] of step.events.entries()) {
      const caused = event.evidenceRefs.includes(fact.evidenceRef);
      this.events.push(rowOfDoorEvent(event, memory.events + index + 1, caused ? message : null, caused ? reading.deviceTime : null, fact.receivedAt));
    }
  }

  private knownUntil(memory: SensorMemory, fact: DoorFact): number {
    const { gap } = this;
    const heardAt = memory.door.lastHeardAt;
    if (gap === null || heardAt === null || heardAt >= gap.toAt) return fact.receivedAt;
    return Math.max(gap.fromAt, heardAt);
  }

  private readersHealthy(contact: FleetSensor, at: number): boolean {
    return this.fleet.readersOfDoor(contact.sensor).every((reader) => isHealthy(reader, this.memoryOf(reader.sensor.code).health, at));
  }

  /** Returns whether the read is a new one. */
  private keepRead(of: FleetSensor, reading: CardReading | DeviceEventReading, instant: TrustedInstant, message: MqttDelivery): boolean {
    const id = identityOf(reading);
    if (id !== null && this.wasRead(of.sensor.code, id, reading.receivedAt)) return false;
    this.writeRead(of, reading, instant, message);
    return true;
  }

  private writeRead(of: FleetSensor, reading: CardReading | DeviceEventReading, instant: TrustedInstant, message: MqttDelivery): void {
    const trusted = instant.timeSource === 'device';
    const id = identityOf(reading);
    const value = valueOf(reading);
    const kind = reading.kind === 'event' ? 'device-event' : cardKinds[reading.verdict];
    const identity = trusted ? (reading.eventId ?? '') : `${message.receivedAt}|${message.packetId ?? ''}|${id ?? ''}`;
    const card = reading.kind === 'card-read' ? cardOfRead(of.profile, of.config, reading.uid, payloadText(message)) : null;
    const cardLow = card && lowBits(card);
    this.events.push(rowOfReading(of.sensor.code, { kind, value, identity, cardLow }, instant, message, reading.deviceTime));
    if (reading.kind === 'card-read' && reading.verdict !== 'denied') this.passages.push({ sensor: of, uid: reading.uid, card, at: instant.at, receivedAt: reading.receivedAt });
  }

  private wasRead(code: string, id: string, receivedAt: number): boolean {
    const memory = this.memoryOf(code);
    const seen = memory.recentReads.some((read) => read.id === id && receivedAt - read.receivedAt <= sameReadMs);
    if (!seen) this.put(code, { ...memory, recentReads: [...memory.recentReads, { id, receivedAt }].slice(-rememberedReads) });
    return seen;
  }

  private noteAvailability(of: FleetSensor, reading: DoorReading & { kind: 'availability' }, instant: TrustedInstant, message: MqttDelivery): void {
    const { code } = of.sensor;
    const { health } = this.memoryOf(code);
    if (reading.availability === 'offline') this.gone.set(code, reading.receivedAt);
    else if (reading.retained && reading.availability === 'online') this.alive.set(code, reading.receivedAt);
    if (health.availability === reading.availability) return;
    this.putHealth(code, { availability: reading.availability, availabilitySinceAt: instant.at });
    if (reading.retained) return;
    this.events.push(rowOfReading(code, { kind: 'availability', value: reading.availability, identity: String(message.receivedAt) }, instant, message, reading.deviceTime));
  }

  // A retained value was sent at some time before, perhaps by a device that is long dead: no sign of life.
  private noteHealth(of: FleetSensor, reading: DoorReading, instant: TrustedInstant): void {
    if (reading.retained) return;
    const { code } = of.sensor;
    const absent = reading.kind === 'availability' && reading.availability !== 'online';
    if (!absent) {
      this.putHealth(code, { lastContactAt: reading.receivedAt });
      this.alive.set(code, reading.receivedAt);
      this.gone.delete(code);
    }
    if (reading.deviceTime === null || reading.deviceTime.kind === 'uptime') return;
    const clockTrusted = !instant.clockFault;
    if (this.memoryOf(code).health.clockTrusted !== clockTrusted) this.putHealth(code, { clockTrusted, clockSinceAt: reading.receivedAt });
  }

  private noteBattery(code: string, { level, unit }: BatteryReading): void {
    if (unit === 'percent') this.putHealth(code, { batteryPercent: Math.round(level) });
    if (unit === 'low-flag') this.putHealth(code, { batteryLow: level === 1 });
  }

  private putHealth(code: string, change: Partial<SensorHealth>): void {
    const memory = this.memoryOf(code);
    this.put(code, { ...memory, health: { ...memory.health, ...change } });
  }

  private put(code: string, memory: SensorMemory): void {
    this.memories.set(code, memory);
    this.changed.add(code);
  }
}

const cardKinds = { granted: 'card-granted', denied: 'card-denied', unstated: 'card-read' } as const;

const valueOf = (reading: CardReading | DeviceEventReading): string => (reading.kind === 'card-read' ? reading.uid : reading.name);

/** What the payload itself tells of which read this is; null when it tells nothing. */
function identityOf(reading: CardReading | DeviceEventReading): string | null {
  const { eventId, deviceTime } = reading;
  if (eventId === null && (deviceTime === null || deviceTime.kind === 'uptime')) return null;
  return `${valueOf(reading)}|${eventId ?? ''}|${deviceTime === null ? '' : JSON.stringify(deviceTime)}`;
}

/** Whether a sensor is known to work at this moment: it would tell of its absence and did not, or it was heard lately. */
export function isHealthy(of: FleetSensor, health: SensorHealth, at: number): boolean {
  return health.clockTrusted !== false && isHeard(of, health, at);
}

function isHeard(of: FleetSensor, health: SensorHealth, at: number): boolean {
  if (health.availability === 'offline') return false;
  if (of.tellsAbsence && health.availability === 'online') return true;
  return health.lastContactAt !== null && at - health.lastContactAt <= of.silentMs;
}
