import fc from 'fast-check';
import { deriveAttendanceLayout } from '../../../../src/protocols/zk/attendance-layout';
import { ATTENDANCE_LAYOUTS, decodeAttendanceRecords } from '../../../../src/protocols/zk/attendance-record';
import { datasetBody } from '../../../../src/protocols/zk/bulk-read';
import { scrambleCommKey } from '../../../../src/protocols/zk/comm-key';
import { DataTransfer } from '../../../../src/protocols/zk/data-transfer';
import { decodeFreeSizes } from '../../../../src/protocols/zk/free-sizes';
import { decodePacket, encodePacket, type ZkPacket } from '../../../../src/protocols/zk/packet';
import { decodeEvent } from '../../../../src/protocols/zk/realtime-event';
import { countRange } from '../../../../src/protocols/zk/record-size';
import { encodeFrame, TcpFrameReader } from '../../../../src/protocols/zk/tcp-frame';
import { decodeName } from '../../../../src/protocols/zk/text';
import { decodeUsers } from '../../../../src/protocols/zk/user-record';
import { decodeEventWallClock, decodeWallClock, encodeWallClock } from '../../../../src/protocols/zk/wall-clock';
import { ZkError } from '../../../../src/protocols/zk/zk-error';
import { ProtocolError } from '../../../../src/protocols/errors';
import { expectedAuth, hasRightChecksum } from '../../../../devices/simulators/zk/wire-format';

const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
const packet = fc.record({ command: u16, session: u16, replyId: u16, data: bytes(300) });

describe('laws of the ZK wire', () => {
  it('a packet comes back as it was sent, and its checksum is the one that an independent sum finds', () => {
    fc.assert(
      fc.property(packet, (sent) => {
        const payload = encodePacket(sent);
        expect(decodePacket(payload)).toEqual(sent);
        expect(hasRightChecksum(payload)).toBe(true);
      }),
    );
  });

  it('one changed bit is always noticed', () => {
    fc.assert(
      fc.property(packet, fc.nat(), (sent, at) => {
        const payload = encodePacket(sent);
        const bit = at % (payload.length * 8);
        payload[bit >> 3] = (payload[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(() => decodePacket(payload)).toThrow(expect.objectContaining({ fault: 'Checksum' }) as Error);
      }),
    );
  });

  it('frames come out the same however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(packet, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (packets, cuts) => {
          const stream = Buffer.concat(packets.map((sent) => encodeFrame(encodePacket(sent))));
          const reader = new TcpFrameReader();
          const out: ZkPacket[] = [];
          for (let at = 0, i = 0; at < stream.length; i += 1) {
            const next = at + (cuts[i % cuts.length] as number);
            out.push(...reader.push(stream.subarray(at, next)).map(decodePacket));
            at = next;
          }
          expect(out).toEqual(packets);
          expect(reader.pendingBytes).toBe(0);
        },
      ),
    );
  });

  it('every u32 is a wall clock that encodes back to itself', () => {
    fc.assert(fc.property(u32, (packed) => expect(encodeWallClock(decodeWallClock(packed).wallClock)).toBe(packed)));
  });

  it('the comm key is scrambled as an independent calculation does it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), u16, (key, session) =>
        expect(scrambleCommKey(key, session)).toEqual(expectedAuth(key, session)),
      ),
    );
  });

  it('a transfer gives exactly its bytes, in packets of any size, or an error', () => {
    fc.assert(
      fc.property(bytes(400), fc.integer({ min: 1, max: 90 }), (dataset, size) => {
        const transfer = new DataTransfer('a test');
        const announced = Buffer.alloc(8);
        announced.writeUInt32LE(dataset.length, 0);
        const say = (command: number, data: Buffer): boolean =>
          transfer.accept({ command, session: 0, replyId: 1, data });
        say(1500, announced);
        for (let at = 0; at < dataset.length; at += size)
          expect(say(1501, dataset.subarray(at, at + size))).toBe(false);
        expect(say(2000, Buffer.alloc(0))).toBe(true);
        expect(transfer.bytes).toEqual(dataset);
      }),
    );
  });
});

describe('random bytes', () => {
  const seconds = Number(process.env['FUZZ_SECONDS'] ?? '4');
  const mask = (): Buffer =>
    Buffer.from(
      Array.from({ length: Math.floor(Math.random() * 400) }, () =>
        Math.random() < 0.4 ? 0 : Math.floor(Math.random() * 256),
      ),
    );
  const count = (): number => Math.floor(Math.random() * 12);
  const fed = new TcpFrameReader();

  const codecs: Readonly<Record<string, (input: Buffer) => unknown>> = {
    decodePacket,
    TcpFrameReader: (input) => new TcpFrameReader().push(Math.random() < 0.5 ? input : encodeFrame(input)),
    'a long-lived TcpFrameReader': (input) => fed.push(encodeFrame(Buffer.concat([Buffer.alloc(8), input]))),
    datasetBody,
    decodeFreeSizes,
    decodeName,
    decodeEventWallClock: decodeEventWallClock,
    decodeEvent: (data) => decodeEvent({ command: 500, session: Math.random() < 0.8 ? 1 : 2, replyId: 0, data }),
    decodeUsers: (input) => decodeUsers(input, countRange(count(), count())),
    deriveAttendanceLayout: (input) => {
      const layout = deriveAttendanceLayout(input, countRange(count(), count()));
      return decodeAttendanceRecords(layout, input);
    },
    decodeAttendanceRecords: (input) =>
      Object.values(ATTENDANCE_LAYOUTS).map((layout) => decodeAttendanceRecords(layout, input)),
    DataTransfer: (input) => {
      const transfer = new DataTransfer('a fuzz', Math.random() < 0.5 ? Buffer.alloc(64) : undefined);
      for (const command of [1500, 1501, 1501, 2000, 2001])
        transfer.accept({
          command,
          session: 0,
          replyId: 0,
          data: input.length > 4 && command === 1500 ? Buffer.from([input[0] as number, 0, 0, 0]) : input,
        });
    },
  };

  it(
    `for ${seconds} s only give results or protocol errors, whichever codec reads them`,
    () => {
      const until = performance.now() + seconds * 1000;
      let rounds = 0;
      for (; performance.now() < until; rounds += 1) {
        const input = mask();
        for (const [name, codec] of Object.entries(codecs)) {
          try {
            codec(input);
          } catch (error) {
            if (!(error instanceof ProtocolError || error instanceof ZkError))
              throw new Error(`${name} threw ${String(error)} for ${input.toString('hex')}`);
          }
        }
      }
      expect(rounds).toBeGreaterThan(10);
    },
    (seconds + 20) * 1000,
  );
});
