import { gunzipSync, gzipSync } from 'node:zlib';
import { ProtocolError } from '../../../../src/protocols/errors';
import { parseQuery } from '../../../../src/protocols/push/push-query';
import { parseUpload, uploadAnswer } from '../../../../src/protocols/push/push-upload';
import { unpackTgz } from '../../../../src/protocols/push/tgz';
import { tarGz } from './tar';

const file = (text: string, type?: string) => ({
  name: '../../etc/attlog.txt',
  body: Buffer.from(text),
  ...(type === undefined ? {} : { type }),
});
const upload = (table: string, body: Buffer) =>
  parseUpload(parseQuery(`SN=A1&table=${table}&ContentType=tgz`).values, body);

describe('unpackTgz (push.md A4)', () => {
  it('reads the files in order and leaves folders', () => {
    expect(unpackTgz(tarGz([file('a'.repeat(600)), file('', '5'), file('b')])).map(String)).toEqual([
      'a'.repeat(600),
      'b',
    ]);
  });

  it.each([
    ['no gzip', Buffer.from('1\t2026-03-02 08:00:00\t0\t1\n')],
    ['a gzip that is cut off', tarGz([file('abc')]).subarray(0, 40)],
    ['no archive inside', gzipSync(Buffer.from('x'.repeat(2000)))],
    ['an empty archive', tarGz([])],
    ['nothing', Buffer.alloc(0)],
    ['a file longer than the archive', gzipSync(gunzipSync(tarGz([file('x'.repeat(2000))])).subarray(0, 1024))],
  ])('refuses %s', (_, body) => {
    expect(() => unpackTgz(body)).toThrow(ProtocolError);
  });

  it('refuses a bomb before it is unpacked, and an archive of very many files', () => {
    expect(() => unpackTgz(tarGz([{ name: 'x', body: Buffer.alloc(40 * 1024 * 1024) }]))).toThrow(/too large/);
    expect(() => unpackTgz(tarGz(Array.from({ length: 65 }, () => file('x'))))).toThrow(/too many files/);
    expect(() => unpackTgz(tarGz([file('x'.repeat(2000))]), { unpackedBytes: 1000, files: 1 })).toThrow(/too large/);
  });
});

describe('an upload as an archive', () => {
  it('is read like its text, lines counted on from file to file', () => {
    const parsed = upload(
      'ATTLOG',
      tarGz([file('1\t2026-03-02 08:00:00\t0\t1\nbad\n'), file('2\t2026-03-02 08:01:00\t1\t1\n')]),
    );
    expect(parsed.lines).toMatchObject([
      { pin: '1', lineNo: 1 },
      { pin: '2', lineNo: 3 },
    ]);
    expect(parsed.rejected).toMatchObject([{ lineNo: 2 }]);
    expect(uploadAnswer(parsed)).toBe('OK: 3');
  });

  it('is one rejected record when it cannot be unpacked, so that it does not block what comes after it', () => {
    const body = Buffer.from('no archive');
    expect(upload('ATTLOG', body)).toMatchObject({ lines: [], rejected: [{ lineNo: 1, raw: body }], evidence: body });
  });

  it('is not kept when it cannot be unpacked and may hold templates', () => {
    const parsed = upload('OPERLOG', Buffer.from('no archive'));
    expect(parsed.rejected[0]?.raw).toHaveLength(0);
    expect(parsed.evidence).toHaveLength(0);
  });

  it('is neither unpacked nor kept when its table is one of templates', () => {
    expect(upload('BIODATA', Buffer.from('anything'))).toMatchObject({
      dropped: { BIODATA: 1 },
      evidence: Buffer.alloc(0),
    });
  });
});
