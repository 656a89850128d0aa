import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Workbook } from 'exceljs';
import { clusteredShare, standing, type PersonCount } from '../../../src/core/performance/share-interval';
import { type ShareItem } from '../../../src/reports/one-page/one-page-items';
import { type MonevFigures, monevTables } from '../../../src/reports/monev/monev-tables';
import { monevTexts } from '../../../src/reports/monev/monev-texts';
import { paperHtml } from '../../../src/reports/monev/paper-html';
import { cellText, type Paper } from '../../../src/reports/paper/paper';
import { renderPaper } from '../../../src/reports/paper/render-paper';
import { sheetTables } from '../../../src/reports/paper/table-sheet';
import { hasProgram } from '../../support/programs';

const month = (name: string, people: number, owed: number, attended: number, late: number, waiting = 0) => ({ month: name, people, owed, attended, late, lateMinutes: late * 14, noRecord: owed - attended, leave: 31, duty: 12, waiting });
const everybody: readonly PersonCount[] = Array.from({ length: 46 }, (_, index) => ({ hits: 20 - (index % 9 === 0 ? 4 : 0), days: 20 }));
const share = (counts: readonly PersonCount[]): ShareItem => {
  const interval = clusteredShare(counts);
  return { hits: counts.reduce((sum, { hits }) => sum + hits, 0), of: counts.reduce((sum, { days }) => sum + days, 0), share: interval?.share ?? null, low: interval?.low ?? null, high: interval?.high ?? null, standing: standing(interval, clusteredShare(everybody), counts.length) };
};
const unit = (unitId: string | null, name: string, counts: readonly PersonCount[]) => ({ unitId, name, people: counts.length, attended: share(counts), onTime: share(counts) });

const figures: MonevFigures = {
  attendance: [month('2026-09', 45, 945, 921, 40), month('2026-10', 46, 1012, 990, 35), month('2026-11', 46, 920, 896, 52, 3)],
  whole: unit(null, '', everybody),
  units: [unit('a', 'Bidang Pencatatan Sipil', everybody.slice(0, 20)), unit('b', 'Bidang Pendaftaran & Data', Array.from({ length: 22 }, (_, index) => ({ hits: 13 + (index % 3), days: 20 }))), unit('c', 'UPT Kecil', [{ hits: 3, days: 20 }, { hits: 20, days: 20 }]), unit('d', 'UPT Baru', [])],
  violations: [{ month: '2026-09', verified: 12, unverified: 0, other: 5 }, { month: '2026-10', verified: 9, unverified: 1, other: 8 }, { month: '2026-11', verified: 14, unverified: 11, other: 3 }],
  cases: [{ key: 'opened', count: 2 }, { key: 'examined', count: 1 }, { key: 'in-force', count: 1 }, { key: 'withdrawn', count: 1 }],
  appraisals: [
    { period: '2026-Q4', name: 'Triwulan IV 2026', status: 'agreed', predicate: null, count: 7 },
    { period: '2026-Q4', name: 'Triwulan IV 2026', status: 'evaluated', predicate: 'Baik', count: 31 },
    { period: '2026-Q4', name: 'Triwulan IV 2026', status: 'closed', predicate: 'Sangat Baik', count: 3 },
    { period: '2026-Q4', name: 'Triwulan IV 2026', status: 'evaluated', predicate: 'Butuh Perbaikan', count: 1 },
  ],
  checks: { checks: 3, marked: 88 },
  differences: [{ key: 'asked', count: 2 }, { key: 'closed', count: 4 }],
  complaints: [{ month: '2026-09', received: 4, ended: 4 }, { month: '2026-10', received: 6, ended: 5 }, { month: '2026-11', received: 9, ended: 3 }],
  services: [{ service: 'KTP', month: '2026-10', tickets: 310, p50Minutes: 84.4, withinPromise: 0.912, respondents: 41, ikm: 82.37 }, { service: 'KTP', month: '2026-11', tickets: 295, p50Minutes: 131, withinPromise: 0.74, respondents: 38, ikm: 76.5 }, { service: 'AKTA', month: '2026-11', tickets: 12, p50Minutes: 200, withinPromise: null, respondents: 0, ikm: null }],
  signals: [{ service: 'KTP', weekDate: '2026-11-16', status: 'in-work', owner: 'Kasi Pelayanan', dueDate: '2026-12-04' }, { service: 'AKTA', weekDate: '2026-11-23', status: 'open', owner: null, dueDate: null }],
};

const expected = (name: string): string => join(__dirname, 'expected', name);

// `HADIR_WRITE_GOLDEN=1` writes what is expected anew; look at it before it is committed.
function expectText(name: string, text: string): void {
  if (process.env['HADIR_WRITE_GOLDEN']) writeFileSync(expected(name), text);
  expect(text).toBe(readFileSync(expected(name), 'utf8'));
}

const paper = (language: 'id' | 'en'): Paper => {
  const texts = monevTexts(language);
  return {
    ...{ title: texts.title(language === 'id' ? 'November 2026' : 'November 2026'), organisation: 'Dinas Kependudukan dan Pencatatan Sipil', lines: [texts.people(46), texts.note], notices: [texts.waiting(3)] },
    ...{ landscape: false, size: 'A4', fontSize: 8, legend: [], foot: 'Monev', tables: monevTables(figures, language), signature: { place: 'Sukamaju, 1 Desember 2026', role: 'Kepala Dinas', name: 'Drs. Surya Atmaja', number: 'NIP 197001011990031001' } },
    ...{ proof: null, printedAt: 0, pageText: language === 'id' ? 'Halaman' : 'Page' },
  };
};

describe('the report of monitoring and evaluation of fixed figures', () => {
  it.each(['id', 'en'] as const)('has the same tables as ever (%s)', (language) => {
    expectText(`monev.${language}.json`, `${JSON.stringify(monevTables(figures, language), null, 1)}\n`);
  });

  it('is the same page in HTML as ever; what is filled in is never markup', () => {
    expectText('monev.id.html', paperHtml(paper('id'), 'id'));
    expect(paperHtml({ ...paper('id'), organisation: '<b>Dinas</b>' }, 'id')).toContain('&lt;b&gt;Dinas');
  });

  it('names nobody by a small number: outcomes of fewer than five are joined', () => {
    const table = monevTables(figures, 'id').find(({ heading }) => heading?.startsWith('4.'));
    expect(table?.rows.map((row) => row.slice(2).map(cellText))).toEqual([['–', '7'], ['Baik', '31'], ['kurang dari 5', '4']]);
  });

  it('on paper', async () => {
    const pdf = await renderPaper(paper('id'));
    expect((await renderPaper(paper('id'))).equals(pdf)).toBe(true);
    if (!hasProgram('pdftotext')) return;
    const folder = mkdtempSync(join(tmpdir(), 'hadir-monev-'));
    writeFileSync(join(folder, 'monev.pdf'), pdf);
    if (process.env['HADIR_KEEP_PDF']) writeFileSync(process.env['HADIR_KEEP_PDF'], pdf);
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'monev.pdf'), '-'], { encoding: 'utf8' });
    rmSync(folder, { recursive: true, force: true });
    const words = text.replace(/\s+/g, ' ');
    for (const { heading, rows } of monevTables(figures, 'id')) {
      expect(words).toContain(heading);
      for (const row of rows) for (const cell of row) for (const word of cellText(cell).split(' ')) expect(words).toContain(word);
    }
  });

  it('leaves no heading alone at the foot of a page, wherever the foot is', async () => {
    if (!hasProgram('pdftotext')) return;
    const folder = mkdtempSync(join(tmpdir(), 'hadir-monev-'));
    const headings = monevTables(figures, 'id').map(({ heading }) => heading ?? '');
    for (const lines of [0, 4, 8, 12, 16, 20]) {
      writeFileSync(join(folder, 'monev.pdf'), await renderPaper({ ...paper('id'), lines: Array.from({ length: lines }, (_, index) => `baris ${index}`) }));
      const pages = execFileSync('pdftotext', ['-layout', join(folder, 'monev.pdf'), '-'], { encoding: 'utf8' }).split('\f').filter((page) => page.trim() !== '');
      for (const heading of headings) {
        const page = pages.find((one) => one.includes(heading)) ?? '';
        const after = page.slice(page.indexOf(heading) + heading.length).split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/Halaman \d/.test(line));
        // Its note, the head of its table and a row at the least.
        expect([lines, heading, after.length >= 2]).toEqual([lines, heading, true]);
        expect([lines, heading, after.slice(0, 8).some((line) => /\d/.test(line) || line.includes('–'))]).toEqual([lines, heading, true]);
      }
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('as XLSX, table under table, with numbers that a spreadsheet reckons with', async () => {
    const output = new PassThrough();
    const [content] = await Promise.all([buffer(output), sheetTables(output, 'Monev', monevTables(figures, 'id'), 'Bagian')]);
    const book = new Workbook();
    await book.xlsx.load(content as never);
    const rowOf = (part: string, first: string): unknown[] => {
      const found: unknown[][] = [];
      book.worksheets[0]?.eachRow((row) => found.push((row.values as unknown[]).slice(1)));
      return found.find(([heading, cell]) => String(heading).startsWith(part) && cell === first) ?? [];
    };
    expect(rowOf('1.', 'Oktober 2026').slice(2, 6)).toEqual([46, 1012, 990, 97.8]);
    expect(rowOf('7.', 'KTP').slice(3)).toEqual([310, 84, 91.2, 41, 82.37]);
    expect(book.worksheets[0]?.getRow(1).getCell(1).value).toBe('Bagian');
    const parts = (book.worksheets[0]?.getColumn(1).values as string[]).slice(2);
    expect([...new Set(parts)]).toEqual(monevTables(figures, 'id').map(({ heading }) => heading));
  });
});
