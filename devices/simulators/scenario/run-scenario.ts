import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parseScenario, type ScenarioEvent, type ScenarioFile } from './scenario-file';
import { scenarioTerminal, type ScenarioTerminal, type TruePunch } from './scenario-terminal';

const USAGE = `npm run simulate -- scenario FILE [options]
  --url URL     where pushing terminals call (http://127.0.0.1:8081)
  --speed N     how many times faster than life (60: an hour a minute)
  --linger S    seconds to stay after the last event, so that everything can be fetched (10)
Prints where each terminal is first, then what truly happened, one JSON object a line.`;

/** How a scenario is to be acted. */
export interface ScenarioOptions {
  readonly serverUrl: string;
  /** How many times faster than life. */
  readonly speed: number;
  readonly lingerMs: number;
  readonly print: (line: string) => void;
  /** Ends the play early. */
  readonly end?: Promise<void>;
}

/** Acts a scenario; resolves with the punches that truly happened. */
export async function runScenario(scenario: ScenarioFile, options: ScenarioOptions): Promise<TruePunch[]> {
  const { serverUrl, speed, print } = options;
  const terminals = new Map(scenario.terminals.map((row) => [row.id, scenarioTerminal(row, { serverUrl, speed, utcOffsetMinutes: scenario.utc_offset_minutes })]));
  const truth: TruePunch[] = [];
  const stop = new AbortController();
  void options.end?.then(() => stop.abort());
  for (const terminal of terminals.values()) {
    await terminal.start();
    print(JSON.stringify({ terminal: terminal.serial, place: terminal.place }));
  }
  let clock = secondsOf(scenario.events[0]?.at ?? '00:00');
  const ahead = new Map<string, number>();
  for (const event of scenario.events) {
    await sleep(((secondsOf(event.at) - clock) * 1000) / speed, undefined, { signal: stop.signal }).catch(() => undefined);
    if (stop.signal.aborted) break;
    clock = secondsOf(event.at);
    const punch = await act(event, terminals.get(event.terminal) as ScenarioTerminal, scenario.date, ahead);
    if (punch) truth.push(punch);
    print(JSON.stringify({ ...event, recorded: 'punch' in event ? punch !== null : undefined }));
  }
  await sleep(options.lingerMs, undefined, { signal: stop.signal }).catch(() => undefined);
  await Promise.all([...terminals.values()].map((terminal) => terminal.stop()));
  return truth;
}

async function act(event: ScenarioEvent, terminal: ScenarioTerminal, date: string, ahead: Map<string, number>): Promise<TruePunch | null> {
  if ('punch' in event) {
    const wallClock = shifted(`${date} ${event.at.length === 5 ? `${event.at}:00` : event.at}`, ahead.get(event.terminal) ?? 0);
    const state = event.state ?? 0;
    return terminal.punch(event.punch, wallClock, state) ? { terminal: terminal.serial, pin: event.punch, wallClock, state } : null;
  }
  if ('power' in event) await (event.power === 'off' ? terminal.stop() : terminal.start());
  else if ('clock' in event) ahead.set(event.terminal, event.clock.ahead_seconds);
  else terminal.operate(event.operation);
  return null;
}

const shifted = (wallClock: string, seconds: number): string => new Date(Date.parse(`${wallClock.replace(' ', 'T')}Z`) + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** Acts a scenario file from the command line; the exit code. */
export async function runScenarioFile(args: readonly string[], end: Promise<void>, print: (line: string) => void = console.log): Promise<number> {
  const options = { url: { type: 'string', default: 'http://127.0.0.1:8081' }, speed: { type: 'string', default: '60' }, linger: { type: 'string', default: '10' }, help: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file] = positionals;
  if (values.help || file === undefined) {
    print(USAGE);
    return values.help ? 0 : 1;
  }
  const scenario = parseScenario(readFileSync(file, 'utf8'));
  const truth = await runScenario(scenario, { serverUrl: values.url, speed: Number(values.speed), lingerMs: Number(values.linger) * 1000, print, end });
  print(JSON.stringify({ scenario: scenario.name, punches: truth.length }));
  return 0;
}
