import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { oneOf, wholeNumber } from '../arguments';
import { parseAttlog } from './attlog-file';
import { punchSeries, usersOfSeries } from './punch-series';
import { faultEffectKinds, simulatedLayouts, type SimulatedPunch, type ZkSimulatorOptions } from './simulator-options';
import { ZkTerminalSimulator } from './zk-terminal-simulator';

/** What `simulate -- zk` takes. */
export const ZK_SIMULATOR_USAGE = `zk [--port 4370] [--transport tcp|udp|both] [--layout 8A|8B|8B-packed|16|16-state-first|40|49] [--users 50] [--records 1000 | --attlog FILE]
   [--serial SN] [--name MODEL] [--comm-key N] [--utc-offset-minutes 420] [--punch-every SECONDS] [--settings JSON]
   --settings is any of the simulator's options as JSON, faults included: '{"faults":[{"on":1504,"nth":2,"effect":{"kind":"silence"}}]}'
   a fault is on a command (code), from its nth arrival on (1), so many times (always), with an effect of
     silence, answer {code, data?}, cut {afterBytes, then: fin|reset|stall}, damage {packet, what: payload|checksum|magic|length|reply-id|session},
     stray|event {packet, copies}, drop|duplicate {packet}, delay {packet, milliseconds}, shorten|lengthen {packet, bytes}, punch {count}, clear, reboot`;

const FLAGS = {
  port: { type: 'string', default: '4370' },
  transport: { type: 'string', default: 'both' },
  layout: { type: 'string', default: '40' },
  users: { type: 'string', default: '50' },
  records: { type: 'string', default: '1000' },
  attlog: { type: 'string' },
  serial: { type: 'string', default: 'SIM0000000001' },
  name: { type: 'string', default: 'F18' },
  'comm-key': { type: 'string', default: '0' },
  'utc-offset-minutes': { type: 'string', default: '420' },
  'punch-every': { type: 'string' },
  settings: { type: 'string', default: '{}' },
} as const;

function usersOf(punches: readonly SimulatedPunch[]): { uid: number; pin: string; name: string }[] {
  return [...new Map(punches.map(({ uid, pin }) => [uid, { uid, pin, name: `User ${pin}` }])).values()];
}

function optionsFrom(args: readonly string[]): { options: ZkSimulatorOptions; punchEverySeconds: number } {
  const { values } = parseArgs({ args: [...args], options: FLAGS });
  const users = wholeNumber('users', values.users);
  const punches =
    values.attlog === undefined
      ? punchSeries(wholeNumber('records', values.records), { users })
      : parseAttlog(readFileSync(values.attlog, 'utf8'));
  const options: ZkSimulatorOptions = {
    port: wholeNumber('port', values.port),
    transports: transportsOf(oneOf('transport', values.transport, ['tcp', 'udp', 'both'])),
    layout: oneOf('layout', values.layout, simulatedLayouts),
    punches,
    users: values.attlog === undefined ? usersOfSeries(users) : usersOf(punches),
    serial: values.serial,
    deviceName: values.name,
    commKey: wholeNumber('comm-key', values['comm-key']),
    utcOffsetMinutes: Number(values['utc-offset-minutes']),
    ...settingsOf(values.settings),
  };
  return { options, punchEverySeconds: wholeNumber('punch-every', values['punch-every'] ?? '0') };
}

const transportsOf = (transport: 'tcp' | 'udp' | 'both'): ('tcp' | 'udp')[] => (transport === 'both' ? ['tcp', 'udp'] : [transport]);

function settingsOf(text: string): ZkSimulatorOptions {
  try {
    const settings = JSON.parse(text) as ZkSimulatorOptions;
    for (const { effect } of settings.faults ?? []) oneOf('settings', effect.kind, faultEffectKinds);
    return settings;
  } catch (error) {
    throw error instanceof SyntaxError ? new RangeError(`--settings is no JSON: ${error.message}`) : error;
  }
}

/** A running simulator and how to end it. */
export interface RunningZkSimulator {
  readonly simulator: ZkTerminalSimulator;
  stop(): Promise<void>;
}

/** Starts a terminal from command-line arguments (see `ZK_SIMULATOR_USAGE`) and says on `print` where it listens. */
export async function runZkSimulator(
  args: readonly string[],
  print: (line: string) => void = console.log,
): Promise<RunningZkSimulator> {
  const { options, punchEverySeconds } = optionsFrom(args);
  const simulator = new ZkTerminalSimulator(options);
  const port = await simulator.start();
  print(`ZK terminal ${options.serial} with ${simulator.memory.punches.length} records listens on 127.0.0.1:${port}`);
  const timer =
    punchEverySeconds > 0
      ? setInterval(() => simulator.punch(simulator.memory.punchOfNow()), punchEverySeconds * 1000)
      : undefined;
  return {
    simulator,
    async stop() {
      clearInterval(timer);
      await simulator.stop();
    },
  };
}
