import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { oneOf, wholeNumber } from '../arguments';
import { AccessPanelSimulator, type PanelEvent } from './access-panel';
import { runDevice } from './device-loop';
import { POISON_LINES, type PushFault } from './push-fault';
import { PushTerminalSimulator } from './push-terminal';
import { attlogVariants, type LoggedPunch, parseAttlogDat } from './terminal-log';

const USAGE = `push: a terminal that calls a server
  --url URL            where the server listens (http://127.0.0.1:8081)
  --serial SN          its serial number (SIMPUSH001)
  --protocol att|acc   attendance terminal or access panel (att)
  --log FILE           an exported attlog.dat whose punches it holds
  --batch N            lines per upload (100)
  --variant NAME       plain long short keyed prefixed spaces iso crlf (plain)
  --clock-offset S     its clock is S seconds ahead (0)
  --punch-every S      somebody punches every S seconds (never)
  --fault NAME         once: drop, cut, copies, bom, chunked, no-length, no-host, lf-headers, http-1.0, expect,
                       or a poison line: poison:impossible-date, :no-time, :words, :nul, :not-text; may be repeated
  --speed N            waits N times shorter than the server asks (1)
  --once               stop when everything is acknowledged
`;

const OPTIONS = {
  url: { type: 'string', default: 'http://127.0.0.1:8081' },
  serial: { type: 'string', default: 'SIMPUSH001' },
  protocol: { type: 'string', default: 'att' },
  log: { type: 'string' },
  batch: { type: 'string', default: '100' },
  variant: { type: 'string', default: 'plain' },
  'clock-offset': { type: 'string', default: '0' },
  'punch-every': { type: 'string' },
  fault: { type: 'string', multiple: true, default: [] as string[] },
  speed: { type: 'string', default: '1' },
  once: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Arguments = ReturnType<typeof parsed>;

function parsed(args: string[]) {
  return parseArgs({ args, options: OPTIONS, allowPositionals: false }).values;
}

/** Runs a push terminal from the command line until it is interrupted, or with `--once` until all is acknowledged; the exit code. */
export async function runPushSimulator(
  args: string[],
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<number> {
  const values = parsed(args);
  if (values.help) {
    write(USAGE);
    return 0;
  }
  const device = oneOf('protocol', values.protocol, ['att', 'acc']) === 'acc' ? panelOf(values) : terminalOf(values);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const puncher = punchEvery(device, values['punch-every']);
  const reporter = setInterval(() => report(device, write), 2_000);
  if (values.once) await untilAcknowledged(device, stop.signal, Number(values.speed));
  else await runDevice(device, stop.signal, Number(values.speed));
  clearInterval(reporter);
  clearInterval(puncher);
  report(device, write);
  return device.pending === 0 ? 0 : 1;
}

type Device = PushTerminalSimulator | AccessPanelSimulator;

function report(device: Device, write: (text: string) => void): void {
  const { counts, lastFailure } = device.connection;
  const failure = lastFailure === null ? '' : `; not accepted last: ${lastFailure}`;
  write(
    `${device.connection.serial}: ${device.pending} waiting, ${counts.sent} requests, ${counts.accepted} accepted, ${device.commands.length} commands${failure}\n`,
  );
}

async function untilAcknowledged(device: Device, signal: AbortSignal, speed: number): Promise<void> {
  const finished = new AbortController();
  const watched = watch(device, () => finished.abort());
  await runDevice(watched, AbortSignal.any([signal, finished.signal]), speed);
}

function watch(device: Device, whenDone: () => void) {
  return {
    get delaySeconds(): number {
      return device.delaySeconds;
    },
    get errorDelaySeconds(): number {
      return device.errorDelaySeconds;
    },
    round: async (): Promise<boolean> => {
      const well = await device.round();
      if (well && device.pending === 0) whenDone();
      return well;
    },
  };
}

function terminalOf(values: Arguments): PushTerminalSimulator {
  return new PushTerminalSimulator({
    baseUrl: values.url,
    serial: values.serial,
    log: punchesOf(values.log),
    batchLines: wholeNumber('batch', values.batch),
    variant: oneOf('variant', values.variant, attlogVariants),
    clockOffsetSeconds: numberOf('clock-offset', values['clock-offset']),
    faults: values.fault.map(faultOf),
  });
}

function panelOf(values: Arguments): AccessPanelSimulator {
  const events = punchesOf(values.log).map(panelEvent);
  const faults = values.fault.map(faultOf);
  return new AccessPanelSimulator({
    baseUrl: values.url,
    serial: values.serial,
    events,
    batchLines: wholeNumber('batch', values.batch),
    faults,
  });
}

function punchesOf(file: string | undefined): LoggedPunch[] {
  return file === undefined ? [] : parseAttlogDat(readFileSync(file, 'utf8'));
}

function panelEvent({ pin, wallClock, state, verify }: LoggedPunch): PanelEvent {
  return { wallClock, pin, event: 0, door: 1, inOut: state === 1 ? 1 : 0, verifyType: String(verify), cardNo: '0' };
}

function numberOf(option: string, text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new RangeError(`--${option} has to be a whole number`);
  return Number(text);
}

function faultOf(name: string): PushFault {
  const poison = POISON_LINES[name.replace(/^poison:/, '')];
  if (poison !== undefined) return { kind: 'extra-line', bytes: poison, times: 1 };
  if (name === 'copies') return { kind: 'copies', count: 8, times: 1 };
  const simple = ['drop', 'cut', 'bom', 'http-1.0', 'no-host', 'no-length', 'chunked', 'lf-headers', 'expect'] as const;
  const kind = simple.find((known) => known === name);
  if (kind === undefined) throw new Error(`No fault is called '${name}'`);
  return { kind, times: 1 };
}

function punchEvery(device: Device, seconds: string | undefined): NodeJS.Timeout | undefined {
  if (seconds === undefined) return undefined;
  let number = 0;
  const everyMs = Math.max(1, wholeNumber('punch-every', seconds)) * 1000;
  if (device instanceof AccessPanelSimulator) void device.askZone();
  return setInterval(() => device.punch(String(1 + (number++ % 50))), everyMs);
}
