import Ztcp from 'zkteco-js/src/ztcp';
import { version } from 'zkteco-js/package.json';

const PINNED_VERSION = '1.7.2';

/** The methods of zkteco-js that `SafeZtcp` replaces, and those of its helpers that run over the replaced transport. */
const EXPECTED_METHODS = [
  'createSocket',
  'connect',
  'closeSocket',
  'disconnect',
  'writeMessage',
  'requestData',
  'sendChunkRequest',
  'executeCmd',
  'readWithBuffer',
  'getUsers',
  'getAttendances',
  'getRealTimeLogs',
  'getInfo',
  'getAttendanceSize',
  'getTime',
  'freeData',
  'setTime',
  'voiceTest',
  'setUser',
  'deleteUser',
  'clearAttendanceLog',
  'clearData',
  'disableDevice',
  'enableDevice',
  'getSerialNumber',
  'getDeviceName',
  'getPlatform',
  'getMacAddress',
  'getVendor',
  'getFirmware',
] as const;

/** The names among `names` that `prototype` has no method for. */
export function missingMethods(prototype: object, names: readonly string[] = EXPECTED_METHODS): string[] {
  return names.filter((name) => typeof Reflect.get(prototype, name) !== 'function');
}

/** Throws when the installed zkteco-js is not the one whose methods were audited: overriding a name that is gone would override nothing (zk.md E.1). */
export function assertLibraryContract(): void {
  const missing = missingMethods(Ztcp.prototype);
  if (version === PINNED_VERSION && missing.length === 0) return;
  throw new Error(
    `zkteco-js ${PINNED_VERSION} is needed, found ${version}${missing.length > 0 ? ` without ${missing.join(', ')}` : ''}`,
  );
}
