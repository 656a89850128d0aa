import { benchConsole } from './console';
import { benchConsoleList } from './console-list';
import { benchDiscipline } from './discipline';
import { benchMainLine } from './main-line';
import { benchPoll } from './poll';
import { benchPublic } from './public';
import { benchPush } from './push';
import { benchReconcile } from './reconcile';
import { benchReports } from './reports';
import { benchMqttDoors } from './mqtt-doors';

/** Every benchmark by the name that `npm run bench -- NAME` takes. */
const benches: Readonly<Record<string, (options: ReadonlyMap<string, string>) => Promise<void>>> = {
  'main-line': benchMainLine,
  poll: async () => void (await benchPoll()),
  push: benchPush,
  reconcile: benchReconcile,
  mqtt: benchMqttDoors,
  discipline: benchDiscipline,
  public: benchPublic,
  console: benchConsole,
  'console-list': benchConsoleList,
  reports: benchReports,
};

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  const bench = name === undefined ? undefined : benches[name];
  if (!bench) {
    console.error(`npm run bench -- ${Object.keys(benches).join('|')}`);
    process.exitCode = 1;
    return;
  }
  await bench(new Map(rest.map((word) => word.replace(/^--/, '').split('=', 2) as [string, string])));
}

main().then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    console.error(error);
    // What a measurement that failed has left open must not keep the process up.
    process.exit(1);
  },
);
