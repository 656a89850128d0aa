import { connect, connectAsync, type IClientOptions } from 'mqtt';
import { MqttEmbeddedBroker } from '../../../src/intake/mqtt/mqtt-embedded-broker';
import { MqttSubscriber, type MqttTls } from '../../../src/intake/mqtt/mqtt-subscriber';
import { OwnAuthority } from '../../support/own-authority';
import { OwnMosquitto } from '../../support/own-mosquitto';
import { eventually, Ledger } from './ledger';
import { withMosquitto } from './mosquitto';

const site = new OwnAuthority('the site');
const stranger = new OwnAuthority('a stranger');
const server = site.issue('broker');
const service = site.issue('service');

/** What an attempt to connect comes to: `let in`, or why not. */
const attempt = (url: string, options: IClientOptions): Promise<string> =>
  new Promise((resolve) => {
    const client = connect(url, { reconnectPeriod: 0, connectTimeout: 5000, protocolVersion: 4, ...options });
    const end = (outcome: string): void => void client.end(true, () => resolve(outcome));
    client.on('connect', () => end('let in'));
    client.on('error', (error) => end(error.message));
    client.on('close', () => end('closed'));
  });

withMosquitto(false)('a broker behind TLS with an authority of its own', () => {
  let broker: OwnMosquitto;
  const subscribers: MqttSubscriber[] = [];
  beforeAll(async () => {
    broker = await OwnMosquitto.start({ ca: site.ca, ...server });
  });
  afterEach(() => Promise.all(subscribers.splice(0).map((subscriber) => subscriber.stop())));
  afterAll(() => broker.remove());

  const listen = (tls: MqttTls, ledger: Ledger, log: string[]): MqttSubscriber => {
    const subscriber = new MqttSubscriber({
      url: broker.url, clientId: `tls-${subscribers.length}-${log.length}`, protocolVersion: 5, tls, filters: ['pintu/#'], reconnectMs: 50,
      decode: () => [], store: ledger.store, now: Date.now, log: (level, message, fields) => log.push(`${level} ${message} ${JSON.stringify(fields)}`),
    });
    subscribers.push(subscriber);
    subscriber.start();
    return subscriber;
  };

  it('is heard by a service that believes its authority and shows a certificate, also after it restarted', async () => {
    const ledger = new Ledger();
    const subscriber = listen({ ca: site.ca, ...service }, ledger, []);
    await subscriber.ready();
    const device = await connectAsync(broker.url, { ca: site.ca, ...site.issue('door'), reconnectPeriod: 50 });
    device.on('error', () => undefined);
    await device.publishAsync('pintu/1', 'open', { qos: 1 });
    await eventually(() => ledger.distinct.length === 1);
    await broker.stop();
    await eventually(() => !subscriber.health().connected);
    await broker.start();
    await device.publishAsync('pintu/1', 'closed', { qos: 1 });
    await eventually(() => ledger.distinct.length === 2);
    expect(ledger.distinct).toEqual(['pintu/1 closed', 'pintu/1 open']);
    await device.endAsync();
  });

  it.each([
    ['the broker is of an authority that it does not know', { ca: stranger.ca, ...service }, /self.signed|unable to|issuer|verify/i],
    ['no authority is named', { ...service }, /self.signed|unable to|issuer|verify/i],
    ['it has no certificate to show', { ca: site.ca }, /./],
  ])('is not connected to when %s, and says so', async (_, tls, why) => {
    const log: string[] = [];
    const subscriber = listen(tls, new Ledger(), log);
    await eventually(() => log.some((line) => line.startsWith('warn') || line.startsWith('error')));
    expect(log.join('\n')).toMatch(why);
    expect(subscriber.health().connected).toBe(false);
  });
});

describe('the embedded broker with TLS', () => {
  const ledger = new Ledger();
  const start = async (tls: { cert: string; key: string; ca?: string }): Promise<{ broker: MqttEmbeddedBroker; port: number }> => {
    const broker = new MqttEmbeddedBroker({
      port: 0, tls, access: { authenticate: () => true, mayPublish: () => 'keep', maySubscribe: () => false },
      decode: () => [], store: ledger.store, now: Date.now, log: () => undefined,
    });
    return { broker, port: await broker.start() };
  };

  it('hears devices that believe its authority, and nobody without encryption', async () => {
    const { broker, port } = await start(server);
    const device = await connectAsync(`mqtts://127.0.0.1:${port}`, { ca: site.ca, protocolVersion: 4 });
    await device.publishAsync('pintu/2', 'open', { qos: 1 });
    await device.endAsync();
    expect(ledger.distinct).toEqual(['pintu/2 open']);
    expect(await attempt(`mqtts://127.0.0.1:${port}`, { ca: stranger.ca })).toMatch(/self.signed|unable to|issuer|verify/i);
    expect(await attempt(`mqtt://127.0.0.1:${port}`, {})).not.toBe('let in');
    await broker.stop();
  });
});
