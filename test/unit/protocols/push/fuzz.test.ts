import * as fc from 'fast-check';
import { ProtocolError } from '../../../../src/protocols/errors';
import { parseCommandResults } from '../../../../src/protocols/push/command-result';
import { parseInfo } from '../../../../src/protocols/push/info-counters';
import { parseQuery } from '../../../../src/protocols/push/push-query';
import { classifyPushRequest } from '../../../../src/protocols/push/push-request';
import { parseWallClock } from '../../../../src/protocols/push/push-time';
import { parseUpload, processedCount, uploadAnswer } from '../../../../src/protocols/push/push-upload';
import { parseQueryPacket } from '../../../../src/protocols/push/query-packets';
import { unpackTgz } from '../../../../src/protocols/push/tgz';

/** A longer run: FUZZ_SECONDS=60, shared out among the properties. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? '4');
const PROPERTIES = 4;
const LIMITS = { numRuns: 100_000_000, interruptAfterTimeLimit: (SECONDS * 1000) / PROPERTIES, markInterruptAsFailure: false };

jest.setTimeout(SECONDS * 1000 + 60_000);

const TABLES = ['ATTLOG', 'rtlog', 'rtstate', 'OPERLOG', 'options', 'ERRORLOG', 'BIODATA', 'tabledata', 'odd', ''];
const TABLE_NAMES = ['transaction', 'user', 'templatev10', 'options', 'odd'];
const PIECES = [
  '1',
  '0007',
  '\t',
  '\n',
  '\r\n',
  ' ',
  '2026-03-02 08:00:00',
  '2026-02-30 08:00:00',
  '2026-03-02T08:00',
  'PIN=',
  'DateTime=',
  'time=',
]
  .concat([
    'event=',
    'pin=0',
    '=',
    ',',
    '~',
    'OPLOG ',
    'USER ',
    'FP ',
    'BIODATA ',
    'TMP=',
    'data=',
    '%09',
    '+',
    '&',
    'ATTLOG\t',
    '\0',
    'transaction ',
  ])
  .concat([
    'ID=1',
    '&Return=0',
    '&CMD=INFO',
    'Passwd=4711',
    'time_second=855219600',
    '名',
    '-',
    '255',
    'CMD=uploadphoto',
    '__proto__=1',
  ]);

const likelyBody = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...PIECES).map((text) => Buffer.from(text)) },
      fc.uint8Array({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.concat(parts));
const anyBody = fc.oneof(
  likelyBody,
  fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
);

function onlyProtocolErrors(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
  }
}

describe('whatever bytes come', () => {
  it('an upload accounts for every line, and every punch has a pin and a time that exists', () => {
    const upload = fc.record({
      table: fc.constantFrom(...TABLES),
      name: fc.constantFrom(...TABLE_NAMES),
      tgz: fc.boolean(),
      body: anyBody,
    });
    fc.assert(
      fc.property(upload, ({ table, name, tgz, body }) => {
        const search = `SN=A1&table=${table}${table === 'tabledata' ? `&tablename=${name}` : ''}${tgz ? '&ContentType=tgz' : ''}`;
        const parsed = parseUpload(parseQuery(search).values, body);
        if (!tgz && table !== 'tabledata' && !isWrapped(body)) expect(processedCount(parsed)).toBe(nonBlankLines(body));
        for (const line of parsed.lines) {
          if (line.kind === 'attlog') expect(line.pin).toMatch(/^\P{Cc}{1,32}$/u);
          if ('wallClock' in line) expect(parseWallClock(line.wallClock)).toBe(line.wallClock);
        }
        expect(uploadAnswer(parsed)).toMatch(/^(OK(: \d+)?|\w+=\d+)$/);
      }),
      LIMITS,
    );
  });

  it('a request line is understood, not ours, or refused', () => {
    const target = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .array(
          fc.constantFrom(
            '/',
            'iclock',
            'cdata',
            '?',
            'SN=A1',
            '&',
            'sn=',
            '=',
            '.aspx',
            'http://h',
            '%',
            '%41',
            'table=ATTLOG',
            'FileName=',
          ),
          { maxLength: 12 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom('GET', 'POST'), target, (method, text) =>
        onlyProtocolErrors(() => classifyPushRequest(method, text)),
      ),
      LIMITS,
    );
  });

  it('results, counters and packet numbers are read or refused', () => {
    fc.assert(
      fc.property(anyBody, fc.string({ maxLength: 60 }), (body, text) => {
        for (const { id } of parseCommandResults(parseQuery(text).values, body).results)
          expect(Number.isSafeInteger(id)).toBe(true);
        onlyProtocolErrors(() => parseInfo(text));
        onlyProtocolErrors(() => parseQueryPacket(parseQuery(`cmdid=1&packcnt=${text}`).values));
      }),
      LIMITS,
    );
  });

  it('an archive is unpacked or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, magic) => {
        const head = magic ? [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] : [];
        onlyProtocolErrors(() => unpackTgz(Buffer.from([...head, ...bytes]), { unpackedBytes: 100_000, files: 4 }));
      }),
      LIMITS,
    );
  });
});

/** Photos and form-wrapped bodies do not go by lines. */
function isWrapped(body: Buffer): boolean {
  return /CMD=(uploadphoto|realupload)|data=/i.test(body.toString('latin1'));
}

/** The lines of a body that are not blank, counted by other means than the reader's. */
function nonBlankLines(body: Buffer): number {
  const text = body.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return text.split('\n').filter((line) => /[^\t\r ]/.test(line)).length;
}
