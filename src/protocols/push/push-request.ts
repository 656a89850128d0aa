import { ProtocolError } from '../errors';
import { parseQuery } from './push-query';

/** `att`: attendance PUSH 2.x; `acc`: security PUSH 3.x (push.md A1). */
export type PushProtocol = 'att' | 'acc';

/** What a device asks for, whatever spelling of the path it uses (push.md A2). */
export type PushEndpoint =
  | 'handshake'
  | 'time'
  | 'remote-attendance'
  | 'upload'
  | 'verify-data'
  | 'getrequest'
  | 'devicecmd'
  | 'ping'
  | 'exchange'
  | 'querydata'
  | 'rtdata'
  | 'registry'
  | 'push'
  | 'file'
  | 'notice';

/** One request of a device, understood: `query` has lower-case keys, `evidence` is what this request alone says about the protocol. */
export interface PushRequest {
  endpoint: PushEndpoint;
  serial: string;
  query: ReadonlyMap<string, string>;
  evidence: PushProtocol | null;
}

/** Serial numbers that are believed to be one (push.md A9). */
const SERIAL = /^[A-Za-z0-9_-]{1,64}$/;

const ACC_TABLES = new Set(['rtlog', 'rtstate', 'tabledata', 'transaction']);
const ATT_TABLES = new Set(['attlog', 'operlog', 'attphoto', 'biodata', 'idcard', 'errorlog', 'options']);

type PathRule = (method: string, query: ReadonlyMap<string, string>) => PushEndpoint;

const PATHS = new Map<string, PathRule>([
  ['cdata', (method, query) => (method === 'GET' ? handshakeKind(query) : uploadKind(query))],
  ['fdata', () => 'upload'],
  ['edata', () => 'upload'],
  ['getrequest', () => 'getrequest'],
  ['devicecmd', () => 'devicecmd'],
  ['ping', () => 'ping'],
  ['exchange', () => 'exchange'],
  ['querydata', () => 'querydata'],
  ['rtdata', () => 'rtdata'],
  ['registry', () => 'registry'],
  ['push', () => 'push'],
  ['file', () => 'file'],
  ['test', () => 'notice'],
  ['deviceinfo', () => 'notice'],
  ['service/control', () => 'notice'],
]);

function handshakeKind(query: ReadonlyMap<string, string>): PushEndpoint {
  if (query.get('type')?.toLowerCase() === 'time') return 'time';
  return query.get('table')?.toLowerCase() === 'remoteatt' ? 'remote-attendance' : 'handshake';
}

function uploadKind(query: ReadonlyMap<string, string>): PushEndpoint {
  return query.get('type')?.toLowerCase() === 'postverifydata' ? 'verify-data' : 'upload';
}

/**
 * Understands a request line (push.md A2, A10): absolute URIs, doubled slashes and prefixes, upper case, trailing slashes and `.aspx` are taken.
 * Returns null for a path that is not ours; throws ProtocolError for a serial number that is missing, malformed or said twice.
 */
export function classifyPushRequest(method: string, target: string): PushRequest | null {
  const { path, search } = splitTarget(target);
  const name = iclockName(path);
  if (name === null) return null;
  const rule = PATHS.get(name.startsWith('filename=') ? 'file' : name);
  if (rule === undefined || (method !== 'GET' && method !== 'POST')) return null;
  const { values, repeated } = parseQuery(search);
  if (repeated.has('sn')) throw new ProtocolError('The serial number is said twice');
  const serial = values.get('sn') ?? '';
  if (!SERIAL.test(serial)) throw new ProtocolError('The serial number is missing or malformed');
  const endpoint = rule(method, values);
  return { endpoint, serial, query: values, evidence: evidenceOf(endpoint, values) };
}

/** What this request alone says about the protocol: `DeviceType` first, then endpoint and table; never `pushver` (push.md A1). */
function evidenceOf(endpoint: PushEndpoint, query: ReadonlyMap<string, string>): PushProtocol | null {
  const type = query.get('devicetype')?.toLowerCase();
  if (type === 'acc' || type === 'att') return type;
  if (endpoint === 'registry' || endpoint === 'push' || endpoint === 'rtdata') return 'acc';
  const table = query.get('table')?.toLowerCase() ?? '';
  if (ACC_TABLES.has(table)) return 'acc';
  return ATT_TABLES.has(table) && endpoint === 'upload' ? 'att' : null;
}

/** The protocol of a request: what it says itself, else what the device is known to speak, else attendance PUSH (push.md A1). */
export function protocolOf(request: PushRequest, known: PushProtocol | null): PushProtocol {
  return request.evidence ?? known ?? 'att';
}

/** A request target without scheme and host, which devices behind a proxy setting send along (push.md A10). */
export function localTarget(target: string): string {
  return target.replace(/^[a-z]+:\/\/[^/?]*/i, '');
}

function splitTarget(target: string): { path: string; search: string } {
  const local = localTarget(target);
  const mark = local.indexOf('?');
  return mark < 0 ? { path: local, search: '' } : { path: local.slice(0, mark), search: local.slice(mark + 1) };
}

/** The part after `/iclock/`, or null when the path is not under it. */
function iclockName(path: string): string | null {
  const parts = path
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
  if (parts[0] !== 'iclock') return null;
  const rest = parts.slice(parts.findIndex((part) => part !== 'iclock'));
  return parts.every((part) => part === 'iclock') ? null : rest.join('/').replace(/\.aspx$/, '');
}
