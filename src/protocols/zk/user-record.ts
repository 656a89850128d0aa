import { type CountRange, fittingRecordSizes } from './record-size';
import { decodeName, fieldBytes, isPrintableId } from './text';
import { ZkCodecError } from './zk-error';

/** A user of a terminal (zk.md B.10): `uid` is the terminal's internal index, `pin` the printed id. Passwords are not read out of the bytes. */
export interface ZkUserRecord {
  readonly uid: number;
  readonly pin: string;
  readonly name: string;
  /** The name field's bytes as hex, for when the encoding was guessed wrong. */
  readonly nameRaw: string;
  readonly privilege: number;
  readonly disabled: boolean;
  readonly card: number;
  readonly group: number;
}

interface UserLayout {
  readonly bytes: 28 | 72;
  readonly name: readonly [from: number, to: number];
  readonly card: number;
  readonly group: number;
  pin(raw: Buffer): Buffer;
}

const LAYOUTS: readonly UserLayout[] = [
  { bytes: 72, name: [11, 35], card: 35, group: 39, pin: (raw) => fieldBytes(raw.subarray(48, 72)) },
  { bytes: 28, name: [8, 16], card: 16, group: 21, pin: (raw) => Buffer.from(String(raw.readUInt32LE(24)), 'latin1') },
];

function decodeUser(layout: UserLayout, raw: Buffer): ZkUserRecord {
  const pin = layout.pin(raw);
  if (!isPrintableId(pin)) throw new ZkCodecError('Protocol', 'the id of a user is not printable', raw.subarray(0, 2));
  const name = raw.subarray(...layout.name);
  const flags = raw.readUInt8(2);
  return {
    uid: raw.readUInt16LE(0),
    pin: pin.toString('latin1'),
    name: decodeName(name),
    nameRaw: fieldBytes(name).toString('hex'),
    privilege: flags & 0x0e,
    disabled: (flags & 1) === 1,
    card: raw.readUInt32LE(layout.card),
    group: raw.readUInt8(layout.group),
  };
}

function layoutFor(body: Buffer, counted: CountRange): UserLayout {
  const sizes = fittingRecordSizes(
    body.length,
    LAYOUTS.map((layout) => layout.bytes),
    counted,
  );
  const layout = LAYOUTS.find((candidate) => candidate.bytes === sizes[0]);
  if (!layout || sizes.length > 1) {
    throw new ZkCodecError(
      'Length',
      `${body.length} bytes of users do not fit ${counted.least} to ${counted.most} users of 28 or 72 bytes`,
    );
  }
  return layout;
}

/** Decodes all users of a dataset's body (without its total), 28 or 72 bytes each as the count demands (zk.md B.10). */
export function decodeUsers(body: Buffer, counted: CountRange): ZkUserRecord[] {
  if (body.length === 0 && counted.least === 0) return [];
  const layout = layoutFor(body, counted);
  const users: ZkUserRecord[] = [];
  for (let at = 0; at < body.length; at += layout.bytes)
    users.push(decodeUser(layout, body.subarray(at, at + layout.bytes)));
  return users;
}
