import { connect } from 'mqtt';
import { type DoorFaults, type DoorSensorSimulator } from '../../../devices/simulators/door/door-sensor-simulator';
import { seededRandom, walkPeople } from '../../../devices/simulators/door/walk-people';
import { DoorService, eventuallySame, happened } from './door-service';

jest.setTimeout(300_000);

const movements = ['opened', 'closed'];
const cards = ['card-granted', 'card-denied'];
const walk = { passages: 4, openForMs: 700, restMs: 700, vanishEvery: 0, awayMs: 200, cards: ['94D8FC5F', '00A1B2C3'] };

/** Doors over a service of its own, which is the broker too. */
describe('doors through the embedded broker', () => {
  let doors: DoorService;
  beforeAll(async () => {
    doors = await DoorService.start();
  });
  afterAll(() => doors.stop());

  const fleet: [string, string, DoorFaults][] = [
    ['zigbee', 'zigbee2mqtt-contact', {}],
    ['tasmota-twice', 'tasmota-switch-contact', { redeliver: true }],
    ['esphome-twice', 'esphome-contact', { redeliver: true }],
    ['json-1970', 'generic-json-contact', { clockOf1970: true, redeliver: true }],
    ['shelly-retained', 'shelly-gen1-dw', { retain: true }],
    ['plain-bouncing', 'generic-plain-contact', { bounce: true }],
    ['gen2-bouncing', 'shelly-gen2-input', { bounce: true, redeliver: true }],
    ['blu', 'shelly-blu-dw', { redeliver: true }],
    ['cards-twice', 'generic-json-card', { redeliver: true }],
    ['rfid-1970', 'esp-rfid', { clockOf1970: true, redeliver: true }],
  ];

  it('what happened is what the ledger holds, whatever was said twice, too late, retained or by a clock of 1970', async () => {
    const sensors = await Promise.all(fleet.map(([name, profileId, faults]) => doors.addDoor({ name, profileId, faults })));
    const random = seededRandom(5);
    await Promise.all(
      sensors.map(async (sensor) => {
        await sensor.start();
        await walkPeople(sensor, walk, random);
      }),
    );
    for (const sensor of sensors) {
      const { sensorId } = sensor.fleetRow;
      const truth = happened(sensor);
      expect(truth.length).toBeGreaterThanOrEqual(4);
      await eventuallySame(() => doors.told(sensorId, [...movements, ...cards]), truth);
    }
    const timeless = (await doors.events('json-1970')).filter((event) => movements.includes(event.kind));
    expect(timeless.map(({ kind, timeTrusted, occurredAt }) => ({ kind, timeTrusted, occurredAt }))).toEqual(timeless.map(({ kind, receivedAt }) => ({ kind, timeTrusted: false, occurredAt: receivedAt })));
    const health = await doors.api<{ health: object }>('GET', 'door-sensors/json-1970');
    expect(health.body.health).toMatchObject({ availability: 'online', clockTrusted: false, state: 'closed' });
  });

  it('storage down then up: nothing is acknowledged meanwhile, and nothing is lost', async () => {
    const sensor = await doors.addDoor({ name: 'storage', profileId: 'generic-plain-contact' });
    await sensor.start();
    await doors.sql('ALTER TABLE door_state RENAME TO door_state_away');
    let acknowledged = false;
    const moves = walkThrough(sensor, 3).then(() => (acknowledged = true));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(acknowledged).toBe(false);
    await doors.sql('ALTER TABLE door_state_away RENAME TO door_state');
    await moves;
    await eventuallySame(() => doors.told('storage', movements), happened(sensor));
  });

  it('kill -9 between receipt and commit, again and again: truth = ledger', async () => {
    const contact = await doors.addDoor({ name: 'killed', profileId: 'generic-plain-contact' });
    const reader = await doors.addDoor({ name: 'killed-cards', profileId: 'generic-json-card' });
    await Promise.all([contact.start(), reader.start()]);
    for (let round = 0; round < 3; round += 1) {
      await doors.sql('ALTER TABLE door_state RENAME TO door_state_away');
      const moves = walkThrough(contact, 2);
      const reads = Promise.all(['A1', 'B2', 'C3'].map((uid) => reader.showCard(`${uid}${round}0`, true)));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await doors.killAndRestart(() => doors.sql('ALTER TABLE door_state_away RENAME TO door_state'));
      await Promise.all([moves, reads]);
    }
    await eventuallySame(() => doors.told('killed', movements), happened(contact));
    await eventuallySame(async () => (await doors.told('killed-cards', cards)).sort(), happened(reader).sort());
  });

  it('lets nobody in without the right password, and keeps nothing that is said in the name of another', async () => {
    const refused = (credentials: object): Promise<string> =>
      new Promise((resolve) => {
        const client = connect(doors.brokerUrl, { protocolVersion: 4, reconnectPeriod: 0, ...credentials });
        client.on('connect', () => (client.end(true), resolve('let in')));
        client.on('error', (error) => (client.end(true), resolve(error.message)));
      });
    expect(await refused({})).toMatch(/bad user ?name or password/i);
    expect(await refused({ username: 'zigbee', password: 'wrong' })).toMatch(/bad user ?name or password/i);
    const before = (await doors.events('storage')).length;
    const stranger = connect(doors.brokerUrl, { protocolVersion: 4, reconnectPeriod: 0, username: 'zigbee', password: 'pintu-rahasia' });
    stranger.on('error', () => undefined);
    const closed = new Promise((resolve) => stranger.on('close', () => resolve(true)));
    stranger.publish('plain/storage', 'open', { qos: 1 });
    await closed;
    expect((await doors.events('storage')).length).toBe(before);
  });

  it('says what is wrong with a sensor, and forgets one that is removed', async () => {
    const wrong = await doors.api<{ problems: string[] }>('POST', 'door-sensors', { code: 'x', name: 'x', door: 'x', profile: 'tasmota-switch-contact', parameters: { adress: 'x' } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.problems).toEqual(expect.arrayContaining([expect.stringContaining('"address" is missing'), expect.stringContaining('no parameter "adress"'), expect.stringContaining('"invert"')]));
    expect((await doors.api('DELETE', 'door-sensors/blu')).status).toBe(204);
    expect((await doors.api('GET', 'door-sensors/blu')).status).toBe(404);
    expect((await doors.events('blu')).length).toBeGreaterThan(0);
  });
});

/** Movements that are reported as fast as they are acknowledged. */
async function walkThrough(sensor: DoorSensorSimulator, times: number): Promise<void> {
  const reports: Promise<void>[] = [];
  for (let time = 0; time < times * 2; time += 1) {
    reports.push(sensor.move(!sensor.isOpen));
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await Promise.all(reports);
}
