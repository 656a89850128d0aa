import { runDoorSimulator } from './simulators/door/run-door-simulator';
import { runPushSimulator } from './simulators/push/run-push';
import { runZkSimulator, ZK_SIMULATOR_USAGE } from './simulators/zk/run-zk-simulator';
import { runScenarioFile } from './simulators/scenario/run-scenario';

const usage = `npm run simulate -- WHAT [options]
  zk         a terminal that is polled on port 4370 (TCP and UDP)
  push       a terminal, or an access panel, that calls a server
  door       door sensors and readers on an MQTT broker
  scenario   FILE of devices/scenarios: several of them living through a day
npm run simulate -- WHAT --help says more. Ctrl-C ends it.`;

/** Resolves when somebody presses Ctrl-C or asks the process to end. */
const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

async function zk(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(`npm run simulate -- ${ZK_SIMULATOR_USAGE}`);
    return 0;
  }
  const running = await runZkSimulator(args);
  await interrupted();
  await running.stop();
  return 0;
}

async function door(args: readonly string[]): Promise<number> {
  const walked = runDoorSimulator(args).then(() => 'home' as const);
  await Promise.race([walked, interrupted()]);
  return 0;
}

const simulators: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  zk,
  door,
  push: (args) => runPushSimulator([...args]),
  scenario: (args) => runScenarioFile(args, interrupted()),
};

async function main([what = '', ...args]: readonly string[]): Promise<number> {
  const simulator = Object.hasOwn(simulators, what) ? simulators[what] : undefined;
  if (simulator) return simulator(args);
  console.log(usage);
  return what === '' || what === '--help' ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
