import { Workbook, type Worksheet } from 'exceljs';
import { deflateRawSync } from 'node:zlib';
import { readSpreadsheet } from '../../../src/platform/http/read-spreadsheet';
import { unzip, zipStored } from '../../../src/platform/http/unzip';

async function bookOf(fill: (sheet: Worksheet, book: Workbook) => void): Promise<Buffer> {
  const book = new Workbook();
  fill(book.addWorksheet('Pegawai'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const textsOf = async (bytes: Buffer): Promise<string[][]> => (await readSpreadsheet(bytes)).map(({ cells }) => cells.map(({ text }) => text));

describe('an Excel file that is handed in', () => {
  it('dates, times, numbers with their zeros, rich texts and links become texts', async () => {
    const bytes = await bookOf((sheet) => {
      sheet.addRow(['NIP', 'Tanggal', 'Jam', 'PIN', 'Nama', 'Surel']);
      sheet.addRow(["199001012015011001", new Date('2026-11-24T00:00:00Z'), 0.5, 77, { richText: [{ text: 'Ani ' }, { text: 'S.Kom.' }] }, { text: 'ani@kota.go.id', hyperlink: 'mailto:ani@kota.go.id' }]);
      sheet.getCell('B2').numFmt = 'dd/mm/yyyy';
      sheet.getCell('C2').numFmt = 'hh:mm';
      sheet.getCell('D2').numFmt = '0000';
    });
    expect(await textsOf(bytes)).toEqual([
      ['NIP', 'Tanggal', 'Jam', 'PIN', 'Nama', 'Surel'],
      ['199001012015011001', '2026-11-24', '12:00', '0077', 'Ani S.Kom.', 'ani@kota.go.id'],
    ]);
  });

  it('counts dates from 1904 where the file does', async () => {
    const bytes = await bookOf((sheet, book) => {
      book.properties.date1904 = true;
      sheet.addRow([new Date('2026-02-28T00:00:00Z')]);
      sheet.getCell('A1').numFmt = 'yyyy-mm-dd';
    });
    expect(await textsOf(bytes)).toEqual([['2026-02-28']]);
  });

  it('a formula gives the value that was stored with it, and is a fault without one', async () => {
    const bytes = await bookOf((sheet) => {
      sheet.addRow([{ formula: 'A1&"x"', result: 'Budi' }, { formula: 'TODAY()', result: new Date('2026-11-24T00:00:00Z') }, { formula: 'NOW()' }, { error: '#REF!' }]);
      sheet.getCell('B1').numFmt = 'yyyy-mm-dd';
    });
    const [row] = await readSpreadsheet(bytes);
    expect(row?.cells.map(({ text }) => text)).toEqual(['Budi', '2026-11-24', '', '#REF!']);
    expect(row?.cells.map(({ fault }) => fault?.slice(0, 15))).toEqual([undefined, undefined, 'holds a formula', 'shows an error ']);
  });

  it('says of a NIP that was typed as a number that its last digits are lost', async () => {
    const [row] = await readSpreadsheet(await bookOf((sheet) => void sheet.addRow([199001012015011001])));
    expect(row?.cells[0]?.fault).toMatch(/more than 15 digits/);
  });

  it('leaves empty rows out, keeps the numbers of the others, and goes to the first sheet that holds anything', async () => {
    const bytes = await bookOf((_, book) => {
      const second = book.addWorksheet('Data');
      second.getCell('A3').value = 'nip';
      second.getCell('B5').value = 'x';
    });
    expect(await readSpreadsheet(bytes)).toEqual([{ row: 3, cells: [{ text: 'nip' }] }, { row: 5, cells: [{ text: '' }, { text: 'x' }] }]);
  });

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['an old file', () => Buffer.from('d0cf11e0a1b11ae1000000000000000000000000', 'hex')],
    ['a text', () => Buffer.from('nip;nama\n1;Ani\n')],
    ['another archive', () => zipStored([{ name: 'readme.txt', bytes: Buffer.from('x') }])],
    ['half a file', async () => (await bookOf((sheet) => void sheet.addRow(['a']))).subarray(0, 2000)],
    ['a book that declares entities', () => zipStored([{ name: 'xl/workbook.xml', bytes: Buffer.from('<workbook/>') }, { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>') }])],
  ])('%s is refused', async (_, bytes) => {
    await expect(readSpreadsheet(await bytes())).rejects.toMatchObject({ code: 'unreadable-file', status: 422 });
  });

  describe('a small file that unfolds to a large one is refused before it has', () => {
    const size = 200 * 1024 * 1024;

    /** One packed file; what its heads say of its size is as given. */
    async function bombThatClaims(claimed: number): Promise<Buffer> {
      const bomb = await zipStored([{ name: 'xl/workbook.xml', bytes: deflateRawSync(Buffer.alloc(size), { level: 9 }) }]);
      const entry = bomb.lastIndexOf(Buffer.from('504b0102', 'hex'));
      for (const [method, unfolds] of [[8, 22], [entry + 10, entry + 24]] as const) {
        bomb.writeUInt16LE(8, method);
        bomb.writeUInt32LE(claimed, unfolds);
      }
      return bomb;
    }

    it.each([['says so', size, { code: 'file-too-large', status: 413 }], ['says less', 1000, { code: 'unreadable-file', status: 422 }]])('and %s', async (_, claimed, problem) => {
      const bomb = await bombThatClaims(claimed);
      expect(bomb.length).toBeLessThan(1_000_000);
      const before = process.memoryUsage().arrayBuffers;
      await expect(readSpreadsheet(bomb)).rejects.toMatchObject(problem);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
    });
  });

  it('what was packed without packing comes out as it was', async () => {
    const files = [{ name: 'a/ä.txt', bytes: Buffer.from('one') }, { name: 'b', bytes: Buffer.alloc(0) }];
    expect(await unzip(await zipStored(files), () => true, 10)).toEqual(files);
    await expect(unzip(await zipStored(files), () => true, 2)).rejects.toThrow('unfolds to too much');
  });
});
