import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { installationClientId } from '../../../src/intake/doors/installation';
import { MqttSessions } from '../../../src/intake/doors/mqtt-sessions';
import { readConfig } from '../../../src/platform/config';
import { Leases } from '../../../src/platform/lease';
import { DoorSite, jsonReader } from '../../medium/doors/door-site';
import { OwnMosquitto } from '../../support/own-mosquitto';
import { compileChild, said, startWorker, type KillWorker } from './kill-worker';
import { withMosquitto } from './mosquitto';

jest.setTimeout(120_000);

withMosquitto(false)('two processes that share the topics', () => {
  let folder: string;
  let broker: OwnMosquitto;
  let site: DoorSite;
  let victim: KillWorker | null = null;
  let sessions: MqttSessions | null = null;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hadir-share-'));
    broker = await OwnMosquitto.start();
    site = await DoorSite.open([jsonReader]);
  });
  afterAll(async () => {
    victim?.child.kill('SIGKILL');
    await sessions?.stop();
    await site.close();
    await broker.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const kept = async (): Promise<string[]> => (await site.database.query<{ value: string }>('SELECT value FROM door_event')).map(({ value }) => value);
  const becomes = async (holds: () => Promise<boolean>): Promise<void> => {
    for (const givenUpAt = performance.now() + 60_000; performance.now() < givenUpAt; ) {
      if (await holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`this never came to hold: ${holds.toString()}`);
  };

  it('one is killed between receipt and commit: the other takes its session over, and nothing is lost', async () => {
    const clientId = await installationClientId(site.database);
    // The other process: it has the first slot, commits to a file of its own, and stops after some.
    await new Leases(site.database, site.clock).take('mqtt.session:0', 180_000);
    const ledger = join(folder, 'ledger.jsonl');
    victim = startWorker(compileChild(folder), { BROKER_URL: broker.url, CLIENT_ID: clientId, SHARE_GROUP: clientId, TOPIC: 'cards', LEDGER: ledger, HOLD_AFTER: '40' });
    const dead = victim;
    await said(dead.child, 'ready');
    const config = readConfig({ ROLE: 'intake', DATABASE_URL: 'sqlite::memory:', DATA_DIR: folder, MQTT_URL: broker.url });
    sessions = new MqttSessions(config, broker.url, null, {
      database: site.database, leases: new Leases(site.database, site.clock), store: site.store, log: () => undefined, now: () => site.clock.now(), onConnection: () => undefined,
    });
    await sessions.start();
    await becomes(() => Promise.resolve(sessions?.health().connected === true));
    const device = await connectAsync(broker.url);
    const cards = Array.from({ length: 300 }, (_, index) => (0xca00 + index).toString(16).toUpperCase());
    const say = (uids: readonly string[]): Promise<unknown> => Promise.all(uids.map((uid) => device.publishAsync('cards', JSON.stringify({ id: uid, uid, time: new Date(site.clock.at).toISOString() }), { qos: 1 })));
    const held = said(dead.child, 'holding');
    await say(cards.slice(0, 200));
    await held;
    dead.child.kill('SIGKILL');
    await once(dead.child, 'exit');
    await say(cards.slice(200));
    const both = async (): Promise<Set<string>> => new Set([...dead.rows().map(({ payload }) => (JSON.parse(payload) as { uid: string }).uid), ...(await kept())]);

    // As long as the lease of the dead one lasts, its share waits with the broker.
    await sessions.keepSlots();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await both()).size).toBeLessThan(300);
    site.clock.at += 181_000;
    await sessions.keepSlots();
    await becomes(async () => (await both()).size === 300);
    expect([...(await both())].sort()).toEqual([...cards].sort());
    const rows = await kept();
    expect(new Set(rows).size).toBe(rows.length);
    await device.endAsync();
  });
});
