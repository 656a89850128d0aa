import { DoorProfiles } from '../../../src/intake/doors/door-profiles';
import { DoorRegistry } from '../../../src/intake/doors/door-registry';
import { DoorStore } from '../../../src/intake/doors/door-store';
import { type MqttDelivery } from '../../../src/intake/mqtt/mqtt-message';
import { receive } from '../../../src/intake/mqtt/mqtt-receive';
import { jsonContact, jsonReader } from '../doors/door-site';
import { IntakeUnderTest } from './intake-under-test';

jest.setTimeout(60_000);

describe('a report of a door that could not be read when it came', () => {
  let intake: IntakeUnderTest;
  let store: DoorStore;
  beforeAll(async () => {
    intake = await IntakeUnderTest.start();
    for (const sensor of [jsonContact, jsonReader]) await intake.app.get(DoorRegistry).add(sensor);
    store = intake.app.get(DoorStore);
    await store.loadFleet();
    await intake.database.transaction((tx) => tx.insert('enrolment', ['id', 'pin', 'terminal', 'employee_id', 'from_date', 'to_date'], [['1', 'CAFE', 'cards', 'e-1', '2026-01-01', null]]));
  });
  afterAll(() => intake.stop());

  const say = (topic: string, text: string): Promise<void> => {
    const delivery: MqttDelivery = { topic, payload: Buffer.from(text), retained: false, receivedAt: intake.clock.now(), qos: 1, duplicate: false, packetId: null, queued: false, publisher: null };
    return store.keep('s', [receive(delivery, (each) => store.fleet.decode(each), () => undefined)]);
  };
  /** Keeps a text that is none and gives the id of what became of it. */
  const unread = async (topic: string, text: string): Promise<string> => {
    await say(topic, text);
    const [row] = await intake.database.query<{ id: string }>("SELECT id FROM rejected_record WHERE status = 'open' ORDER BY received_at DESC");
    return row?.id ?? '';
  };
  const replay = (id: string, text?: string) => intake.api<{ status: string; code?: string; detail?: string; type?: string }>('POST', `rejected-records/${id}/replay`, text === undefined ? {} : { text });

  it('makes the punch of a known card, of the time when it was read, once', async () => {
    const at = intake.clock.now();
    const id = await unread('cards', '{"id":1,"uid":"CAFE",');
    expect(id).not.toBe('');
    expect((await replay(id)).status).toBeGreaterThanOrEqual(400);
    intake.clock.advance(3 * 86_400_000);
    const text = `{"id":1,"uid":"CAFE","granted":true,"time":"${new Date(at - 1000).toISOString()}"}`;
    expect((await replay(id, text)).body).toMatchObject({ status: 'replayed' });
    expect(await intake.database.query('SELECT terminal, pin, received_at, source FROM punch')).toEqual([{ terminal: 'cards', pin: 'CAFE', received_at: at, source: 'mqtt' }]);
    expect(await intake.database.query('SELECT sensor, kind, value, occurred_at FROM door_event')).toEqual([{ sensor: 'cards', kind: 'card-granted', value: 'CAFE', occurred_at: at - 1000 }]);
    expect((await replay(id, text)).status).toBe(409);
  });

  it('of a contact is evidence, and moves no door', async () => {
    await say('json', '{"id":1,"door":"open"}');
    const id = await unread('json', '{"id":2,"door":"closed"');
    intake.clock.advance(60_000);
    expect((await replay(id, '{"id":2,"door":"closed"}')).body).toMatchObject({ status: 'replayed' });
    expect(await intake.database.query('SELECT state FROM door_sensor_health WHERE code = ?', ['json'])).toEqual([{ state: 'open' }]);
    expect(await intake.database.query("SELECT kind, value FROM door_event WHERE sensor = 'json'")).toEqual([{ kind: 'device-event', value: 'late report: closed' }]);
  });

  it('stays as it is when its sensor is gone', async () => {
    const id = await unread('json', 'no json');
    await intake.app.get(DoorRegistry).remove('json');
    expect((await replay(id, '{"id":3,"door":"open"}')).status).toBe(409);
    expect(await intake.database.query('SELECT status FROM rejected_record WHERE id = ?', [id])).toEqual([{ status: 'open' }]);
    expect(intake.app.get(DoorProfiles).find('generic-json-contact')).not.toBeNull();
  });
});
