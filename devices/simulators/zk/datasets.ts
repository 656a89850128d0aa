import type { SimulatedLayout, SimulatedPunch, SimulatedUser } from './simulator-options';
import { packWallClock, sixByteTime, words } from './wire-format';

type PunchWriter = { bytes: number; write(punch: SimulatedPunch, record: Buffer): void };

function writeLong(punch: SimulatedPunch, record: Buffer): void {
  record.writeUInt16LE(punch.uid, 0);
  record.write(punch.pin, 2, 24, 'latin1');
  record.writeUInt8(punch.verify, 26);
  record.writeUInt32LE(packWallClock(punch.wallClock), 27);
  record.writeUInt8(punch.state, 31);
  record.writeUInt32LE(punch.workCode ?? 0, 32);
  record.writeUInt8(0xff, 36);
}

function writeSixteen(punch: SimulatedPunch, record: Buffer, verifyAt: number, stateAt: number): void {
  record.writeUInt32LE(Number(punch.pin), 0);
  record.writeUInt32LE(packWallClock(punch.wallClock), 4);
  record.writeUInt8(punch.verify, verifyAt);
  record.writeUInt8(punch.state, stateAt);
  record.writeUInt32LE(punch.workCode ?? 0, 12);
}

function writeEight(punch: SimulatedPunch, record: Buffer, timeAt: number): void {
  record.writeUInt16LE(punch.uid, 0);
  record.writeUInt32LE(packWallClock(punch.wallClock), timeAt);
}

const WRITERS: Readonly<Record<SimulatedLayout, PunchWriter>> = {
  '8A': {
    bytes: 8,
    write(punch, record) {
      writeEight(punch, record, 3);
      record.writeUInt8(punch.verify, 2);
      record.writeUInt8(punch.state, 7);
    },
  },
  '8B': {
    bytes: 8,
    write(punch, record) {
      writeEight(punch, record, 4);
      record.writeUInt8(punch.verify, 2);
      record.writeUInt8(punch.state, 3);
    },
  },
  '8B-packed': {
    bytes: 8,
    write(punch, record) {
      writeEight(punch, record, 4);
      record.writeUInt8((punch.state << 4) | punch.verify, 2);
    },
  },
  '16': { bytes: 16, write: (punch, record) => writeSixteen(punch, record, 8, 9) },
  '16-state-first': { bytes: 16, write: (punch, record) => writeSixteen(punch, record, 9, 8) },
  '40': { bytes: 40, write: writeLong },
  '49': { bytes: 49, write: writeLong },
};

/** The log as a dataset: total, then records (zk.md B.8, B.9). */
export function attendanceDataset(
  layout: SimulatedLayout,
  punches: readonly SimulatedPunch[],
  totalError: number,
): Buffer {
  const { bytes, write } = WRITERS[layout];
  const dataset = Buffer.alloc(4 + punches.length * bytes);
  dataset.writeUInt32LE(Math.max(0, dataset.length - 4 + totalError), 0);
  punches.forEach((punch, i) => write(punch, dataset.subarray(4 + i * bytes, 4 + (i + 1) * bytes)));
  return dataset;
}

/** The right total over content that is none, as two terminals were seen to answer command 13 (zk.md B.8). */
export function garbageDataset(layout: SimulatedLayout, count: number): Buffer {
  const dataset = Buffer.alloc(4 + count * WRITERS[layout].bytes);
  for (let i = 4; i < dataset.length; i += 1) dataset[i] = (i * 73 + 19) & 0xff;
  dataset.writeUInt32LE(dataset.length - 4, 0);
  return dataset;
}

function nameOf(user: SimulatedUser): Buffer {
  return user.nameBytes === undefined ? Buffer.from(user.name, 'utf8') : Buffer.from(user.nameBytes, 'hex');
}

function writeUser72(user: SimulatedUser, record: Buffer): void {
  record.writeUInt16LE(user.uid, 0);
  record.writeUInt8(user.privilege ?? 0, 2);
  record.write('secret', 3, 8, 'latin1');
  nameOf(user).copy(record, 11, 0, 24);
  record.writeUInt32LE(user.card ?? 0, 35);
  record.writeUInt8(1, 39);
  record.write(user.pin, 48, 24, 'latin1');
}

function writeUser28(user: SimulatedUser, record: Buffer): void {
  record.writeUInt16LE(user.uid, 0);
  record.writeUInt8(user.privilege ?? 0, 2);
  record.write('12345', 3, 5, 'latin1');
  nameOf(user).copy(record, 8, 0, 8);
  record.writeUInt32LE(user.card ?? 0, 16);
  record.writeUInt8(1, 21);
  record.writeUInt32LE(Number(user.pin), 24);
}

/** The users as a dataset (zk.md B.10). */
export function userDataset(bytes: 28 | 72, users: readonly SimulatedUser[]): Buffer {
  const records = users.map((user) => {
    const record = Buffer.alloc(bytes);
    if (bytes === 72) writeUser72(user, record);
    else writeUser28(user, record);
    return record;
  });
  return Buffer.concat([words(records.length * bytes), ...records]);
}

/** The data of GET_FREE_SIZES (zk.md B.6). */
export function freeSizes(bytes: number, users: number, punches: number, capacity: number): Buffer {
  const data = Buffer.alloc(bytes);
  const fields: readonly (readonly [number, number])[] = [
    [16, users],
    [24, users],
    [32, punches],
    [40, 12],
    [48, 1],
    [56, 3000],
    [60, 3000],
    [64, capacity],
    [68, 3000 - users],
    [72, 3000 - users],
    [76, capacity - punches],
  ];
  for (const [at, value] of fields) data.writeInt32LE(value, at);
  if (bytes >= 92) data.writeInt32LE(1500, 88);
  return data;
}

/** A pushed punch in one of the known lengths (zk.md B.11). */
export function attendanceEvent(bytes: number, punch: SimulatedPunch): Buffer {
  const data = Buffer.alloc(bytes);
  const idBytes = bytes >= 32 ? 24 : bytes === 12 ? 4 : 2;
  if (idBytes === 24) data.write(punch.pin, 0, 24, 'latin1');
  else if (idBytes === 4) data.writeUInt32LE(Number(punch.pin), 0);
  else data.writeUInt16LE(punch.uid, 0);
  data.writeUInt8(punch.verify, idBytes);
  data.writeUInt8(punch.state, idBytes + 1);
  sixByteTime(punch.wallClock).copy(data, idBytes + 2);
  return data;
}
