import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Workbook } from 'exceljs';
import { type Sheet, type SheetFormat, writeSheet } from '../../../src/platform/http/spreadsheet';

interface Person {
  readonly number: string;
  readonly name: string;
  readonly minutes: number | null;
  readonly date: string;
  readonly at: string;
}

const sheet: Sheet<Person> = {
  name: 'Kehadiran: Oktober/2026 di lingkungan Pemerintah Kota',
  columns: [
    { head: 'NIP', kind: 'code', cell: ({ number }) => number },
    { head: 'Nama', kind: 'text', cell: ({ name }) => name },
    { head: 'Menit', kind: 'number', cell: ({ minutes }) => minutes },
    { head: 'Tanggal', kind: 'date', cell: ({ date }) => date },
    { head: 'Masuk', kind: 'dateTime', cell: ({ at }) => at },
  ],
};

const person = (over: Partial<Person> = {}): Person => ({ number: '199001152023211001', name: 'Ṣāliḥ, "Budi"', minutes: 7.5, date: '2026-10-19', at: '2026-10-19 07:31:05', ...over });

async function written(format: SheetFormat, rows: Iterable<Person> | AsyncIterable<Person>): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeSheet(output, format, sheet, rows)]);
  return bytes;
}

async function opened(bytes: Buffer): Promise<Workbook> {
  const workbook = new Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook;
}

async function* slowly<T>(rows: readonly T[]): AsyncGenerator<T> {
  for (const row of rows) yield await Promise.resolve(row);
}

describe('a table that leaves the service', () => {
  it('as XLSX: does not pile up before the compression, however long it is', async () => {
    const output = new PassThrough();
    let size = 0;
    let sizeAtLastRow = 0;
    output.on('data', (chunk: Buffer) => (size += chunk.length));
    await writeSheet(output, 'xlsx', sheet, (function* () {
      for (let row = 0; row < 20_000; row += 1) yield person({ name: `Pegawai ${row * 7919}` });
      sizeAtLastRow = size;
    })());
    expect(sizeAtLastRow).toBeGreaterThan(0.8 * size);
  });

  it('as XLSX: a NIP stays text with all its digits, numbers are numbers, dates are dates, the head is frozen', async () => {
    const page = (await opened(await written('xlsx', slowly([person()])))).worksheets[0];
    const row = page?.getRow(2);
    expect(row?.getCell(1).value).toBe('199001152023211001');
    expect(row?.getCell(1).numFmt).toBe('@');
    expect(row?.getCell(2).value).toBe('Ṣāliḥ, "Budi"');
    expect(row?.getCell(3).value).toBe(7.5);
    expect(row?.getCell(4).value).toEqual(new Date('2026-10-19T00:00:00Z'));
    expect((row?.getCell(5).value as Date).toISOString().slice(0, 19)).toBe('2026-10-19T07:31:05');
    expect(page?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(page?.getRow(1).values).toEqual([undefined, 'NIP', 'Nama', 'Menit', 'Tanggal', 'Masuk']);
    expect(page?.name).toBe('Kehadiran  Oktober 2026 di ling');
  });

  it.each(['=1+1', '+62812', '-1', '@SUM(A1)', '\tx', '=HYPERLINK("http://x","y")'])('never makes a formula of %j', async (name) => {
    const cell = (await opened(await written('xlsx', [person({ name })]))).worksheets[0]?.getCell('B2');
    expect(cell?.formula).toBeUndefined();
    expect(cell?.value).toBe(name);
    expect((await written('csv', [person({ name })])).toString()).toContain(`'${name.replaceAll('"', '""')}`);
  });

  it('as CSV: the same columns, digits marked as text, empty where nothing is known', async () => {
    const text = (await written('csv', slowly([person({ minutes: null })]))).toString();
    expect(text).toBe('\ufeffNIP,Nama,Menit,Tanggal,Masuk\r\n\'199001152023211001,"Ṣāliḥ, ""Budi""",,2026-10-19,2026-10-19 07:31:05\r\n');
  });

  it('keeps what is no date as the text it is', async () => {
    const page = (await opened(await written('xlsx', [person({ date: 'belum ada' })]))).worksheets[0];
    expect(page?.getCell('D2').value).toBe('belum ada');
  });

  it('passes errors of the rows on and ends the output, so that half a table is not taken for a whole', async () => {
    async function* broken(): AsyncGenerator<Person> {
      yield await Promise.resolve(person());
      throw new Error('the database went away');
    }
    for (const format of ['xlsx', 'csv'] as const) {
      const output = new PassThrough().resume();
      await expect(writeSheet(output, format, sheet, broken())).rejects.toThrow('went away');
      expect(output.destroyed).toBe(true);
    }
  });

  it('stops reading rows when the reader has gone', async () => {
    for (const format of ['xlsx', 'csv'] as const) {
      let read = 0;
      const output = new PassThrough({ highWaterMark: 1024 });
      const endless = (function* () {
        for (;;) yield person({ minutes: (read += 1) });
      })();
      setTimeout(() => output.destroy(), 20);
      await writeSheet(output, format, sheet, endless);
      expect(read).toBeLessThan(500_000);
    }
  });

  it('waits for a slow reader instead of filling the memory', async () => {
    const taken: number[] = [];
    let read = 0;
    const output = new Writable({
      highWaterMark: 4096,
      write: (_chunk: Buffer, _encoding, done) => {
        taken.push(read);
        setImmediate(done);
      },
    });
    const rows = Array.from({ length: 5000 }, (_, index) => person({ name: `${index * 7919}`, minutes: index }));
    const counted = (function* () {
      for (const row of rows) {
        read += 1;
        yield row;
      }
    })();
    await writeSheet(output, 'csv', sheet, counted);
    expect(taken[10]).toBeLessThan(2000);
    expect(read).toBe(5000);
  });

  it('writes to a file too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hadir-sheet-'));
    try {
      await writeSheet(createWriteStream(join(folder, 'x.xlsx')), 'xlsx', sheet, [person()]);
      expect((await opened(await readFile(join(folder, 'x.xlsx')))).worksheets[0]?.rowCount).toBe(2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
