import { ProtocolError } from '../errors';
import type { PushProtocol } from './push-request';
import { encodeDateTime, parseWallClock } from './push-time';

/**
 * The commands that exist here (push.md A6). None runs code on the terminal, clears its log, or reads or writes a template or photo:
 * such a command cannot be spelled.
 */
export type PushCommand =
  | { kind: 'update-user'; pin: string; name: string; card?: string | null; privilege?: 0 | 14 }
  | { kind: 'delete-user'; pin: string }
  | { kind: 'query-attlog'; from: string; to: string }
  | { kind: 'query-transactions' }
  | { kind: 'verify-sum-attlog'; from: string; to: string }
  | { kind: 'set-option'; key: SettableOption; value: string }
  | { kind: 'set-clock'; wallClock: string }
  /** The users as the terminal has them: names, cards and privileges, no templates. */
  | { kind: 'query-users' }
  | { kind: 'info' | 'check' | 'log' | 'reload-options' | 'reboot' | 'unlock' | 'cancel-alarm' };

/** A command waiting for its device: integers as ids suit both protocol branches (push.md A6). */
export interface QueuedCommand {
  id: number;
  command: PushCommand;
}

/** A command that cannot be spelled for the device it waits for, and why. */
export interface RefusedCommand {
  id: number;
  reason: string;
}

/** The answer to a getrequest: the text, the ids it carries, and the commands that no protocol branch of this device knows. */
export interface CommandBatch {
  text: string;
  ids: number[];
  refused: RefusedCommand[];
}

/** Options that may be set from here, with what their value must look like; the server's address is not among them (push.md A3, A7). */
const SETTABLE = {
  TimeZone: /^-?\d{1,3}$|^[+-]\d{2}:\d{2}$/,
  Delay: /^\d{1,3}$/,
  ErrorDelay: /^\d{1,3}$/,
  Realtime: /^[01]$/,
  TransInterval: /^\d{1,4}$/,
  TransTimes: /^\d{2}:\d{2}(;\d{2}:\d{2}){0,9}$/,
  SyncTime: /^\d{1,6}$/,
} as const;

/** An option that `SET OPTION` may touch. */
export type SettableOption = keyof typeof SETTABLE;

/** Commands per answer and bytes per answer (push.md A6: 200 and 40 kB). */
const BATCH_LIMITS = { commands: 200, bytes: 40_000 };

const PLAIN: Record<PushProtocol, Partial<Record<PushCommand['kind'], string>>> = {
  att: {
    'query-users': 'DATA QUERY USERINFO',
    info: 'INFO',
    check: 'CHECK',
    log: 'LOG',
    'reload-options': 'RELOAD OPTIONS',
    reboot: 'REBOOT',
    unlock: 'AC_UNLOCK',
    'cancel-alarm': 'AC_UNALARM',
  },
  acc: {
    reboot: 'CONTROL DEVICE 03000000',
    'query-users': 'DATA QUERY tablename=user,fielddesc=*,filter=*',
    'query-transactions': 'DATA QUERY tablename=transaction,fielddesc=*,filter=*',
  },
};

/** The wire text of one command without its `C:<id>:` (push.md A6); throws ProtocolError for a field or a command that must not be sent. */
export function commandText(command: PushCommand, protocol: PushProtocol): string {
  const plain = Object.hasOwn(PLAIN[protocol], command.kind) ? PLAIN[protocol][command.kind] : undefined;
  if (plain !== undefined) return plain;
  if (command.kind === 'set-option') return `SET OPTION ${optionText(command.key, command.value)}`;
  if (command.kind === 'set-clock') return `SET OPTION DateTime=${encodeDateTime(wallClock(command.wallClock))}`;
  return protocol === 'att' ? attendanceText(command) : accessText(command);
}

function attendanceText(command: PushCommand): string {
  switch (command.kind) {
    case 'update-user':
      return `DATA UPDATE USERINFO ${userFields(command).join('\t')}`;
    case 'delete-user':
      return `DATA DELETE USERINFO PIN=${pinText(command.pin)}`;
    case 'query-attlog':
      return `DATA QUERY ATTLOG ${span(command.from, command.to)}`;
    case 'verify-sum-attlog':
      return `VERIFY SUM ATTLOG ${span(command.from, command.to)}`;
    default:
      throw new ProtocolError(`An attendance terminal knows no ${command.kind}`);
  }
}

function userFields(user: PushCommand & { kind: 'update-user' }): string[] {
  return [
    `PIN=${pinText(user.pin)}`,
    `Name=${field(user.name, 'name', 48)}`,
    `Pri=${user.privilege ?? 0}`,
    `Card=${cardText(user.card)}`,
  ];
}

function accessText(command: PushCommand): string {
  if (command.kind === 'delete-user') return `DATA DELETE user Pin=${pinText(command.pin)}`;
  if (command.kind !== 'update-user') throw new ProtocolError(`An access panel knows no ${command.kind}`);
  const fields = [`CardNo=${cardText(command.card)}`, `Pin=${pinText(command.pin)}`];
  fields.push(`Name=${field(command.name, 'name', 48)}`, `Privilege=${command.privilege ?? 0}`);
  return `DATA UPDATE user ${fields.join('\t')}`;
}

function span(from: string, to: string): string {
  return `StartTime=${wallClock(from)}\tEndTime=${wallClock(to)}`;
}

function wallClock(text: string): string {
  const parsed = parseWallClock(text);
  if (parsed === null || parsed !== text) throw new ProtocolError(`'${text}' is no wall clock`);
  return parsed;
}

function optionText(key: SettableOption, value: string): string {
  const rule = Object.hasOwn(SETTABLE, key) ? SETTABLE[key] : null;
  if (rule === null || !rule.test(value)) throw new ProtocolError(`The option ${key} cannot be set to '${value}'`);
  return `${key}=${value}`;
}

function pinText(pin: string): string {
  if (!/^[A-Za-z0-9]{1,24}$/.test(pin)) throw new ProtocolError('A pin is 1 to 24 letters and digits');
  return pin;
}

function cardText(card: string | null | undefined): string {
  if (card === null || card === undefined || card === '') return '';
  if (!/^(\d{1,20}|[0-9A-F]{8,16}|\[[0-9A-F]{8,16}\])$/i.test(card))
    throw new ProtocolError('A card number is decimal, or hexadecimal of 4 to 8 bytes, also in brackets');
  return card;
}

/** A free text field: a control character could start another command (push.md A6, forbidden). */
function field(text: string, name: string, most: number): string {
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)) throw new ProtocolError(`The ${name} holds a control character`);
  if (text.length > most) throw new ProtocolError(`The ${name} is longer than ${most} characters`);
  return text;
}

/** The answer to a getrequest (push.md A6): as many commands as fit, REBOOT last; `OK` when there are none. */
export function commandBatch(queued: readonly QueuedCommand[], protocol: PushProtocol): CommandBatch {
  const batch: CommandBatch = { text: '', ids: [], refused: [] };
  const rebootLast = [...queued].sort(
    (a, b) => Number(a.command.kind === 'reboot') - Number(b.command.kind === 'reboot'),
  );
  let bytes = 0;
  for (const { id, command } of rebootLast) {
    const line = lineOrRefusal(batch, id, command, protocol);
    if (line === null) continue;
    bytes += Buffer.byteLength(line);
    if (batch.ids.length >= BATCH_LIMITS.commands || bytes > BATCH_LIMITS.bytes) break;
    batch.text += line;
    batch.ids.push(id);
  }
  return batch.ids.length === 0 ? { ...batch, text: 'OK' } : batch;
}

function lineOrRefusal(batch: CommandBatch, id: number, command: PushCommand, protocol: PushProtocol): string | null {
  try {
    if (!Number.isSafeInteger(id) || id < 0) throw new ProtocolError('A command id is a whole number');
    return `C:${id}:${commandText(command, protocol)}\n`;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    batch.refused.push({ id, reason: error.message });
    return null;
  }
}
