import { randomUUID } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';
import { MqttSubscriber, type MqttSubscriberOptions } from '../../../src/intake/mqtt/mqtt-subscriber';
import { ProtocolError } from '../../../src/protocols/errors';
import { Ledger, eventually } from './ledger';
import { OwnMosquitto } from '../../support/own-mosquitto';
import { sharedBrokerUrl, withMosquitto } from './mosquitto';

const quick = { retryForMs: 300, firstBackoffMs: 20 };
const messages = (topic: string, from: number, to: number) => Array.from({ length: to - from }, (_, index) => ({ topic, payload: `${from + index}` }));
const asRows = (sent: { topic: string; payload: string }[]) => sent.map(({ topic, payload }) => `${topic} ${payload}`).sort();

withMosquitto()('MqttSubscriber against Mosquitto', () => {
  let ledger: Ledger;
  let topic: string;
  let publisher: MqttClient;
  const open: MqttSubscriber[] = [];
  const sessions: { url: string; clientId: string; protocolVersion: 4 | 5 }[] = [];
  const lines: string[] = [];

  const subscriber = (changes: Partial<MqttSubscriberOptions> = {}): MqttSubscriber => {
    const options: MqttSubscriberOptions = {
      url: sharedBrokerUrl,
      clientId: `hadir-test-${randomUUID()}`,
      protocolVersion: 5,
      filters: [`${topic}/#`],
      reconnectMs: 50,
      commit: quick,
      decode: () => [],
      store: ledger.store,
      now: Date.now,
      log: (level, message) => lines.push(`${level}: ${message}`),
      ...changes,
    };
    sessions.push(options);
    const made = new MqttSubscriber(options);
    open.push(made);
    made.start();
    return made;
  };

  const publish = async (sent: { topic: string; payload: string }[], by = publisher) => {
    await Promise.all(sent.map((message) => by.publishAsync(message.topic, message.payload, { qos: 1 })));
  };

  beforeEach(async () => {
    ledger = new Ledger();
    topic = `hadir-test/${randomUUID()}`;
    lines.length = 0;
    publisher = await connectAsync(sharedBrokerUrl, { reconnectPeriod: 50 });
  });

  afterEach(async () => {
    ledger.release();
    await Promise.all(open.splice(0).map((each) => each.stop()));
    await publisher.endAsync(true);
    for (const { url, clientId, protocolVersion } of sessions.splice(0)) {
      if (url === sharedBrokerUrl) await (await connectAsync(url, { clientId, protocolVersion, clean: true })).endAsync();
    }
  });

  it.each([4, 5] as const)('stores every message in its order and acknowledges each (protocol version %i)', async (protocolVersion) => {
    const listening = subscriber({ protocolVersion });
    await listening.ready();
    const sent = messages(`${topic}/a`, 0, 500);
    await publish(sent);
    await eventually(() => listening.health().acknowledged === 500);
    expect(ledger.rows.map((row) => row.payload.toString())).toEqual(sent.map(({ payload }) => payload));
    expect(ledger.rows.every((row) => row.qos === 1 && !row.retained && !row.duplicate)).toBe(true);
    expect(ledger.batches.length).toBeLessThan(500);
  });

  it('hears of messages sent while it was away', async () => {
    const clientId = `hadir-test-${randomUUID()}`;
    const before = subscriber({ clientId });
    await before.ready();
    await before.stop();
    const sent = messages(`${topic}/a`, 0, 100);
    await publish(sent);
    subscriber({ clientId });
    await eventually(() => ledger.rows.length >= 100);
    expect(ledger.distinct).toEqual(asRows(sent));
  });

  it('acknowledges nothing before the commit: who leaves without one gets it all again', async () => {
    const clientId = `hadir-test-${randomUUID()}`;
    ledger.hold();
    const before = subscriber({ clientId });
    await before.ready();
    await publish(messages(`${topic}/a`, 0, 20));
    await eventually(() => before.health().received === 20);
    await before.stop();
    expect(before.health().acknowledged).toBe(0);
    const again = new Ledger();
    subscriber({ clientId, store: again.store });
    await eventually(() => again.rows.length >= 20);
    expect(again.distinct).toEqual(asRows(messages(`${topic}/a`, 0, 20)));
    expect(again.rows.every((row) => row.duplicate)).toBe(true);
  });

  it('tells a retained value at subscription from a live message that asks to be retained', async () => {
    await publisher.publishAsync(`${topic}/door`, 'old', { qos: 1, retain: true });
    await subscriber().ready();
    await eventually(() => ledger.rows.length === 1);
    await publisher.publishAsync(`${topic}/door`, 'new', { qos: 1, retain: true });
    await eventually(() => ledger.rows.length === 2);
    expect(ledger.rows.map((row) => [row.payload.toString(), row.retained])).toEqual([['old', true], ['new', false]]);
    await publisher.publishAsync(`${topic}/door`, '', { qos: 1, retain: true });
  });

  it('hands malformed messages to the store as rejected, then acknowledges them', async () => {
    const decode = ({ payload }: { payload: Buffer }) => {
      if (payload.toString() === 'poison') throw new ProtocolError('payload is not JSON', payload);
      if (payload.toString() === 'bug') throw new TypeError('cannot read');
      return [];
    };
    const listening = subscriber({ decode });
    await listening.ready();
    await publish(['fine', 'poison', 'bug'].map((payload) => ({ topic, payload })));
    await eventually(() => listening.health().acknowledged === 3);
    const rejections = Object.fromEntries(ledger.rows.map((row) => [row.payload.toString(), row.rejection]));
    expect(rejections).toEqual({ fine: null, poison: 'payload is not JSON', bug: expect.stringContaining('decoder failed') });
    expect(lines.filter((line) => line.includes('decoder failed'))).toHaveLength(1);
  });

  it('storage down then up: gives back, drops the connection, gets everything again, says so once', async () => {
    const listening = subscriber();
    await listening.ready();
    ledger.down = true;
    const sent = messages(`${topic}/a`, 0, 200);
    await publish(sent);
    await eventually(() => lines.some((line) => line.includes('dropping the connection')));
    expect(listening.health()).toMatchObject({ acknowledged: 0, storeFailing: true });
    ledger.down = false;
    await eventually(() => ledger.distinct.length === 200 && listening.health().acknowledged >= 200);
    expect(ledger.distinct).toEqual(asRows(sent));
    expect(lines.filter((line) => line.includes('does not keep messages'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('keeps messages again'))).toHaveLength(1);
  });

  it('a store that never answers is treated as away, and what nobody sends again is kept', async () => {
    const listening = subscriber();
    await listening.ready();
    ledger.hold();
    await publisher.publishAsync(`${topic}/q0`, 'once', { qos: 0 });
    await publish([{ topic: `${topic}/q1`, payload: 'again' }]);
    await eventually(() => lines.some((line) => line.includes('dropping the connection')));
    ledger.release();
    await eventually(() => ledger.distinct.length === 2);
    expect(ledger.distinct).toEqual(asRows([{ topic: `${topic}/q0`, payload: 'once' }, { topic: `${topic}/q1`, payload: 'again' }]));
  });

  it('a full queue holds the broker back and loses nothing', async () => {
    const listening = subscriber({ commit: { ...quick, maximumQueue: 10, maximumBatch: 3 } });
    await listening.ready();
    const sent = messages(`${topic}/a`, 0, 300);
    await publish(sent);
    await eventually(() => listening.health().acknowledged === 300);
    expect(ledger.distinct).toEqual(asRows(sent));
    expect(Math.max(...ledger.batches.map((batch) => batch.length))).toBeLessThanOrEqual(3);
  });

  it('workers of a share group split the messages among them', async () => {
    const ledgers = [new Ledger(), new Ledger()] as const;
    const group = randomUUID();
    const workers = ledgers.map(({ store }) => subscriber({ store, shareGroup: group }));
    await Promise.all(workers.map((worker) => worker.ready()));
    const sent = messages(`${topic}/a`, 0, 200);
    await publish(sent);
    await eventually(() => ledgers[0].rows.length + ledgers[1].rows.length === 200);
    expect([...ledgers[0].distinct, ...ledgers[1].distinct].sort()).toEqual(asRows(sent));
    expect(Math.min(ledgers[0].rows.length, ledgers[1].rows.length)).toBeGreaterThan(0);
  });

  it('broker restart: the session and what it held survive, the subscriber returns by itself', async () => {
    const broker = await OwnMosquitto.start();
    const device = await connectAsync(broker.url, { reconnectPeriod: 50 });
    device.on('error', () => undefined);
    try {
      const connections: boolean[] = [];
      const listening = subscriber({ url: broker.url, onConnection: (connected) => connections.push(connected) });
      await listening.ready();
      ledger.hold();
      await publish(messages(`${topic}/a`, 0, 50), device);
      await eventually(() => listening.health().received === 50);
      await broker.stop();
      await eventually(() => connections.at(-1) === false);
      ledger.release();
      const during = publish(messages(`${topic}/a`, 50, 100), device);
      await broker.start();
      await during;
      await eventually(() => ledger.distinct.length === 100);
      expect(ledger.distinct).toEqual(asRows(messages(`${topic}/a`, 0, 100)));
      expect(connections).toEqual([true, false, true]);
    } finally {
      await device.endAsync(true);
      await Promise.all(open.splice(0).map((each) => each.stop()));
      await broker.remove();
    }
  });

  it('refuses settings under which a failing store would outlast the keepalive', () => {
    const options = { url: sharedBrokerUrl, clientId: 'x', protocolVersion: 5 as const, filters: [], decode: () => [], store: ledger.store, now: Date.now, log: () => undefined };
    expect(() => new MqttSubscriber({ ...options, keepaliveSeconds: 10, commit: { retryForMs: 10_000 } })).toThrow(RangeError);
  });
});
