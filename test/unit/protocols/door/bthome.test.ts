import { decodeBthome } from '../../../../src/protocols/door/bthome';
import { ProtocolError } from '../../../../src/protocols/errors';

const decode = (hex: string) => decodeBthome(Buffer.from(hex, 'hex'));

it('reads the service data of a real Shelly BLU Door/Window', () => {
  expect(decode('40004e0164050000002d013f0000')).toEqual({ pid: 0x4e, battery: 100, illuminance: 0, window: 1, rotation: 0 });
});

it('reads signed and scaled values', () => {
  expect(decode('403fd8ff05102700')).toEqual({ rotation: -4, illuminance: 100 });
});

it.each([
  ['nothing', '', /empty/],
  ['encrypted', '4100', /encrypted/],
  ['version 1', '2000', /version 1/],
  ['an id without value', '4000', /cut short/],
  ['a value cut in the middle', '40004e0500', /cut short/],
  ['an unknown object, after which nothing can be found', '40fe01', /unknown object 0xfe/],
])('refuses %s', (_, hex, reason) => {
  expect(() => decode(hex)).toThrow(ProtocolError);
  expect(() => decode(hex)).toThrow(reason);
});
