import { join } from 'node:path';
import { type PaperPress } from '../../../src/reports/paper/paper-press';
import { type Paper } from '../../../src/reports/paper/paper';

/** As it runs compiled: only there a thread of its own prints. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- what was built, not what jest compiles
const { PaperPress: CompiledPress } = require(join(__dirname, '../../../dist/src/reports/paper/paper-press.js')) as { PaperPress: new () => PaperPress };

const paper: Paper = { title: 'Rekap', organisation: 'Kota', lines: [], notices: [], landscape: true, size: 'F4', fontSize: 8, tables: [], legend: [], signature: null, foot: 'Rekap', proof: null, printedAt: 0, pageText: 'Halaman' };
const table = (count: number) => ({ columns: [{ head: 'No', width: 30 }, { head: 'Nama', width: '*' as const }], wrapped: 1, texts: Array.from({ length: count }, (_, index) => `Orang ${index}`) });
async function* rowsOf(count: number, brokenAt = Number.POSITIVE_INFINITY): AsyncGenerator<string[]> {
  for (let index = 0; index < count; index += 1) {
    if (index === brokenAt) throw new Error('the database is gone');
    yield [String(index + 1), `Orang ${index}`];
  }
}
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

describe('the press in a thread of its own', () => {
  const press = new CompiledPress();
  afterAll(() => press.onModuleDestroy());

  it('prints orders that come at the same time, each its own', async () => {
    const [short, long, again] = await Promise.all([press.print(paper), press.printLong(paper, table(950), rowsOf(950)), press.print(paper)]);
    expect(short.subarray(0, 5).toString()).toBe('%PDF-');
    expect(again.equals(short)).toBe(true);
    expect([pagesOf(short), pagesOf(long) > 10]).toEqual([1, true]);
  });

  it('hands on why rows could not be read, and prints the next order', async () => {
    await expect(press.printLong(paper, table(950), rowsOf(950, 420))).rejects.toThrow('the database is gone');
    expect(pagesOf(await press.print(paper))).toBe(1);
  });

  it('says why a paper cannot be printed, and prints the next one', async () => {
    await expect(press.print({ ...paper, logo: { source: 'data:image/png;base64,AAAA', width: 1, height: 1 } })).rejects.toThrow(/image/i);
    expect(pagesOf(await press.print(paper))).toBe(1);
  });

  it('fails what waits when its thread ends, and starts another', async () => {
    const interrupted = async function* (): AsyncGenerator<string[]> {
      yield* rowsOf(420);
      await press.onModuleDestroy();
      yield* rowsOf(530);
    };
    await expect(press.printLong(paper, table(950), interrupted())).rejects.toThrow('the press ended');
    expect(pagesOf(await press.print(paper))).toBe(1);
  });
});
