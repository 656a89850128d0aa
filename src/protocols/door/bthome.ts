import { ProtocolError } from '../errors';

interface BthomeObject {
  readonly name: string;
  readonly bytes: number;
  readonly signed?: boolean;
  readonly factor?: number;
}

const flag = (name: string): BthomeObject => ({ name, bytes: 1 });

/** The objects that door hardware sends, by id (BTHome v2 format page; Shelly BLU DW adds 0x3A and 0x3F). */
const objects: ReadonlyMap<number, BthomeObject> = new Map([
  [0x00, { name: 'pid', bytes: 1 }],
  [0x01, { name: 'battery', bytes: 1 }],
  [0x02, { name: 'temperature', bytes: 2, signed: true, factor: 0.01 }],
  [0x03, { name: 'humidity', bytes: 2, factor: 0.01 }],
  [0x05, { name: 'illuminance', bytes: 3, factor: 0.01 }],
  [0x09, { name: 'count', bytes: 1 }],
  [0x0c, { name: 'voltage', bytes: 2, factor: 0.001 }],
  [0x0f, flag('boolean')],
  [0x11, flag('opening')],
  [0x15, flag('battery_low')],
  [0x1a, flag('door')],
  [0x1b, flag('garage_door')],
  [0x1f, flag('lock')],
  [0x21, flag('motion')],
  [0x2b, flag('tamper')],
  [0x2c, flag('vibration')],
  [0x2d, flag('window')],
  [0x2e, { name: 'humidity', bytes: 1 }],
  [0x3a, { name: 'button', bytes: 1 }],
  [0x3f, { name: 'rotation', bytes: 2, signed: true, factor: 0.1 }],
  [0x45, { name: 'temperature', bytes: 2, signed: true, factor: 0.1 }],
]);

/**
 * Reads BTHome v2 service data (UUID 0xFCD2): a device-information byte, then id and little-endian value by turns.
 * Throws ProtocolError when it is encrypted, of another version, cut short, or holds an unknown object, whose length nobody knows.
 */
export function decodeBthome(serviceData: Buffer): Record<string, number> {
  const info = serviceData[0];
  if (info === undefined) throw new ProtocolError('BTHome: empty service data', serviceData);
  if ((info & 0x01) !== 0) throw new ProtocolError('BTHome: encrypted, and no key is kept here', serviceData);
  if (info >> 5 !== 2) throw new ProtocolError(`BTHome: version ${info >> 5}, only 2 is understood`, serviceData);
  const values: Record<string, number> = {};
  for (let offset = 1; offset < serviceData.length; ) {
    const object = objectAt(serviceData, offset);
    values[object.name] = readValue(serviceData, offset + 1, object);
    offset += 1 + object.bytes;
  }
  return values;
}

function objectAt(serviceData: Buffer, offset: number): BthomeObject {
  const id = serviceData.readUInt8(offset);
  const object = objects.get(id);
  if (object === undefined) throw new ProtocolError(`BTHome: unknown object 0x${id.toString(16).padStart(2, '0')}`, serviceData);
  if (offset + 1 + object.bytes > serviceData.length) throw new ProtocolError(`BTHome: ${object.name} is cut short`, serviceData);
  return object;
}

function readValue(serviceData: Buffer, offset: number, { bytes, signed, factor = 1 }: BthomeObject): number {
  const raw = signed === true ? serviceData.readIntLE(offset, bytes) : serviceData.readUIntLE(offset, bytes);
  return Math.round(raw * factor * 1000) / 1000;
}
