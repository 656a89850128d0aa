import { AccessPanelSimulator } from '../push/access-panel';
import { runDevice } from '../push/device-loop';
import { PushTerminalSimulator } from '../push/push-terminal';
import { ZkTerminalSimulator } from '../zk/zk-terminal-simulator';
import type { ScenarioFile } from './scenario-file';

/** A punch as it truly was. */
export interface TruePunch {
  readonly terminal: string;
  readonly pin: string;
  readonly wallClock: string;
  readonly state: number;
}

/** One terminal of a scenario, of whichever kind. */
export interface ScenarioTerminal {
  readonly serial: string;
  /** Where it listens, or whom it calls. */
  readonly place: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Somebody punches; a terminal without power records nothing. @returns whether it was recorded */
  punch(pin: string, wallClock: string, state: number): boolean;
  operate(code: number): void;
  /** Punches that have not been handed over; null for a terminal that does not know. */
  readonly pending: number | null;
}

type TerminalRow = ScenarioFile['terminals'][number];

/** Makes the terminal of a scenario's row. */
export function scenarioTerminal(row: TerminalRow, options: { serverUrl: string; utcOffsetMinutes: number; speed: number }): ScenarioTerminal {
  if (row.kind === 'zk') return polled(row, options.utcOffsetMinutes);
  return calling(row, options.serverUrl, options.speed);
}

function polled(row: TerminalRow, utcOffsetMinutes: number): ScenarioTerminal {
  const simulator = new ZkTerminalSimulator({ serial: row.serial, utcOffsetMinutes, port: row.port ?? 0, ...(row.comm_key === undefined ? {} : { commKey: row.comm_key }) });
  let on = false;
  return {
    serial: row.serial,
    get place() {
      return `polled at 127.0.0.1:${simulator.port}`;
    },
    pending: null,
    async start() {
      if (!on) await simulator.start();
      on = true;
    },
    async stop() {
      if (on) await simulator.stop();
      on = false;
    },
    punch(pin, wallClock, state) {
      if (on) simulator.punch({ uid: Number(pin) || 1, pin, wallClock, verify: 1, state, workCode: 0 });
      return on;
    },
    operate: () => undefined,
  };
}

function calling(row: TerminalRow, baseUrl: string, speed: number): ScenarioTerminal {
  const device = row.kind === 'push' ? new PushTerminalSimulator({ baseUrl, serial: row.serial }) : new AccessPanelSimulator({ baseUrl, serial: row.serial });
  let power: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  return {
    serial: row.serial,
    place: `calls ${baseUrl}`,
    get pending() {
      return device.pending;
    },
    start() {
      if (power) return Promise.resolve();
      power = new AbortController();
      running = runDevice(device, power.signal, speed);
      return Promise.resolve();
    },
    async stop() {
      power?.abort();
      power = null;
      await running;
    },
    punch(pin, wallClock, state) {
      if (!power) return false;
      if (device instanceof PushTerminalSimulator) device.log.push({ pin, wallClock, state, verify: 1, workCode: '0' });
      else device.events.push({ wallClock, pin, event: 0, door: 1, inOut: state === 1 ? 1 : 0, verifyType: '4', cardNo: '0' });
      return true;
    },
    operate: (code) => (device instanceof PushTerminalSimulator ? device.operate(code) : undefined),
  };
}
