import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DoorSensorSimulator, type DoorFaults } from '../../../devices/simulators/door/door-sensor-simulator';
import { payloadStyles } from '../../../devices/simulators/door/payload-styles';
import { runDoorSimulator } from '../../../devices/simulators/door/run-door-simulator';
import { seededRandom, walkPeople } from '../../../devices/simulators/door/walk-people';
import type { DoorEvent } from '../../../src/core/corroboration/door-fact';
import { defaultDoorRules } from '../../../src/core/corroboration/door-rules';
import { advanceDoor, applyDoorFact, newDoorState, type DoorState } from '../../../src/core/corroboration/door-state';
import { doorFactOf } from '../../../src/intake/mqtt/mqtt-door-fact';
import type { MqttDelivery, ReceivedMessage } from '../../../src/intake/mqtt/mqtt-message';
import { MqttEmbeddedBroker } from '../../../src/intake/mqtt/mqtt-embedded-broker';
import { MqttSubscriber } from '../../../src/intake/mqtt/mqtt-subscriber';
import { decodeDoorMessage } from '../../../src/protocols/door/decode-door-message';
import type { DoorProfile } from '../../../src/protocols/door/door-profile';
import type { DoorReading, DoorSensorConfig } from '../../../src/protocols/door/door-reading';
import { loadProfiles } from '../../../src/protocols/profiles/load-profiles';
import { sensorProblems, sensorTopics } from '../../../src/protocols/door/sensor-topics';
import { TopicIndex } from '../../../src/protocols/door/topic';
import { Ledger, eventually } from './ledger';
import { sharedBrokerUrl, withMosquitto } from './mosquitto';

const folder = join(__dirname, '../../../devices/profiles');
const { doorSensors } = loadProfiles(readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })));
const jakartaOffsetMs = 7 * 3_600_000;

function profileOf(sensor: DoorSensorConfig): DoorProfile {
  const profile = doorSensors.get(sensor.profileId);
  if (profile === undefined) throw new Error(`no profile ${sensor.profileId}`);
  expect(sensorProblems(profile, sensor)).toEqual([]);
  return profile;
}

// The fleet's part: which sensor listens to which topic.
function decoderFor(fleet: readonly DoorSensorConfig[]): { topics: string[]; decode: (delivery: MqttDelivery) => DoorReading[] } {
  const entries = fleet.flatMap((sensor) => sensorTopics(profileOf(sensor), sensor).map((topic) => [topic, sensor] as const));
  const index = new TopicIndex(entries);
  return {
    topics: entries.map(([topic]) => topic),
    decode: (delivery) => index.lookup(delivery.topic).flatMap((sensor) => decodeDoorMessage(profileOf(sensor), sensor, delivery)),
  };
}

function eventsOf(rows: readonly ReceivedMessage[], sensorId: string): DoorEvent[] {
  let state: DoorState = newDoorState(sensorId);
  const events: DoorEvent[] = [];
  const readings = rows.flatMap((row) => row.readings).filter((reading) => reading.sensorId === sensorId);
  for (const reading of readings) {
    const fact = doorFactOf(reading, 'row', (wallClock) => Date.parse(`${wallClock.replace(' ', 'T')}Z`) - jakartaOffsetMs);
    if (fact === null) continue;
    const step = applyDoorFact(state, fact, defaultDoorRules, true);
    state = step.state;
    events.push(...step.events);
  }
  return [...events, ...advanceDoor(state, Date.now() + 30_000, defaultDoorRules, true).events];
}

const plan = { passages: 3, openForMs: 500, restMs: 500, vanishEvery: 0, awayMs: 200, cards: ['94D8FC5F', '00A1B2C3'] };

withMosquitto()('simulated doors through Mosquitto', () => {
  const listen = async (sensors: readonly DoorSensorSimulator[]) => {
    const ledger = new Ledger();
    const { topics, decode } = decoderFor(sensors.map((sensor) => sensor.fleetRow));
    const subscriber = new MqttSubscriber({
      url: sharedBrokerUrl, clientId: `hadir-doors-${randomUUID()}`, protocolVersion: 5, sessionExpirySeconds: 60, filters: topics, decode, store: ledger.store, now: Date.now, log: () => undefined,
    });
    subscriber.start();
    await subscriber.ready();
    return { ledger, subscriber };
  };

  const play = async (faults: DoorFaults, changes: Partial<typeof plan> = {}) => {
    const sensors = Object.keys(payloadStyles).map(
      (profileId) => new DoorSensorSimulator({ url: sharedBrokerUrl, profileId, name: `${randomUUID().slice(0, 8)}-${profileId}`, faults }),
    );
    const { ledger, subscriber } = await listen(sensors);
    const random = seededRandom(7);
    await Promise.all(
      sensors.map(async (sensor) => {
        await sensor.start();
        await walkPeople(sensor, { ...plan, ...changes }, random);
        await sensor.stop();
      }),
    );
    // The sensors have had all their PUBACKs; what the broker still holds for us has come when two looks see the same.
    let seen = -1;
    await eventually(() => {
      const settled = subscriber.health().received === seen && subscriber.health().queued === 0 && ledger.rows.length === seen;
      seen = subscriber.health().received;
      return settled && seen > 0;
    });
    await subscriber.stop();
    return { sensors, ledger };
  };

  it.each([
    ['nothing wrong', {}],
    ['every report twice', { redeliver: true }],
    ['clocks of 1970', { clockOf1970: true }],
    ['everything retained', { retain: true }],
    ['bouncing contacts', { bounce: true }],
  ] as [string, DoorFaults][])('%s: what happened at each door is what is told of it', async (_, faults) => {
    const { sensors, ledger } = await play(faults);
    expect(ledger.rows.filter((row) => row.rejection !== null)).toEqual([]);
    for (const sensor of sensors) {
      const { sensorId } = sensor.fleetRow;
      const happened = sensor.truth.filter((each) => each.kind !== 'card').map((each) => each.kind);
      const told = eventsOf(ledger.rows, sensorId).filter((event) => event.kind !== 'held-open');
      expect([sensorId, told.map((event) => event.kind)]).toEqual([sensorId, happened]);
      if (faults.clockOf1970 === true) expect(told.filter((event) => event.timeSource !== 'receipt')).toEqual([]);
      const cards = sensor.truth.flatMap((each) => (each.kind === 'card' ? [each.uid] : []));
      const read = ledger.rows.flatMap((row) => row.readings).flatMap((reading) => (reading.kind === 'card-read' && reading.sensorId === sensorId ? [asHex(reading.uid, sensor)] : []));
      expect([sensorId, new Set(read)]).toEqual([sensorId, new Set(cards)]);
      expect(read).toHaveLength(cards.length * (faults.redeliver === true ? 2 : 1));
    }
    await forget(sensors);
  });

  it('a sensor that vanishes is known to be away, and comes back without an invented event', async () => {
    const { sensors, ledger } = await play({}, { vanishEvery: 2 });
    for (const sensor of sensors) {
      const happened = sensor.truth.filter((each) => each.kind !== 'card').map((each) => each.kind);
      expect(eventsOf(ledger.rows, sensor.fleetRow.sensorId).map((event) => event.kind)).toEqual(happened);
    }
    const away = ledger.rows.flatMap((row) => row.readings).filter((reading) => reading.kind === 'availability' && reading.availability !== 'online');
    expect(new Set(away.map((reading) => reading.sensorId)).size).toBe(Object.values(payloadStyles).filter((style) => style.availability !== undefined).length);
    await forget(sensors);
  });

  it('retained values at subscription are snapshots: no event, and no card read', async () => {
    const before = await play({ retain: true });
    const { ledger, subscriber } = await listen(before.sensors);
    await eventually(() => ledger.rows.length >= before.sensors.length);
    await subscriber.stop();
    expect(ledger.rows.every((row) => row.retained)).toBe(true);
    for (const sensor of before.sensors) expect(eventsOf(ledger.rows, sensor.fleetRow.sensorId)).toEqual([]);
    expect(ledger.rows.flatMap((row) => row.readings).filter((reading) => reading.kind === 'card-read')).toEqual([]);
    await forget(before.sensors);
  });

  it('the command line prints the fleet, then the truth', async () => {
    const lines: string[] = [];
    const prefix = randomUUID().slice(0, 8);
    const args = ['--profile', 'generic-json-contact', '--passages', '2', '--open-ms', '5', '--rest-ms', '5', '--prefix', prefix];
    const truth = await runDoorSimulator(args, (line) => lines.push(line));
    expect(truth.map((each) => each.kind)).toEqual(['opened', 'closed', 'opened', 'closed']);
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(['fleet', 'kind', 'kind', 'kind', 'kind']);
    await expect(runDoorSimulator(['--fault', 'fire'])).rejects.toThrow(/--fault fire/);
    await expect(runDoorSimulator(['--profile', 'toaster'])).rejects.toThrow(/toaster/);
  });
});

it('a simulated door through the embedded broker', async () => {
  const ledger = new Ledger();
  const access = { authenticate: () => true, mayPublish: () => 'keep' as const, maySubscribe: () => false };
  const row = { sensorId: 'front', profileId: 'generic-json-contact', parameters: payloadStyles['generic-json-contact']?.parameters('front') ?? {} };
  const broker = new MqttEmbeddedBroker({ port: 0, access, decode: decoderFor([row]).decode, store: ledger.store, now: Date.now, log: () => undefined });
  const port = await broker.start();
  const sensor = new DoorSensorSimulator({ url: `mqtt://127.0.0.1:${port}`, profileId: 'generic-json-contact', name: 'front', username: 'front', password: 'x' });
  await sensor.start();
  await walkPeople(sensor, { ...plan, passages: 2, vanishEvery: 1 }, seededRandom(3));
  await sensor.stop();
  await broker.stop();
  expect(eventsOf(ledger.rows, 'front').map((event) => event.kind)).toEqual(sensor.truth.map((each) => each.kind));
  expect(ledger.rows.flatMap((each) => each.readings).filter((reading) => reading.kind === 'availability').map((reading) => reading.kind === 'availability' && reading.availability)).toContain('offline');
});

// A Wiegand reader tells its card as a decimal number.
function asHex(uid: string, sensor: DoorSensorSimulator): string {
  return sensor.fleetRow.profileId === 'tasmota-wiegand' ? Number(uid).toString(16).toUpperCase().padStart(8, '0') : uid;
}

// Clears what the sensors left retained on the broker that others use too.
async function forget(sensors: readonly DoorSensorSimulator[]): Promise<void> {
  const { connectAsync } = await import('mqtt');
  const client = await connectAsync(sharedBrokerUrl);
  const topics = sensors.flatMap((sensor) => sensorTopics(profileOf(sensor.fleetRow), sensor.fleetRow)).filter((topic) => !topic.includes('+') && !topic.startsWith('-'));
  await Promise.all(topics.map((topic) => client.publishAsync(topic, '', { retain: true, qos: 1 })));
  await client.publishAsync('home/OMG_1/LWT', '', { retain: true });
  await client.endAsync();
}
