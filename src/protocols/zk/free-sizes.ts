import { ZkCodecError } from './zk-error';

/** What a terminal holds and can hold, as counts (zk.md B.6); faces only where the firmware reports them. */
export interface ZkFreeSizes {
  readonly users: number;
  readonly fingers: number;
  readonly records: number;
  readonly userCapacity: number;
  readonly fingerCapacity: number;
  readonly recordCapacity: number;
  readonly recordsFree: number;
  readonly faces?: number;
  readonly faceCapacity?: number;
}

const SMALLEST_REPLY_BYTES = 80;
const WITH_FACES_BYTES = 92;
const MOST_RECORDS = 10_000_000;

function checkCounts(sizes: ZkFreeSizes, data: Buffer): ZkFreeSizes {
  for (const count of [sizes.users, sizes.records]) {
    if (count < 0 || count > MOST_RECORDS)
      throw new ZkCodecError('Protocol', `a count of ${count} in GET_FREE_SIZES`, data);
  }
  return sizes;
}

/** Decodes the data of a GET_FREE_SIZES reply of 80, 92 or 112 bytes (zk.md B.6). */
export function decodeFreeSizes(data: Buffer): ZkFreeSizes {
  if (data.length < SMALLEST_REPLY_BYTES)
    throw new ZkCodecError('Length', `GET_FREE_SIZES answered ${data.length} bytes`, data);
  const sizes: ZkFreeSizes = {
    users: data.readInt32LE(16),
    fingers: data.readInt32LE(24),
    records: data.readInt32LE(32),
    fingerCapacity: data.readInt32LE(56),
    userCapacity: data.readInt32LE(60),
    recordCapacity: data.readInt32LE(64),
    recordsFree: data.readInt32LE(76),
  };
  const faces =
    data.length >= WITH_FACES_BYTES ? { faces: data.readInt32LE(80), faceCapacity: data.readInt32LE(88) } : {};
  return checkCounts({ ...sizes, ...faces }, data);
}
