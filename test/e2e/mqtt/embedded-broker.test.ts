import { connect, connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { MqttEmbeddedBroker, type MqttEmbeddedBrokerOptions } from '../../../src/intake/mqtt/mqtt-embedded-broker';
import { ProtocolError } from '../../../src/protocols/errors';
import { Ledger, eventually } from './ledger';

const passwords: Record<string, string> = { 'door-1': 'rahasia', 'door-2': 'sandi' };

describe('MqttEmbeddedBroker', () => {
  let ledger: Ledger;
  let broker: MqttEmbeddedBroker;
  let port: number;
  const lines: string[] = [];
  const clients: MqttClient[] = [];

  const start = async (changes: Partial<MqttEmbeddedBrokerOptions> = {}): Promise<void> => {
    broker = new MqttEmbeddedBroker({
      port: 0,
      access: {
        authenticate: ({ username, password }) => username !== null && password !== null && passwords[username] === password.toString(),
        mayPublish: ({ username }, topic) => (topic.startsWith(`doors/${username}/`) ? 'keep' : topic === 'telemetry' ? 'ignore' : 'refuse'),
        maySubscribe: ({ username }, filter) => filter.startsWith(`doors/${username}/`),
      },
      commit: { retryForMs: 300, firstBackoffMs: 20 },
      decode: ({ payload }) => {
        if (payload.toString() === 'poison') throw new ProtocolError('no word of ours', payload);
        return [];
      },
      store: ledger.store,
      now: Date.now,
      log: (level, message) => lines.push(`${level}: ${message}`),
      ...changes,
    });
    port = await broker.start();
  };

  const device = async (name: string, changes: IClientOptions = {}): Promise<MqttClient> => {
    const options = { protocolVersion: 4 as const, clientId: name, username: name, password: passwords[name] ?? '', reconnectPeriod: 50, ...changes };
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`, options);
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  };

  beforeEach(async () => {
    ledger = new Ledger();
    lines.length = 0;
    await start();
  });
  afterEach(async () => {
    ledger.release();
    await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
    await broker.stop();
  });

  it('acknowledges a publish only after the commit', async () => {
    const door = await device('door-1');
    ledger.hold();
    let acknowledged = false;
    const sent = door.publishAsync('doors/door-1/state', 'open', { qos: 1 }).then(() => (acknowledged = true));
    await eventually(() => broker.health().queued === 0 && door.connected);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(acknowledged).toBe(false);
    ledger.release();
    await sent;
    expect(ledger.rows.map((row) => [row.topic, row.payload.toString(), row.publisher])).toEqual([['doors/door-1/state', 'open', 'door-1']]);
  });

  it('storage down then up: the device sends again and everything is kept', async () => {
    const door = await device('door-1');
    ledger.down = true;
    const payloads = Array.from({ length: 50 }, (_, index) => `${index}`);
    const sent = Promise.all(payloads.map((payload) => door.publishAsync('doors/door-1/state', payload, { qos: 1 })));
    await eventually(() => lines.some((line) => line.includes('was disconnected')));
    ledger.down = false;
    await sent;
    expect(ledger.distinct).toEqual(payloads.map((payload) => `doors/door-1/state ${payload}`).sort());
  });

  it('keeps groups: many doors at once, fewer commits than messages', async () => {
    const doors = await Promise.all(['door-1', 'door-2'].map((name) => device(name)));
    await Promise.all(
      doors.flatMap((door, which) =>
        Array.from({ length: 200 }, (_, index) => door.publishAsync(`doors/door-${which + 1}/state`, `${index}`, { qos: 1 })),
      ),
    );
    expect(ledger.distinct).toHaveLength(400);
    expect(ledger.batches.length).toBeLessThan(200);
  });

  it('a live message that asks to be retained is news, not a snapshot', async () => {
    const door = await device('door-1');
    await door.publishAsync('doors/door-1/state', 'open', { qos: 1, retain: true });
    expect(ledger.rows[0]?.retained).toBe(false);
  });

  it('keeps the last will of a device that vanishes', async () => {
    const door = await device('door-1', { will: { topic: 'doors/door-1/online', payload: Buffer.from('false'), qos: 1, retain: true }, reconnectPeriod: 0 });
    door.stream.destroy();
    await eventually(() => ledger.rows.length === 1);
    expect(ledger.distinct).toEqual(['doors/door-1/online false']);
  });

  it('hands malformed messages to the store as rejected and acknowledges them', async () => {
    const door = await device('door-1');
    await door.publishAsync('doors/door-1/state', 'poison', { qos: 1 });
    expect(ledger.rows[0]).toMatchObject({ rejection: 'no word of ours', readings: [] });
  });

  it('lets in nobody without the right password', async () => {
    await expect(device('door-1', { password: 'salah', reconnectPeriod: 0 })).rejects.toThrow(/bad user ?name or password/i);
    await expect(device('stranger', { reconnectPeriod: 0 })).rejects.toThrow(/bad user ?name or password/i);
  });

  it('keeps nothing that a device publishes for another one, and disconnects it', async () => {
    const door = connect(`mqtt://127.0.0.1:${port}`, { protocolVersion: 4, clientId: 'door-2', username: 'door-2', password: 'sandi', reconnectPeriod: 0 });
    clients.push(door);
    door.on('error', () => undefined);
    door.publish('doors/door-1/state', 'closed', { qos: 1 });
    await eventually(() => lines.some((line) => line.includes('may not')));
    await eventually(() => !door.connected);
    expect(ledger.rows).toEqual([]);
  });

  it('lets a device hear only its own topics', async () => {
    const door = await device('door-2');
    const granted = await door.subscribeAsync(['doors/door-2/command', 'doors/door-1/state'], { qos: 1 }).catch(() => null);
    const other = await device('door-1');
    const heard: string[] = [];
    door.on('message', (topic) => heard.push(topic));
    await other.publishAsync('doors/door-1/state', 'open', { qos: 1 });
    await door.publishAsync('doors/door-2/command', 'ping', { qos: 1 });
    await eventually(() => heard.length > 0);
    expect(heard).toEqual(['doors/door-2/command']);
    expect(granted?.find((grant) => grant.topic === 'doors/door-1/state')?.qos ?? 128).toBe(128);
  });

  it('stop keeps what it acknowledged and frees the port', async () => {
    const door = await device('door-1');
    await door.publishAsync('doors/door-1/state', 'open', { qos: 1 });
    await broker.stop();
    await expect(connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 500 })).rejects.toThrow();
    expect(ledger.rows).toHaveLength(1);
  });
});
