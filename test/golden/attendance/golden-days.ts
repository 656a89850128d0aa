import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addDays } from '../../../src/core/time/calendar';

/** A file of golden days: what the office looks like, and days of it with their outcome and the sum by hand. */
export interface GoldenFile {
  readonly topic: string;
  readonly office: { readonly zone?: string; readonly shifts: object; readonly policy?: object };
  readonly days: readonly GoldenDay[];
}

/** One golden case: one or more dates of one employee. */
export interface GoldenDay {
  readonly title: string;
  /** Date -> shift, list of shifts, or null for a day off; a bare shift means Monday, 4 August 2025. */
  readonly plan?: string | null | Record<string, string | string[] | null>;
  readonly policy?: object;
  /** 'HH:MM[:SS][+1|-1]', before it 'in' or 'out', after it '@terminal'; counted from the first date of the plan. */
  readonly punches?: readonly string[];
  /** Any further facts of a scenario case, as they are. */
  readonly facts?: object;
  readonly asOf?: string;
  /** 'STATUS late 5 early 3 worked 450 overtime 0 overrun 0 absent 1 bands TL1/- FLAG FLAG'; what is not named is 0 or none. */
  readonly gives: string | Record<string, string | string[]>;
  readonly signals?: readonly string[];
  /** The sum by hand. */
  readonly sum: string;
}

const MONDAY = '2025-08-04';
const NUMBERS: Readonly<Record<string, string>> = {
  late: 'lateMinutes',
  early: 'earlyLeaveMinutes',
  worked: 'workedMinutes',
  overtime: 'overtimeMinutes',
  overrun: 'breakOverrunMinutes',
  absent: 'absentDays',
};

/** The golden files of the folder, by name. */
export function goldenFiles(folder: string): { name: string; file: GoldenFile }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => ({ name, file: parse(readFileSync(join(folder, name), 'utf8')) as GoldenFile }));
}

/** How many days a golden case states. */
export function daysOf(day: GoldenDay): number {
  return typeof day.gives === 'string' ? 1 : Object.values(day.gives).flat().length;
}

/** The golden case as a case of a scenario file. */
export function scenarioOf(file: GoldenFile, day: GoldenDay, id: string) {
  const zone = file.office.zone ?? 'Asia/Jakarta';
  const plan = planOf(day);
  const first = Object.keys(plan)[0] ?? MONDAY;
  const roster = Object.entries(plan).flatMap(([date, shifts]) => [shifts].flat().map((shift) => ({ date, shift })));
  return {
    ...{ id, title: day.title, zone, policy: { ...file.office.policy, ...day.policy }, shifts: file.office.shifts, roster },
    ...day.facts,
    steps: [
      {
        asOf: asOfText(day.asOf, first, Object.keys(plan).at(-1) ?? first),
        punches: (day.punches ?? []).map((text) => punchOf(text, first)),
        expect: expectations(day, first),
        ...(day.signals ? { signals: day.signals.map((kind) => (kind.includes(':') ? kind : `${first}:${kind}`)) } : {}),
      },
    ],
  };
}

function planOf({ plan }: GoldenDay): Record<string, string | string[] | null> {
  if (plan === undefined) return { [MONDAY]: 'REG' };
  return typeof plan === 'string' || plan === null ? { [MONDAY]: plan } : plan;
}

function asOfText(asOf: string | undefined, first: string, last: string): string {
  if (!asOf) return `${addDays(last, 3)}T12:00:00`;
  return asOf.includes('T') ? asOf : wallOf(asOf, first);
}

function punchOf(text: string, first: string) {
  const match = /^(?:(in|out) )?(\S+?)(?: ?@(\S+))?$/.exec(text);
  if (!match) throw new Error(`not a golden punch: ${text}`);
  const [, dir, clock = '', device] = match;
  return { t: wallOf(clock, first), dir: dir ?? null, ...(device ? { device } : {}) };
}

function wallOf(text: string, first: string): string {
  const match = /^(\d{2}:\d{2}(?::\d{2})?)([+-]\d+)?$/.exec(text);
  if (!match) throw new Error(`not a golden time: ${text}`);
  const clock = match[1] as string;
  return `${addDays(first, Number(match[2] ?? 0))}T${clock.length === 5 ? `${clock}:00` : clock}`;
}

function expectations(day: GoldenDay, first: string) {
  const gives = typeof day.gives === 'string' ? { [first]: day.gives } : day.gives;
  return Object.entries(gives).flatMap(([date, rows]) => [rows].flat().map((row) => expectationOf(date, row)));
}

function expectationOf(date: string, text: string) {
  const [status, ...words] = text.split(/\s+/);
  const expected: Record<string, unknown> = { date, status, flags: [], lateBand: null, earlyBand: null };
  for (const key of Object.values(NUMBERS)) expected[key] = 0;
  const flags: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (NUMBERS[word]) expected[NUMBERS[word]] = Number(words[++index]);
    else if (word === 'bands') [expected.lateBand, expected.earlyBand] = bandsOf(words[++index] ?? '');
    else flags.push(word);
  }
  return { ...expected, flags };
}

function bandsOf(text: string): (string | null)[] {
  return text.split('/').map((name) => (name === '-' ? null : name));
}
