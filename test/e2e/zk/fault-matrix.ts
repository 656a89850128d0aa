import { punchSeries, usersOfSeries } from '../../../devices/simulators/zk/punch-series';
import type {
  SimulatedPunch,
  ZkFaultEffect,
  ZkSimulatorOptions,
} from '../../../devices/simulators/zk/simulator-options';
import type { ZkErrorName } from '../../../src/protocols/zk/zk-error';

type Transport = 'tcp' | 'udp';

/** One row: how the terminal behaves, and what a read must end in. */
export interface FaultCase {
  readonly name: string;
  readonly on?: readonly Transport[];
  readonly terminal: ZkSimulatorOptions;
  readonly commKey?: number;
  /** 'all' means every record that the terminal held when it was asked. */
  readonly expect: 'all' | ZkErrorName | Readonly<Record<Transport, 'all' | ZkErrorName>>;
  /** Whether a repaired terminal is the same one without faults (else the row is a property of the terminal). */
  readonly heals?: boolean;
}

const BOTH: readonly Transport[] = ['tcp', 'udp'];
const TCP: readonly Transport[] = ['tcp'];
const CONNECT = 1000;
const SIZES = 50;
const PREPARE = 1503;
const READ = 1504;
const FREE = 1502;

const log = punchSeries(120);
const longLog = punchSeries(4_000);
const long: ZkSimulatorOptions = { punches: longLog, users: usersOfSeries(50) };
const normal: ZkSimulatorOptions = { punches: log, users: usersOfSeries(50) };
const small: ZkSimulatorOptions = { punches: log.slice(0, 20), users: usersOfSeries(50) };

function fault(
  name: string,
  command: number,
  effect: ZkFaultEffect,
  expect: FaultCase['expect'],
  more: { on?: readonly Transport[]; terminal?: ZkSimulatorOptions; nth?: number; times?: number } = {},
): FaultCase {
  const { on = BOTH, terminal = normal, ...when } = more;
  return { name, on, terminal: { ...terminal, faults: [{ on: command, ...when, effect }] }, expect, heals: true };
}

function property(
  name: string,
  terminal: ZkSimulatorOptions,
  expect: FaultCase['expect'] = 'all',
  more: { on?: readonly Transport[]; commKey?: number } = {},
): FaultCase {
  return { name, terminal: { ...normal, ...terminal }, expect, ...more };
}

const withClock = (wallClock: string, punches: readonly SimulatedPunch[] = log): SimulatedPunch[] =>
  punches.map((punch, i) => (i === 5 ? { ...punch, wallClock } : punch));

const layouts: FaultCase[] = [
  property('40 bytes', {}),
  property('40 bytes, one record', { punches: log.slice(0, 1) }),
  property('40 bytes, 24-character ids', { punches: punchSeries(90, { pinPrefix: 'CIVILSERVANTNUMBER00' }) }),
  property('40 bytes inline', small),
  property('49 bytes', { layout: '49' }),
  property('49 bytes, one record inline', { layout: '49', punches: log.slice(0, 1) }),
  property('16 bytes', { layout: '16' }),
  property('16 bytes inline', { ...small, layout: '16' }),
  property('8 bytes, time at 3', { layout: '8A' }),
  property('8 bytes, time at 4', { layout: '8B' }),
  property('8 bytes, state and verify in one byte', { layout: '8B-packed' }),
  property('8 bytes and users of 28 bytes', { layout: '8A', userBytes: 28 }),
  property('several chunks', long),
  property('size a multiple of the chunk', { punches: punchSeries(1636), layout: '40' }),
  property('a dataset of exactly one chunk', { punches: punchSeries(4091), layout: '16' }),
];

const wire: FaultCase[] = [
  property('every frame in a write of its own', { ...long, delivery: { kind: 'frames' } }, 'all', { on: TCP }),
  property('all frames of an answer in one write', { ...long, delivery: { kind: 'coalesced' } }, 'all', { on: TCP }),
  property('byte by byte', { punches: log.slice(0, 40), delivery: { kind: 'pieces', bytes: 1 } }, 'all', { on: TCP }),
  property('pieces of 7 bytes', { delivery: { kind: 'pieces', bytes: 7 } }, 'all', { on: TCP }),
  property('pieces of 1447 bytes', { ...long, delivery: { kind: 'pieces', bytes: 1447 } }, 'all', { on: TCP }),
  property('paced like a slow line', { ...long, delivery: { kind: 'paced', bytes: 1448, microseconds: 115 } }, 'all', {
    on: TCP,
  }),
  property('DATA packets of 1008 bytes', { ...long, dataPacketBytes: 1008 }),
  property('DATA packets of 1 byte', { punches: log.slice(0, 30), dataPacketBytes: 1 }),
  property('DATA with session 0', { dataSession: 'zero' }),
  property('closing ACK with the size as session', { ...long, closingSession: 'size' }),
  property('DATA without PREPARE_DATA', { ...long, chunkAnswer: 'data' }),
  property('PREPARE BUFFER answered by a transfer', { prepareAnswer: 'transfer' }),
  property('free sizes of 92 bytes', { freeSizesBytes: 92 }),
  property('free sizes of 112 bytes', { freeSizesBytes: 112 }),
  property('old firmware without buffer', { buffered: false }),
  property('old firmware without buffer, 16 bytes', { buffered: false, layout: '16' }),
  property('old firmware whose direct read is garbage', { buffered: false, directReadIsGarbage: true }, 'Protocol'),
  property('a terminal that does not check checksums', { strictChecksum: false }),
];

const keys: FaultCase[] = [
  property('comm key right', { commKey: 123456 }, 'all', { commKey: 123456 }),
  property('comm key whose sum overflows', { commKey: 131071 }, 'all', { commKey: 131071 }),
  property('comm key wrong', { commKey: 123456 }, 'WrongKey', { commKey: 654321 }),
  property('comm key missing', { commKey: 1 }, 'WrongKey'),
  property('AUTH wanted although the key is 0', { alwaysAuthenticate: true }),
  fault('AUTH unanswered', 1102, { kind: 'silence' }, 'Timeout', { terminal: { ...normal, alwaysAuthenticate: true } }),
];

const silence: FaultCase[] = [
  fault('silent at CONNECT', CONNECT, { kind: 'silence' }, { tcp: 'Timeout', udp: 'ConnectTimeout' }),
  fault('silent at GET_FREE_SIZES', SIZES, { kind: 'silence' }, 'Timeout'),
  fault('silent at the second GET_FREE_SIZES', SIZES, { kind: 'silence' }, 'Timeout', { nth: 2 }),
  fault('silent at PREPARE BUFFER', PREPARE, { kind: 'silence' }, 'Timeout'),
  fault('silent at READ BUFFER', READ, { kind: 'silence' }, 'Timeout'),
  fault('silent at the second chunk', READ, { kind: 'silence' }, 'Timeout', { nth: 2, terminal: long }),
  fault('silent at FREE_DATA', FREE, { kind: 'silence' }, 'Timeout'),
  fault('silent at the direct read', 13, { kind: 'silence' }, 'Timeout', { terminal: { ...normal, buffered: false } }),
  fault('stalls inside a packet', READ, { kind: 'cut', afterBytes: 1000, then: 'stall' }, 'Timeout'),
  fault('stalls inside a packet header', READ, { kind: 'cut', afterBytes: 5, then: 'stall' }, 'Timeout'),
  fault('stalls after PREPARE_DATA', READ, { kind: 'cut', afterBytes: 24, then: 'stall' }, 'Timeout'),
  fault('stalls in the inline answer', PREPARE, { kind: 'cut', afterBytes: 300, then: 'stall' }, 'Timeout', {
    terminal: small,
  }),
  fault('closing ACK missing', READ, { kind: 'drop', packet: -1 }, 'Timeout'),
  fault('closing ACK late', READ, { kind: 'delay', packet: -1, milliseconds: 40 }, 'all'),
  fault('DATA late', READ, { kind: 'delay', packet: 1, milliseconds: 40 }, 'all'),
  fault('one answer lost', READ, { kind: 'silence' }, { tcp: 'Timeout', udp: 'all' }, { times: 1 }),
  fault('one answer lost at CONNECT', CONNECT, { kind: 'silence' }, { tcp: 'Timeout', udp: 'all' }, { times: 1 }),
  fault(
    'one DATA packet lost once',
    READ,
    { kind: 'drop', packet: 1 },
    { tcp: 'Length', udp: 'all' },
    { times: 1, terminal: { ...normal, dataPacketBytes: 1008 } },
  ),
  fault('one closing ACK lost', READ, { kind: 'drop', packet: -1 }, { tcp: 'Timeout', udp: 'all' }, { times: 1 }),
];

const endings: FaultCase[] = [
  fault('FIN at CONNECT', CONNECT, { kind: 'cut', afterBytes: 0, then: 'fin' }, 'Closed', { on: TCP }),
  fault('RST at CONNECT', CONNECT, { kind: 'cut', afterBytes: 0, then: 'reset' }, 'Closed', { on: TCP }),
  fault('FIN at PREPARE BUFFER', PREPARE, { kind: 'cut', afterBytes: 0, then: 'fin' }, 'Closed', { on: TCP }),
  fault('FIN inside a transfer', READ, { kind: 'cut', afterBytes: 3000, then: 'fin' }, 'Closed', { on: TCP }),
  fault('RST inside a transfer', READ, { kind: 'cut', afterBytes: 3000, then: 'reset' }, 'Closed', { on: TCP }),
  fault('FIN between two chunks', READ, { kind: 'cut', afterBytes: 0, then: 'fin' }, 'Closed', {
    on: TCP,
    nth: 2,
    terminal: long,
  }),
  fault(
    'FIN on a packet boundary before the closing ACK',
    READ,
    { kind: 'cut', afterBytes: 24 + 16 + 4804, then: 'fin' },
    'Closed',
    { on: TCP },
  ),
  fault('reboot at READ BUFFER', READ, { kind: 'reboot' }, 'Closed', { on: TCP }),
  fault('RST at the last GET_FREE_SIZES', SIZES, { kind: 'cut', afterBytes: 0, then: 'reset' }, 'Closed', {
    on: TCP,
    nth: 2,
  }),
];

const damage: FaultCase[] = [
  fault('a flipped bit in DATA', READ, { kind: 'damage', packet: 1, what: 'payload' }, 'Checksum'),
  fault('a flipped bit in the inline answer', PREPARE, { kind: 'damage', packet: 0, what: 'payload' }, 'Checksum', {
    terminal: small,
  }),
  fault('wrong checksum at CONNECT', CONNECT, { kind: 'damage', packet: 0, what: 'checksum' }, 'Checksum'),
  fault('wrong checksum in the closing ACK', READ, { kind: 'damage', packet: -1, what: 'checksum' }, 'Checksum'),
  fault('wrong magic', READ, { kind: 'damage', packet: 1, what: 'magic' }, 'Framing', { on: TCP }),
  fault('wrong frame length', READ, { kind: 'damage', packet: 1, what: 'length' }, 'Framing', { on: TCP }),
  fault('wrong reply id', SIZES, { kind: 'damage', packet: 0, what: 'reply-id' }, 'Timeout'),
  fault('wrong reply id in DATA', READ, { kind: 'damage', packet: 1, what: 'reply-id' }, 'Length'),
  fault('odd session in an answer', SIZES, { kind: 'damage', packet: 0, what: 'session' }, 'all'),
  fault('a DATA packet missing', READ, { kind: 'drop', packet: 2 }, 'Length', {
    terminal: { ...normal, dataPacketBytes: 1008 },
  }),
  fault('a DATA packet twice', READ, { kind: 'duplicate', packet: 2 }, 'Length', {
    terminal: { ...normal, dataPacketBytes: 1008 },
  }),
  fault('the last DATA packet too short', READ, { kind: 'shorten', packet: -2, bytes: 40 }, 'Length'),
  fault('the last DATA packet too long', READ, { kind: 'lengthen', packet: -2, bytes: 40 }, 'Length'),
  fault('the inline answer one record short', PREPARE, { kind: 'shorten', packet: 0, bytes: 40 }, 'Length', {
    terminal: small,
  }),
  fault(
    'PREPARE_DATA announces another size',
    READ,
    { kind: 'answer', code: 1500, data: '0001000000040000' },
    'Length',
  ),
  fault('PREPARE_DATA without size', READ, { kind: 'answer', code: 1500 }, 'Length'),
  fault('free sizes of 20 bytes', SIZES, { kind: 'shorten', packet: 0, bytes: 60 }, 'Length'),
  fault('PREPARE BUFFER answered with a bare ACK', PREPARE, { kind: 'answer', code: 2000 }, 'Length'),
  fault('PREPARE BUFFER answered with two bytes', PREPARE, { kind: 'answer', code: 2000, data: '0000' }, 'Length'),
  fault(
    'PREPARE BUFFER announces 4 GB',
    PREPARE,
    { kind: 'answer', code: 2000, data: '00ffffffffffffffff00000000' },
    'Length',
  ),
  fault('an empty log against the count', PREPARE, { kind: 'answer', code: 1501, data: '00000000' }, 'Length'),
  property('a total that is not the rest', { totalError: -40 }, 'Length'),
  property('half the records', { countError: 60 }, 'Length'),
  property('one record fewer than counted', { countError: 1 }, 'Length'),
  property('one record more than counted', { countError: -1 }, 'all'),
  property('far more records than counted', { countError: -100 }, 'Length'),
];

const strays: FaultCase[] = [
  fault('a stray ACK before an answer', SIZES, { kind: 'stray', packet: 0, copies: 1 }, 'all'),
  fault('stray packets inside a transfer', READ, { kind: 'stray', packet: 1, copies: 3 }, 'all'),
  fault('strays and no answer', SIZES, { kind: 'stray', packet: 0, copies: 1 }, 'all', { nth: 2 }),
  fault('an event before an answer', SIZES, { kind: 'event', packet: 0, copies: 1 }, 'all'),
  fault('an event inside a transfer', READ, { kind: 'event', packet: 1, copies: 2 }, 'all'),
  fault('an event between DATA packets', READ, { kind: 'event', packet: 3, copies: 1 }, 'all', {
    terminal: { ...normal, dataPacketBytes: 1008 },
  }),
  fault('an answer twice', SIZES, { kind: 'duplicate', packet: 0 }, 'all'),
  fault('the closing ACK twice', READ, { kind: 'duplicate', packet: -1 }, 'all'),
];

const refusals: FaultCase[] = [
  fault('6001 at CONNECT', CONNECT, { kind: 'answer', code: 6001 }, 'Unsupported'),
  fault('an error at CONNECT', CONNECT, { kind: 'answer', code: 2001 }, 'Unsupported'),
  fault('2001 at PREPARE BUFFER', PREPARE, { kind: 'answer', code: 2001 }, 'Rejected'),
  fault('2005 at PREPARE BUFFER', PREPARE, { kind: 'answer', code: 2005 }, 'WrongKey'),
  fault('4989 at PREPARE BUFFER', PREPARE, { kind: 'answer', code: 4989 }, 'Unsupported'),
  fault('65535 at PREPARE BUFFER', PREPARE, { kind: 'answer', code: 65535 }, 'all'),
  fault('65535 at PREPARE BUFFER and at the direct read', 13, { kind: 'answer', code: 65535 }, 'Unsupported', {
    terminal: { ...normal, buffered: false },
  }),
  fault('2001 at READ BUFFER', READ, { kind: 'answer', code: 2001 }, 'Rejected'),
  fault('a bare ACK at READ BUFFER', READ, { kind: 'answer', code: 2000 }, 'Length'),
  fault('2005 at GET_FREE_SIZES', SIZES, { kind: 'answer', code: 2005 }, 'WrongKey'),
  fault('an error at FREE_DATA', FREE, { kind: 'answer', code: 2001 }, 'all'),
];

const contents: FaultCase[] = [
  property('empty log', { punches: [] }),
  ...(['inline', 'bare-ack', 'zero-size'] as const).map((emptyLog): FaultCase => ({
    name: `log cleared after the count, empty as ${emptyLog}`,
    terminal: { ...normal, emptyLog, faults: [{ on: PREPARE, effect: { kind: 'clear' } }] },
    expect: 'all',
  })),
  {
    name: 'log cleared after the count, empty as an error',
    terminal: { ...normal, emptyLog: 'error', faults: [{ on: PREPARE, effect: { kind: 'clear' } }] },
    expect: 'Rejected',
  },
  fault('log cleared inside the read', READ, { kind: 'clear' }, 'all', { times: 1 }),
  fault('a punch between count and read', PREPARE, { kind: 'punch', count: 1 }, 'all'),
  fault('a punch between count and read of one record', PREPARE, { kind: 'punch', count: 1 }, 'all', {
    terminal: { ...normal, punches: log.slice(0, 1) },
  }),
  fault('punches inside the read', READ, { kind: 'punch', count: 2 }, 'all'),
  property('an impossible date', { punches: withClock('2026-02-30 08:00:00') }),
  property('a punch of a lost clock', { punches: withClock('2000-01-01 00:00:07') }),
  property('a punch of the year 2100', { punches: withClock('2100-01-01 08:00:00') }),
  property('one record with an impossible date', { punches: withClock('2026-04-31 08:00:00').slice(5, 6) }),
  property('the clock lost, all punches of 2000', { punches: punchSeries(50, { from: '2000-01-01 00:00:00' }) }),
  property('a log at capacity that rolls', {
    capacity: 120,
    whenFull: 'roll',
    faults: [{ on: PREPARE, effect: { kind: 'punch', count: 3 } }],
  }),
  property('a log at capacity that is frozen', {
    capacity: 120,
    whenFull: 'freeze',
    faults: [{ on: PREPARE, effect: { kind: 'punch', count: 3 } }],
  }),
  property('equal punches are kept apart', { punches: [...log.slice(0, 3), ...log.slice(0, 3), ...log.slice(0, 3)] }),
];

/** All rows of the fault matrix over the ZK wire. */
export const FAULT_MATRIX: readonly FaultCase[] = [
  ...layouts,
  ...wire,
  ...keys,
  ...silence,
  ...endings,
  ...damage,
  ...strays,
  ...refusals,
  ...contents,
];
