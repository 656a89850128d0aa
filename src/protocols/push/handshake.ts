import { ProtocolError } from '../errors';
import { wallClockAt, zoneOffsetText } from './push-time';

/** How the `TimeZone` line is written for one terminal, because firmware disagrees (push.md A7); `omit` sends none. */
export type TimeZoneForm = 'auto' | 'hours' | 'minutes' | 'hh:mm' | 'omit';

/** What a terminal is asked to send on its own; templates and photos cannot be named (push.md A3, TransFlag). */
export type TransferItem = 'AttLog' | 'OpLog' | 'EnrollUser' | 'ChgUser';

/** The answer to an attendance terminal's handshake, as data (push.md A3). Offsets in minutes east of UTC. */
export interface HandshakeSettings {
  offsetMinutes: number;
  timeZoneForm: TimeZoneForm;
  /** Asks the terminal to upload its whole log again; send it once, only when an officer asks for it (push.md A3, stamps). */
  resendAll?: boolean;
  delaySeconds?: number;
  errorDelaySeconds?: number;
  timeoutSeconds?: number;
  transfer?: readonly TransferItem[];
  maxPostBytes?: number;
}

/** The answer to an access panel's handshake (push.md A1); the user table is only asked for when `users` is set. */
export interface AccessConfiguration {
  registryCode: string;
  sessionId: string;
  delaySeconds?: number;
  errorDelaySeconds?: number;
  timeoutSeconds?: number;
  users?: boolean;
}

const DEFAULT_TRANSFER: readonly TransferItem[] = ['AttLog', 'OpLog'];

/** The option block for an attendance terminal (push.md A3); a terminal that sends no `pushver` also gets the stamps of PUSH 1.0. */
export function handshakeAnswer(serial: string, pushVersion: string | null, settings: HandshakeSettings): string {
  const stamp = settings.resendAll === true ? '0' : '9999';
  const lines = [
    `GET OPTION FROM: ${serial}`,
    ...(pushVersion === null ? [`Stamp=${stamp}`, `OpStamp=${stamp}`, 'PhotoStamp=9999'] : []),
    `ATTLOGStamp=${stamp}`,
    'OPERLOGStamp=9999',
    'ATTPHOTOStamp=9999',
    'BIODATAStamp=9999',
    'IDCARDStamp=9999',
    'ERRORLOGStamp=9999',
    `ErrorDelay=${seconds(settings.errorDelaySeconds, 30)}`,
    `Delay=${seconds(settings.delaySeconds, 10)}`,
    'TransTimes=00:00;14:05',
    'TransInterval=1',
    `TransFlag=TransData ${(settings.transfer ?? DEFAULT_TRANSFER).join('\t')}`,
    ...timeZoneLine(settings.offsetMinutes, settings.timeZoneForm),
    'Realtime=1',
    'Encrypt=None',
    `Timeout=${seconds(settings.timeoutSeconds, 60)}`,
    'ServerVer=2.4.1',
    'PushProtVer=2.4.1',
    'PushOptionsFlag=1',
    'SupportPing=1',
    ...(settings.maxPostBytes === undefined ? [] : [`MaxPostSize=${settings.maxPostBytes}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function seconds(value: number | undefined, otherwise: number): number {
  return Math.max(1, Math.round(value ?? otherwise));
}

function timeZoneLine(offsetMinutes: number, form: TimeZoneForm): string[] {
  const value = timeZoneValue(offsetMinutes, form);
  return value === null ? [] : [`TimeZone=${value}`];
}

/** The value of `TimeZone` (push.md A7): `auto` is hours when whole, else minutes, never a fraction; null when the line is to be left out. */
export function timeZoneValue(offsetMinutes: number, form: TimeZoneForm): string | null {
  if (form === 'omit') return null;
  if (form === 'hh:mm') return zoneOffsetText(offsetMinutes, ':');
  const whole = offsetMinutes % 60 === 0;
  if (form === 'hours' && !whole) throw new ProtocolError(`A zone of ${offsetMinutes} minutes cannot be said in hours`);
  return String(whole && form !== 'minutes' ? offsetMinutes / 60 : offsetMinutes);
}

/** The configuration block for a registered access panel; the handshake also repeats the registration (push.md A1). */
export function accessAnswer(configuration: AccessConfiguration, part: 'handshake' | 'push'): string {
  const lines = [
    ...(part === 'handshake' ? ['registry=ok', `RegistryCode=${registryCode(configuration.registryCode)}`] : []),
    'ServerVersion=3.1.2',
    'ServerName=Hadir',
    'PushProtVer=3.1.2',
    `ErrorDelay=${seconds(configuration.errorDelaySeconds, 30)}`,
    `RequestDelay=${seconds(configuration.delaySeconds, 10)}`,
    'TransTimes=00:00;14:05',
    'TransInterval=1',
    `TransTables=${configuration.users === true ? 'User Transaction' : 'Transaction'}`,
    'Realtime=1',
    `SessionID=${configuration.sessionId}`,
    `TimeoutSec=${seconds(configuration.timeoutSeconds, 60)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The answer to a registration (push.md A1): `RegistryCode=` and at most 32 printable characters. */
export function registryAnswer(code: string): string {
  return `RegistryCode=${registryCode(code)}\n`;
}

function registryCode(code: string): string {
  if (!/^[!-~]{1,32}$/.test(code)) throw new ProtocolError('A registry code is 1 to 32 printable characters');
  return code;
}

/** The answer to `cdata?type=time` (push.md A2): the server's time with its offset; `at` in epoch milliseconds. */
export function timeAnswer(at: number, offsetMinutes: number): string {
  return `Time=${wallClockAt(at, offsetMinutes).replace(' ', 'T')}${zoneOffsetText(offsetMinutes, ':')}\n`;
}
