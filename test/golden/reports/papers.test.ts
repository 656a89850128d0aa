import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Workbook } from 'exceljs';
import { toString as qrToString } from 'qrcode';
import { dailyReport } from '../../../src/core/report/daily-report';
import { usedKinds } from '../../../src/core/report/recap';
import { shippedRecapCodes } from '../../../src/core/report/recap-codes';
import { dailyPaper } from '../../../src/reports/daily-paper';
import { type LongTable, type Paper, type PaperCell } from '../../../src/reports/paper/paper';
import { renderBook } from '../../../src/reports/paper/render-book';
import { renderPaper } from '../../../src/reports/paper/render-paper';
import { recapLayout, recapTable } from '../../../src/reports/recap/monthly-recap';
import { writeRecapSheet } from '../../../src/reports/recap/recap-sheet';
import { hasProgram } from '../../support/programs';
import { mondayInSukamaju } from './monday-in-sukamaju';
import { novemberDates, novemberRows } from './paper-data';

const rows = novemberRows(30);
/** Share of grey that a page may differ by: another version of the program that draws it smooths letters differently. */
const tolerance = 0.004;

/** The pages of a PDF as small grey pictures: width, height and one byte a point. */
function pagesOf(pdf: Buffer): { size: string; points: Buffer }[] {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-pages-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', '40', '-gray', join(folder, 'paper.pdf'), join(folder, 'page')]);
    return readdirSync(folder).filter((name) => name.endsWith('.pgm')).sort().map((name) => pgmOf(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pgmOf(content: Buffer): { size: string; points: Buffer } {
  const [head = '', size = ''] = /^P5\s+(\d+ \d+)\s+255\s/.exec(content.subarray(0, 40).toString('latin1')) ?? [];
  return { size, points: content.subarray(head.length) };
}

// `HADIR_WRITE_GOLDEN=1` writes the pictures anew; look at them before they are committed.
function expectPages(name: string, pdf: Buffer): void {
  const pages = pagesOf(pdf);
  pages.forEach(({ size, points }, index) => {
    const path = join(__dirname, 'expected', 'pages', `${name}-${index + 1}.pgm`);
    if (process.env['HADIR_WRITE_GOLDEN']) writeFileSync(path, Buffer.concat([Buffer.from(`P5\n${size}\n255\n`), points]));
    const expected = pgmOf(readFileSync(path));
    expect([name, index + 1, size]).toEqual([name, index + 1, expected.size]);
    expect(differenceOf(points, expected.points)).toBeLessThan(tolerance);
  });
  expect(existsSync(join(__dirname, 'expected', 'pages', `${name}-${pages.length + 1}.pgm`))).toBe(false);
}

function differenceOf(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += Math.abs((a[index] ?? 0) - (b[index] ?? 0));
  return sum / (255 * a.length);
}

async function recapPaper(): Promise<Paper> {
  const url = 'https://hadir.kota.example/verify/ABCD-EFGH-JKMN-PQRS';
  return {
    ...{ title: 'Rekap absensi November 2026', organisation: 'Dinas Perhubungan', lines: ['30 pegawai'], notices: ['15 hari orang masih menunggu mesin, jam kerja atau keputusan; angkanya dapat berubah.'] },
    ...{ landscape: true, size: 'F4', fontSize: 6.2, foot: 'Rekap absensi November 2026', printedAt: Date.parse('2026-12-01T01:00:00Z'), pageText: 'Halaman' },
    tables: [recapTable(novemberDates, rows, shippedRecapCodes, 'id')],
    legend: usedKinds(rows).map((kind) => `${shippedRecapCodes[kind].code} = ${shippedRecapCodes[kind].id}`),
    signature: { place: 'Sukamaju, 1 Desember 2026', role: 'Kepala BKPSDM', name: 'Dra. Ratna Wulandari, M.Si.', number: 'NIP 197001011990032001' },
    proof: { code: 'ABCD-EFGH-JKMN-PQRS', url, text: 'Periksa keaslian berkas ini dengan kode di atas.', qr: await qrToString(url, { type: 'svg', margin: 0 }) },
  };
}

/** The same paper as a long one. */
async function longRecap(people: number): Promise<{ paper: Paper; book: LongTable; cells: () => AsyncGenerator<PaperCell[]> }> {
  const all = novemberRows(people);
  const { columns, rowOf } = recapLayout(novemberDates, shippedRecapCodes, 'id');
  return {
    paper: { ...(await recapPaper()), tables: [] },
    book: { columns, wrapped: 1, texts: all.map(({ person }) => `${person.name}\n${person.number}`) },
    cells: async function* () {
      for (const [index, row] of all.entries()) yield rowOf(row, index);
    },
  };
}

async function shortBook(): Promise<Parameters<typeof renderBook>> {
  const { paper, book, cells } = await longRecap(30);
  return [paper, book, cells()];
}

describe('papers of fixed data', () => {
  it('are the same bytes each time, and the same pages as ever', async () => {
    const pdf = await renderPaper(await recapPaper());
    expect((await renderPaper(await recapPaper())).equals(pdf)).toBe(true);
    if (!hasProgram('pdftoppm')) return;
    expectPages('recap', pdf);
  });

  it('are laid out row by row where they are long, as ever, with every name and the number of all pages', async () => {
    const { paper, book, cells } = await longRecap(700);
    const pdf = await renderBook(paper, book, cells());
    expect((await renderBook(paper, book, cells())).equals(pdf)).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), 'hadir-book-'));
    writeFileSync(join(folder, 'book.pdf'), pdf);
    try {
      if (hasProgram('qpdf')) expect(execFileSync('qpdf', ['--check', join(folder, 'book.pdf')], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
      if (!hasProgram('pdftotext')) return;
      const pages = execFileSync('pdftotext', ['-layout', join(folder, 'book.pdf'), '-'], { encoding: 'utf8' }).split('\f').filter((page) => page.trim() !== '');
      const numbers = pages.map((page) => /Halaman (\d+) \/ (\d+)/.exec(page)?.slice(1).map(Number));
      expect(numbers).toEqual(pages.map((_, index) => [index + 1, pages.length]));
      for (const page of pages.slice(0, -1)) expect(page).toMatch(/TL1\s+TL2\s+TL3\s+TL4\s+PSW1/);
      const text = pages.join('');
      for (const { person } of novemberRows(700)) expect(text).toContain(person.number);
      expect(text).toContain('Šti Nūrhalizá Çelik-Ðuro');
      expect(pages.at(-1)).toContain('ABCD-EFGH-JKMN-PQRS');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    if (hasProgram('pdftoppm')) expectPages('book', await renderBook(...(await shortBook())));
  });

  it('show the daily report on paper as ever', async () => {
    const pdf = await renderPaper({ ...dailyPaper(dailyReport(mondayInSukamaju), 'id', null, null).paper, proof: null, printedAt: 0, pageText: 'Halaman' });
    if (!hasProgram('pdftoppm')) return;
    expectPages('daily', pdf);
  });

  it('repeat their head on each page and keep names whole', async () => {
    if (!hasProgram('pdftotext')) return;
    const folder = mkdtempSync(join(tmpdir(), 'hadir-text-'));
    writeFileSync(join(folder, 'recap.pdf'), await renderPaper(await recapPaper()));
    const pages = execFileSync('pdftotext', ['-layout', join(folder, 'recap.pdf'), '-'], { encoding: 'utf8' }).split('\f').filter((page) => page.trim() !== '');
    rmSync(folder, { recursive: true, force: true });
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toMatch(/TL1\s+TL2\s+TL3\s+TL4\s+PSW1/);
    expect(pages.join('')).toContain('Šti Nūrhalizá Çelik-Ðuro');
  });

  it('have the same cells as XLSX as ever, and sums that a spreadsheet program reads as numbers', async () => {
    const output = new PassThrough();
    const head = { title: 'Rekap absensi November 2026', subtitle: '30 pegawai', notice: '15 hari orang masih menunggu.', dates: novemberDates, codes: shippedRecapCodes, language: 'id' as const };
    const [content] = await Promise.all([buffer(output), writeRecapSheet(output, head, (async function* () { yield* rows; })())]);
    const book = new Workbook();
    await book.xlsx.load(content as never);
    const sheet = book.worksheets[0];
    expect(sheet?.getCell('A3').value).toBe('15 hari orang masih menunggu.');
    const cells = (sheet?.getRow(7).values as unknown[]).slice(1);
    expect(cells.slice(0, 10)).toEqual([3, '198501012009010002', "I Gusti Ngurah Ra'i", 'Dinas Perhubungan', 'L', 'H', 'HT', 'CT', 'H', 'H']);
    expect(cells.slice(34, 52)).toEqual([14, 2, 1, 0, 0, 1, 1, 0, 0, 82, 34, 1, 0, 1, 0, 0, 1, 0]);
    expect(sheet?.rowCount).toBeGreaterThan(34);
    expect(sheet?.getCell('B5').numFmt).toBe('@');
  });
});
