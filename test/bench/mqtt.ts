import { connect, connectAsync } from 'mqtt';
import type { DecodeDelivery, StoreMessages } from '../../src/intake/mqtt/mqtt-message';
import { MqttSubscriber } from '../../src/intake/mqtt/mqtt-subscriber';
import { OwnMosquitto } from '../support/own-mosquitto';

/** How much is measured: messages in the broker's queue when the clock starts, and the payload of each. */
export interface MqttBenchOptions {
  readonly messages?: number;
  /** Has to be different for each index: losses are counted by it. */
  readonly payload?: (index: number) => string;
  readonly decode?: DecodeDelivery;
}

/** Messages a second out of a full broker queue; `lost` has to be 0. */
export interface MqttBenchResult {
  readonly messages: number;
  readonly ackAfterCommitPerSecond: number;
  readonly autoAckPerSecond: number;
  readonly share: number;
  readonly lost: number;
}

const topic = 'bench/door';

/**
 * Drains a broker's queue twice: by a plain MQTT.js client, which acknowledges by itself and stores nothing, and by our subscriber
 * with acknowledgement after the commit of `store`. The queue is filled beforehand, so that no publisher takes part.
 */
export async function benchMqtt(store: StoreMessages, options: MqttBenchOptions = {}): Promise<MqttBenchResult> {
  const { messages = 30_000 } = options;
  const broker = await OwnMosquitto.start();
  try {
    const autoAckMs = await drainPlainly(broker.url, messages, options);
    const { drainedMs, lost } = await drainWithCommit(broker.url, messages, store, options);
    const ackAfterCommitPerSecond = Math.round((messages / drainedMs) * 1000);
    const autoAckPerSecond = Math.round((messages / autoAckMs) * 1000);
    return { messages, ackAfterCommitPerSecond, autoAckPerSecond, share: Math.round((ackAfterCommitPerSecond / autoAckPerSecond) * 100) / 100, lost };
  } finally {
    await broker.remove();
  }
}

async function drainPlainly(url: string, messages: number, options: MqttBenchOptions): Promise<number> {
  const session = { clientId: 'bench-plain', clean: false, protocolVersion: 5 as const, properties: { sessionExpiryInterval: 600, receiveMaximum: 1000 } };
  const first = await connectAsync(url, session);
  await first.subscribeAsync(topic, { qos: 1 });
  await first.endAsync();
  await fill(url, messages, options);
  const startedAt = performance.now();
  let received = 0;
  let whole: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (whole = resolve));
  const client = connect(url, session);
  client.on('message', () => {
    received += 1;
    if (received === messages) whole();
  });
  await all;
  const drainedMs = performance.now() - startedAt;
  await client.unsubscribeAsync(topic);
  await client.endAsync();
  return drainedMs;
}

async function drainWithCommit(url: string, messages: number, store: StoreMessages, { decode = () => [], ...options }: MqttBenchOptions) {
  const stored = new Set<string>();
  const subscriber = (): MqttSubscriber =>
    new MqttSubscriber({
      url,
      clientId: 'bench-commit',
      protocolVersion: 5,
      filters: [topic],
      decode,
      store: async (batch) => {
        await store(batch);
        for (const { payload } of batch) stored.add(payload.toString());
      },
      now: Date.now, log: () => undefined,
    });
  const first = subscriber();
  first.start();
  await first.ready();
  await first.stop();
  await fill(url, messages, options);
  const startedAt = performance.now();
  const draining = subscriber();
  draining.start();
  while (draining.health().acknowledged < messages) await new Promise((resolve) => setTimeout(resolve, 1));
  const drainedMs = performance.now() - startedAt;
  await draining.stop();
  return { drainedMs, lost: messages - stored.size };
}

async function fill(url: string, messages: number, { payload = (index) => `{"contact":${index % 2 === 0},"n":${index}}` }: MqttBenchOptions): Promise<void> {
  const publisher = await connectAsync(url, { protocolVersion: 5 });
  for (let from = 0; from < messages; from += 1000) {
    const part = Array.from({ length: Math.min(1000, messages - from) }, (_, index) => payload(from + index));
    await Promise.all(part.map((each) => publisher.publishAsync(topic, each, { qos: 1 })));
  }
  await publisher.endAsync();
}
