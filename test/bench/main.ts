import { benchMainLine } from './main-line';
import { benchPoll } from './poll';
import { benchPush } from './push';
import { benchReconcile } from './reconcile';
import { benchMqttDoors } from './mqtt-doors';

/** Every benchmark by the name that `npm run bench -- NAME` takes. */
const benches: Readonly<Record<string, (options: ReadonlyMap<string, string>) => Promise<void>>> = {
  'main-line': benchMainLine,
  poll: async () => void (await benchPoll()),
  push: benchPush,
  reconcile: benchReconcile,
  mqtt: benchMqttDoors,
};

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  const bench = name === undefined ? undefined : benches[name];
  if (!bench) {
    console.error(`npm run bench -- ${Object.keys(benches).join('|')}   (--database URL for another database than a temporary SQLite file and, where one answers, MariaDB)`);
    process.exitCode = 1;
    return;
  }
  await bench(new Map(rest.map((word) => word.replace(/^--/, '').split('=', 2) as [string, string])));
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
