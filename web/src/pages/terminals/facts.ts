import { dateTime, mediumDate, wallClock } from '../../format/dates';
import { percent, wholeNumber } from '../../format/numbers';
import { type Language } from '../../i18n/language';
import { type Device, type DoorSensor, type Terminal } from './fleet';
import { offsetText, type SayTerminal } from './terminals-words';

const networkOf = (address: string | null | undefined): string | null => /^(\d+\.\d+\.\d+)\.\d+/.exec(address ?? '')?.[1] ?? null;
const addressOf = ({ health, address }: Terminal): string | null => health?.lastAddress ?? address;

function moment(text: string, zone: string): string {
  const { date, seconds } = wallClock(text, zone);
  return `${mediumDate(date)} ${seconds}`;
}

/** What others on the same network say about a silent terminal. */
function neighbourFact(terminal: Terminal, devices: readonly Device[], say: SayTerminal): string[] {
  const network = networkOf(addressOf(terminal));
  if (network === null) return [];
  const others = devices.filter((device) => device.terminal && device.terminal.serial !== terminal.serial && networkOf(addressOf(device.terminal)) === network);
  const healthy = others.filter(({ condition }) => condition.rank === 9).length;
  if (healthy > 0) return [say('fact.neighbours', { count: healthy })];
  return others.length > 0 ? [say('fact.network')] : [];
}

function countFacts({ health }: Terminal, say: SayTerminal): string[] {
  if (!health) return [];
  const counts = health.deviceRecords === null || health.storedRecords === null ? [] : [say('fact.counts', { device: wholeNumber(health.deviceRecords), stored: wholeNumber(health.storedRecords) })];
  const missing = (health.missingRecords ?? 0) > 0 ? [say('fact.missing', { count: health.missingRecords ?? 0 })] : [];
  const room = health.capacityLeftPercent === null ? [] : [say('fact.room', { percent: percent(health.capacityLeftPercent / 100, 0) })];
  return [...counts, ...missing, ...room];
}

/** What is known of a terminal: one sentence each, the most telling first. */
export function terminalFacts(device: Device, devices: readonly Device[], say: SayTerminal, language: Language): string[] {
  const { terminal, condition } = device;
  if (!terminal) return [];
  const { health, zone } = terminal;
  const silent = condition.state === 'silent';
  const last = health?.lastContactAt ? [say('fact.last', { when: moment(health.lastContactAt, zone) })] : [say('fact.never', { when: dateTime(terminal.firstSeenAt, zone) })];
  const error = health?.errorTexts && health.errorSinceAt ? [say('fact.error', { text: (health.errorTexts as Record<Language, string>)[language], when: dateTime(health.errorSinceAt, zone) })] : [];
  const synced = health?.syncedUntilAt ? [[say('fact.synced', { when: dateTime(health.syncedUntilAt, zone) }), silent ? say('fact.kept') : ''].filter(Boolean).join(' ')] : [];
  const clock = condition.state === 'clock' && health?.clockMeasuredAt ? [say('fact.clock', { offset: offsetText(health.clockOffsetSeconds ?? 0, say), when: dateTime(health.clockMeasuredAt, zone) })] : [];
  const file = condition.state === 'file' ? [say('fact.file')] : [];
  const firmware = health?.firmware ? [say('fact.firmware', { firmware: health.firmware })] : [];
  return [...last, ...file, ...error, ...clock, ...(silent ? neighbourFact(terminal, devices, say) : []), ...synced, ...countFacts(terminal, say), ...firmware];
}

/** What is known of a door sensor. */
export function doorFacts({ health, zone, mandatory, heldOpenSeconds }: DoorSensor, say: SayTerminal): string[] {
  const last = health?.lastContactAt ? [say('fact.last', { when: moment(health.lastContactAt, zone) })] : [say('is.never') + '.'];
  const state = health?.state && health.stateSinceAt ? [say('fact.doorState', { state: say(health.state === 'open' ? 'door.open' : 'door.closed'), when: dateTime(health.stateSinceAt, zone) })] : [];
  const working = health?.workingUntilAt ? [say('fact.working', { when: dateTime(health.workingUntilAt, zone) })] : [];
  const battery = health?.batteryPercent === null || health?.batteryPercent === undefined ? [] : [say('fact.battery', { count: health.batteryPercent })];
  return [...last, ...state, ...working, ...battery, say('fact.heldOpen', { count: heldOpenSeconds ?? 60 }), ...(mandatory ? [say('fact.mandatory')] : [])];
}
