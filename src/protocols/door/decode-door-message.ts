import { ProtocolError } from '../errors';
import { readDeviceTime } from './device-time';
import type { DoorMessageRow, DoorProfile, DoorRead } from './door-profile';
import type { DoorMessage, DoorReading, DoorSensorConfig } from './door-reading';
import { isOneOf, parsePayload, sameWord, valueAt } from './payload';
import { fillTemplate } from './sensor-topics';
import { topicMatches } from './topic';

interface ReadingContext {
  readonly profile: DoorProfile;
  readonly sensor: DoorSensorConfig;
  readonly message: DoorMessage;
  readonly row: DoorMessageRow;
  /** The payload, or one element of it. */
  readonly root: unknown;
}

type ReadOf<K extends DoorRead['kind']> = Extract<DoorRead, { kind: K }>;

/**
 * What a sensor said in one message, by the rows of its profile. An empty list is a message that says nothing about the door
 * (a link-quality report, the echo of a command, a cleared retained value). Retained card reads and events are left out: a
 * snapshot is never an event (mqtt.md C2). Throws ProtocolError for a topic without a row, a payload that does not follow
 * its format, or a word that the row does not know: such a message is to be kept as rejected, never guessed at.
 */
export function decodeDoorMessage(profile: DoorProfile, sensor: DoorSensorConfig, message: DoorMessage): DoorReading[] {
  const rows = profile.messages.filter((row) => topicMatches(fillTemplate(row.topic, profile, sensor), message.topic));
  if (rows.length === 0) throw new ProtocolError(`profile ${profile.id} has no row for topic ${message.topic}`, message.payload);
  if (message.payload.length === 0) return [];
  return rows.flatMap((row) => readRow({ profile, sensor, message, row, root: parsePayload(row, message.payload) }));
}

function readRow(context: ReadingContext): DoorReading[] {
  const { row, root } = context;
  if (!holds(row.when, context)) return [];
  if (row.each === undefined) return readAll(context);
  const elements = valueAt(root, row.each);
  if (!Array.isArray(elements)) return [];
  return elements
    .map((element: unknown) => ({ ...context, root: element }))
    .filter((each) => holds(row.where, each))
    .flatMap(readAll);
}

function readAll(context: ReadingContext): DoorReading[] {
  return context.row.reads.map((read) => readOne(read, context)).filter((reading) => reading !== null);
}

function readOne(read: DoorRead, context: ReadingContext): DoorReading | null {
  switch (read.kind) {
    case 'contact':
      return readContact(read, context);
    case 'availability':
      return readAvailability(read, context);
    case 'card-read':
      return context.message.retained ? null : readCard(read, context);
    case 'event':
      return context.message.retained ? null : readEvent(read, context);
    case 'battery':
      return readBattery(read, context);
  }
}

function readContact(read: ReadOf<'contact'>, context: ReadingContext): DoorReading | null {
  const value = firstValue(read.path, context);
  if (value === undefined || value === null || isOneOf(value, read.ignore)) return null;
  const open = isOneOf(value, wordsFor(read.open, context));
  if (open === isOneOf(value, wordsFor(read.closed, context))) throw unknownWord('contact', value, context);
  const { profile, sensor } = context;
  if (profile.polarity === 'wiring' && sensor.invert === undefined) {
    throw new ProtocolError(`sensor ${sensor.sensorId}: whether its wiring is inverted is not stated`, context.message.payload);
  }
  return { kind: 'contact', contact: open !== (sensor.invert ?? false) ? 'open' : 'closed', ...frame(context) };
}

function readAvailability(read: ReadOf<'availability'>, context: ReadingContext): DoorReading | null {
  const value = firstValue(read.path, context);
  if (value === undefined || value === null) return null;
  const online = isOneOf(value, wordsFor(read.online, context));
  if (!online && !isOneOf(value, wordsFor(read.offline ?? [], context))) throw unknownWord('availability', value, context);
  const away = context.profile.sleeps && read.scope === 'sensor' ? 'asleep' : 'offline';
  return { kind: 'availability', availability: online ? 'online' : away, scope: read.scope, ...frame(context) };
}

function readCard(read: ReadOf<'card-read'>, context: ReadingContext): DoorReading | null {
  const value = firstValue(read.path, context);
  if (value === undefined || value === null || value === '' || isOneOf(value, read.ignore)) return null;
  const readable = typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value));
  const uid = readable ? String(value).trim().toUpperCase() : '';
  if (!read.pattern.test(uid)) throw unknownWord('card', value, context);
  const holder = read.holder === undefined ? undefined : valueAt(context.root, read.holder);
  return {
    kind: 'card-read',
    uid,
    verdict: verdictOf(read, context),
    holderName: typeof holder === 'string' && holder.length > 0 ? holder : null,
    mayBeGhost: context.profile.quirks.includes('ghost-uids'),
    ...frame(context),
  };
}

function verdictOf(read: ReadOf<'card-read'>, context: ReadingContext): 'granted' | 'denied' | 'unstated' {
  const denied = Object.entries(read.denied ?? {}).some(([path, words]) => isOneOf(valueAt(context.root, path), words));
  if (denied) return 'denied';
  return read.granted !== undefined && holds(read.granted, context) ? 'granted' : 'unstated';
}

function readEvent(read: ReadOf<'event'>, context: ReadingContext): DoorReading | null {
  const value = firstValue(read.path, context);
  const known = Object.entries(read.names).find(([word]) => sameWord(value, word));
  return known === undefined ? null : { kind: 'event', name: known[1], ...frame(context) };
}

// A battery value nobody can read must not cost us the contact in the same message: it is left out.
function readBattery(read: ReadOf<'battery'>, context: ReadingContext): DoorReading | null {
  const value = firstValue(read.path, context);
  if (read.unit === 'low-flag') return typeof value === 'boolean' ? { kind: 'battery', level: value ? 1 : 0, unit: read.unit, ...frame(context) } : null;
  const level = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const ceiling = read.unit === 'percent' ? 100 : 1000;
  if (typeof level !== 'number' || !(level >= 0 && level <= ceiling)) return null;
  return { kind: 'battery', level, unit: read.unit, ...frame(context) };
}

// Spread last where it is used: V8 adds members to a copied object some fifty times slower than the copy to a literal.
function frame(context: ReadingContext) {
  const { sensor, message, row, root } = context;
  const eventId = row.event_id === undefined ? undefined : valueAt(root, row.event_id);
  return {
    sensorId: sensor.sensorId,
    topic: message.topic,
    retained: message.retained,
    receivedAt: message.receivedAt,
    deviceTime: row.time === undefined ? null : readDeviceTime(firstValue([row.time.path], context), row.time),
    eventId: typeof eventId === 'string' || typeof eventId === 'number' ? String(eventId) : null,
  };
}

function firstValue(paths: readonly string[], context: ReadingContext): unknown {
  for (const path of paths) {
    const value = valueAtTemplate(path, context);
    if (value !== undefined) return value;
  }
  return undefined;
}

// A site may have renamed the key to anything ("Front.Door"): an exact member wins over the dotted reading.
function valueAtTemplate(template: string, { profile, sensor, root }: ReadingContext): unknown {
  const filled = fillTemplate(template, profile, sensor);
  if (typeof root === 'object' && root !== null && Object.hasOwn(root, filled)) return (root as Record<string, unknown>)[filled];
  return valueAt(root, filled);
}

function wordsFor(words: readonly (string | number | boolean)[], { profile, sensor }: ReadingContext) {
  return words.map((word) => (typeof word === 'string' ? fillTemplate(word, profile, sensor) : word));
}

function holds(condition: DoorMessageRow['when'], context: ReadingContext): boolean {
  return Object.entries(condition ?? {}).every(([path, words]) => isOneOf(valueAtTemplate(path, context), wordsFor(words, context)));
}

function unknownWord(what: string, value: unknown, { profile, message }: ReadingContext): ProtocolError {
  const shown = (JSON.stringify(value) ?? 'undefined').slice(0, 60);
  return new ProtocolError(`profile ${profile.id} does not know the ${what} ${shown} on ${message.topic}`, message.payload);
}
