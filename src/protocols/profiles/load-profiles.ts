import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { doorProfileSchema, type DoorProfile } from '../door/door-profile';
import { unprovenClaims } from './profile-quality';
import { placeholdersOf } from '../door/sensor-topics';
import { terminalProfileSchema, type TerminalProfile } from './terminal-profile';

/** A profile file as it was read: `file` is its name, for the problems and for the id it has to carry. */
export interface ProfileText {
  readonly file: string;
  readonly text: string;
}

/** What is wrong in which file, and where in it (dotted path; empty = the whole file). */
export interface ProfileProblem {
  readonly file: string;
  readonly path: string;
  readonly message: string;
}

/** All profiles by id; files with problems are left out of the maps. */
export interface LoadedProfiles {
  readonly doorSensors: ReadonlyMap<string, DoorProfile>;
  readonly terminals: ReadonlyMap<string, TerminalProfile>;
  readonly problems: readonly ProfileProblem[];
}

type Complain = (path: string, message: string) => void;

/** Turns the texts of devices/profiles/*.yaml into typed profiles, or into problems that name file and path. Never throws. */
export function loadProfiles(files: readonly ProfileText[]): LoadedProfiles {
  const doorSensors = new Map<string, DoorProfile>();
  const terminals = new Map<string, TerminalProfile>();
  const problems: ProfileProblem[] = [];
  for (const { file, text } of files) {
    const found: ProfileProblem[] = [];
    const profile = loadProfile(file, text, (path, message) => found.push({ file, path, message }));
    if (profile !== null && (doorSensors.has(profile.id) || terminals.has(profile.id))) {
      found.push({ file, path: 'id', message: `"${profile.id}" is the id of another profile too` });
    }
    problems.push(...found);
    if (profile === null || found.length > 0) continue;
    if (profile.kind === 'door-sensor') doorSensors.set(profile.id, profile);
    else terminals.set(profile.id, profile);
  }
  return { doorSensors, terminals, problems };
}

function loadProfile(file: string, text: string, complain: Complain): DoorProfile | TerminalProfile | null {
  const content = parseYaml(text, complain);
  if (content === undefined) return null;
  const kind = typeof content === 'object' && content !== null && 'kind' in content ? content.kind : undefined;
  if (kind !== 'door-sensor' && kind !== 'terminal') {
    complain('kind', 'has to be door-sensor or terminal');
    return null;
  }
  const profile = kind === 'door-sensor' ? check(doorProfileSchema, content, complain) : check(terminalProfileSchema, content, complain);
  if (profile === null) return null;
  if (profile.id !== fileStem(file)) complain('id', `"${profile.id}" differs from the name of the file`);
  for (const claim of unprovenClaims(profile.quality, profile.evidence)) complain('quality', claim);
  if (profile.kind === 'door-sensor') checkDoorProfile(profile, complain);
  else checkTerminalProfile(profile, complain);
  return profile;
}

function parseYaml(text: string, complain: Complain): unknown {
  const document = parseDocument(text, { lineCounter: new LineCounter(), uniqueKeys: true });
  for (const error of document.errors) complain('', error.message.split('\n')[0] ?? 'not YAML');
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: 20 }) as unknown;
  } catch (error) {
    // An alias without its anchor, or too many of them, shows only here.
    complain('', error instanceof Error ? error.message : 'not YAML');
    return undefined;
  }
}

function check<T extends z.ZodType>(schema: T, content: unknown, complain: Complain): z.output<T> | null {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  for (const issue of result.error.issues) complain(issue.path.join('.'), issue.message);
  return null;
}

function fileStem(file: string): string {
  return (file.split(/[\\/]/).pop() ?? '').replace(/\.ya?ml$/, '');
}

function checkDoorProfile(profile: DoorProfile, complain: Complain): void {
  const reads = profile.messages.flatMap((row) => row.reads);
  if ((profile.polarity === 'none') === reads.some((read) => read.kind === 'contact')) {
    complain('polarity', 'has to be "none" for a device without contact, and only for such a one');
  }
  profile.messages.forEach((row, index) => {
    for (const name of placeholdersOf(JSON.stringify(row))) {
      if (!Object.hasOwn(profile.parameters, name)) complain(`messages.${index}`, `parameter "${name}" is not declared`);
    }
    if ((row.format === 'bthome-hex') !== (row.service_data !== undefined)) complain(`messages.${index}.service_data`, 'belongs to bthome-hex');
    row.reads.forEach((read, at) => {
      const [yes, no] = read.kind === 'contact' ? [read.open, read.closed] : read.kind === 'availability' ? [read.online, read.offline ?? []] : [[], []];
      const both = yes.filter((word) => no.some((other) => String(other).toLowerCase() === String(word).toLowerCase()));
      if (both.length > 0) complain(`messages.${index}.reads.${at}`, `"${both[0]}" means both sides`);
    });
  });
}

function checkTerminalProfile(profile: TerminalProfile, complain: Complain): void {
  const polled = profile.speaks.some((wire) => wire.startsWith('zk-'));
  if (polled && profile.poll === undefined) complain('poll', 'is needed for a terminal that is polled');
  if (polled && profile.record_bytes.length === 0) complain('record_bytes', 'is needed for a terminal that is polled');
  if (profile.speaks.includes('acc-push') && profile.access_events === undefined) complain('access_events', 'is needed for an access panel');
  if (profile.capabilities.attendance_log && profile.punch_states.size === 0) complain('punch_states', 'is needed for an attendance log');
}
