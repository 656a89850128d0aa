import { EventEmitter2 } from '@nestjs/event-emitter';
import { DeviceEvents } from '../../src/intake/terminals/device-events';
import { DoorProfiles } from '../../src/intake/doors/door-profiles';
import { DoorRegistry } from '../../src/intake/doors/door-registry';
import { type DoorSensor } from '../../src/intake/doors/door-sensor';
import { DoorStore } from '../../src/intake/doors/door-store';
import { Clock } from '../../src/platform/clock';
import { Database } from '../../src/platform/database/database';
import { Metrics } from '../../src/platform/health/metrics';
import { projectPath } from '../../src/platform/project-path';
import { hasMosquitto } from '../support/own-mosquitto';
import { benchPlaces, whole } from './measure';
import { benchMqtt } from './mqtt';

const sensor: DoorSensor = {
  code: 'bench', name: 'bench', unitId: null, zone: 'Asia/Jakarta', profile: 'generic-json-contact', door: 'bench', side: 'none', account: null, settings: { parameters: { topic: 'bench/door' } },
};

/** Door reports out of a full broker queue into the ledger, each a movement, acknowledged after the commit; beside a client that acknowledges by itself and stores nothing. */
export async function benchMqttDoors(options: ReadonlyMap<string, string>): Promise<void> {
  if (!hasMosquitto()) throw new Error('this is measured against a Mosquitto of its own, and none is installed');
  const messages = Number(options.get('messages') ?? 30_000);
  for (const { name, place } of await benchPlaces()) {
    const database = await Database.open(place.url);
    try {
      await measure(name, database, messages);
    } finally {
      await database.close();
      await place.drop();
    }
  }
}

async function measure(name: string, database: Database, messages: number): Promise<void> {
  const profiles = DoorProfiles.read(projectPath('devices', 'profiles'));
  const registry = new DoorRegistry(database, profiles);
  await registry.add(sensor);
  const store = new DoorStore(database, registry, profiles, new Clock(), new Metrics(), new DeviceEvents(new EventEmitter2()));
  await store.loadFleet();
  // A movement a second, days ago: believed, and no bounce.
  const firstAt = Date.now() - 6 * 86_400_000;
  const payload = (index: number): string => JSON.stringify({ id: index, contact: index % 2 === 0 ? 'closed' : 'open', time: firstAt + index * 1000 });
  let batches = 0;
  const keep = async (batch: Parameters<typeof store.keep>[1]): Promise<void> => {
    batches += 1;
    await store.keep('bench', batch);
  };
  const result = await benchMqtt(keep, { messages, payload, decode: (delivery) => store.fleet.decode(delivery) });
  const events = Number((await database.query<{ n: number }>("SELECT COUNT(*) AS n FROM door_event WHERE kind IN ('opened', 'closed')"))[0]?.n);
  // The first report is a state and no movement.
  if (result.lost > 0 || events !== messages - 1) throw new Error(`${result.lost} messages were lost, ${events} of ${messages - 1} movements are in the ledger`);
  console.log(`\n${name}: ${whole(messages)} door reports from a full broker queue, in ${whole(batches)} commits`);
  console.log(`  ack after commit   ${whole(result.ackAfterCommitPerSecond)} messages/s, each an event in the ledger (aim: at least 10,000 on MariaDB)`);
  console.log(`  automatic ack      ${whole(result.autoAckPerSecond)} messages/s, nothing stored`);
  console.log(`  share              ${result.share.toFixed(2)}`);
}
