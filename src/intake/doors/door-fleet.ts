import { defaultDoorRules, type DoorRules } from '../../core/corroboration/door-rules';
import { decodeDoorMessage } from '../../protocols/door/decode-door-message';
import { type DoorProfile } from '../../protocols/door/door-profile';
import { type DoorReading, type DoorSensorConfig } from '../../protocols/door/door-reading';
import { sensorTopics } from '../../protocols/door/sensor-topics';
import { TopicIndex } from '../../protocols/door/topic';
import { type MqttDelivery } from '../mqtt/mqtt-message';
import { type DoorProfiles, readsCards, tellsAbsence, tellsGrants } from './door-profiles';
import { codecConfig, type DoorSensor } from './door-sensor';

/** A sensor with its profile, and how its door is judged. */
export interface FleetSensor {
  readonly sensor: DoorSensor;
  readonly profile: DoorProfile;
  /** As the codecs take it. */
  readonly config: DoorSensorConfig;
  readonly rules: DoorRules;
  readonly hasContact: boolean;
  /** Says by itself when it is gone; others are believed to work for `silentMs` after each message. */
  readonly tellsAbsence: boolean;
  readonly silentMs: number;
}

const defaultSilentMinutes = 240;

/** The fleet at one moment, ready for the hot path: which sensor listens to a topic, and what shares a door. */
export class DoorFleet {
  readonly sensors: ReadonlyMap<string, FleetSensor>;
  /** Topic filters of all sensors, each once, in order. */
  readonly filters: readonly string[];
  private readonly topics: TopicIndex<FleetSensor>;
  private readonly doors = new Map<string, FleetSensor[]>();

  constructor(sensors: readonly DoorSensor[], profiles: Pick<DoorProfiles, 'find'>) {
    const known = sensors.flatMap((sensor) => {
      const profile = profiles.find(sensor.profile);
      return profile === null ? [] : [{ sensor, profile }];
    });
    const grantingDoors = new Set(known.filter(({ profile }) => tellsGrants(profile)).map(({ sensor }) => doorKey(sensor)));
    const fleet = known.map(({ sensor, profile }) => fleetSensor(sensor, profile, grantingDoors.has(doorKey(sensor))));
    this.sensors = new Map(fleet.map((each) => [each.sensor.code, each]));
    const entries = fleet.flatMap((each) => sensorTopics(each.profile, each.config).map((topic) => [topic, each] as const));
    this.filters = [...new Set(entries.map(([topic]) => topic))].sort();
    this.topics = new TopicIndex(entries);
    for (const each of fleet) this.doors.set(doorKey(each.sensor), [...(this.doors.get(doorKey(each.sensor)) ?? []), each]);
  }

  /** The sensors that listen to a topic. */
  listeners(topic: string): FleetSensor[] {
    return this.topics.lookup(topic);
  }

  /** What a delivery says; nothing when its topic is nobody's. Throws ProtocolError for what nobody understands. */
  decode(delivery: MqttDelivery): DoorReading[] {
    return this.listeners(delivery.topic).flatMap(({ profile, config }) => decodeDoorMessage(profile, config, delivery));
  }

  /** The contacts of the door that a sensor belongs to. */
  contactsOfDoor(sensor: DoorSensor): FleetSensor[] {
    return this.sameDoor(sensor).filter((each) => each.hasContact);
  }

  /** The readers of the door that a sensor belongs to. */
  readersOfDoor(sensor: DoorSensor): FleetSensor[] {
    return this.sameDoor(sensor).filter((each) => readsCards(each.profile));
  }

  private sameDoor(sensor: DoorSensor): FleetSensor[] {
    return this.doors.get(doorKey(sensor)) ?? [];
  }
}

const doorKey = (sensor: DoorSensor): string => `${sensor.unitId ?? ''}\n${sensor.door}`;

function fleetSensor(sensor: DoorSensor, profile: DoorProfile, expectsGrant: boolean): FleetSensor {
  const { heldOpenSeconds, silentMinutes } = sensor.settings;
  return {
    sensor,
    profile,
    config: codecConfig(sensor),
    rules: { ...defaultDoorRules, expectsGrant, ...(heldOpenSeconds === undefined ? {} : { heldOpenMs: heldOpenSeconds * 1000 }) },
    hasContact: profile.polarity !== 'none',
    tellsAbsence: tellsAbsence(profile),
    silentMs: (silentMinutes ?? defaultSilentMinutes) * 60_000,
  };
}
