import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseQuery } from '../../../../src/protocols/push/push-query';
import { parseUpload, uploadAnswer } from '../../../../src/protocols/push/push-upload';

interface Capture {
  about?: string;
  query: string;
  text?: string;
  hex?: string;
  lines?: Record<string, unknown>[];
  rejected?: { lineNo: number; reason: string; text?: string }[];
  dropped?: Record<string, number>;
  answer: string;
  never?: (string | number)[];
}

const FOLDER = join(__dirname, '../../../../devices/captures');
const FILES = readdirSync(FOLDER).filter((name) => /^push-.*\.yaml$/.test(name));

const bytesOf = ({ text, hex }: Capture): Buffer =>
  hex === undefined ? Buffer.from(text ?? '') : Buffer.from(hex.replace(/\s/g, ''), 'hex');

describe.each(FILES)('%s', (name) => {
  const { uploads } = parse(readFileSync(join(FOLDER, name), 'utf8')) as { uploads: Capture[] };

  it.each(uploads.map((capture) => [capture.about ?? capture.query, capture] as const))('%s', (_, capture) => {
    const upload = parseUpload(parseQuery(capture.query).values, bytesOf(capture));
    expect(upload.lines).toHaveLength(capture.lines?.length ?? 0);
    capture.lines?.forEach((line, index) => expect(upload.lines[index]).toMatchObject(line));
    const rejected = upload.rejected.map(({ lineNo, reason }) => ({ lineNo, reason }));
    expect(rejected).toEqual((capture.rejected ?? []).map(({ lineNo, reason }) => ({ lineNo, reason })));
    capture.rejected?.forEach(({ text }, index) => {
      if (text !== undefined) expect(upload.rejected[index]?.raw.toString()).toBe(text);
    });
    expect(upload.dropped).toEqual(capture.dropped ?? {});
    expect(uploadAnswer(upload)).toBe(capture.answer);
    const everything =
      JSON.stringify(upload.lines) + upload.evidence.toString() + upload.rejected.map(({ raw }) => raw).join();
    for (const secret of capture.never ?? []) expect(everything).not.toContain(String(secret));
  });
});

it('finds the captures', () => {
  expect(FILES).toEqual(['push-access.yaml', 'push-attlog.yaml', 'push-operlog.yaml']);
});
