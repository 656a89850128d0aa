import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPdf } from '../../../src/discipline/documents/render-pdf';
import { type CasePath, caseWith, composed } from '../../support/letters';

jest.setTimeout(120_000);

const printedAt = Date.parse('2026-04-01T02:00:00Z');
/** Where to put the letters for a person to look at; unset = nowhere. */
const folder = process.env['HADIR_LETTERS'];

/** Every letter with a case that has what it needs, and its pages for somebody with the longest name and title there are. */
const letters: readonly (readonly [string, CasePath, number])[] = [
  ['surat-panggilan', { days: 7 }, 1],
  ['surat-panggilan', { days: 7, missedTwice: true }, 1],
  ['bap', { days: 7 }, 3],
  ['bap-tidak-hadir', { days: 7, missedTwice: true }, 1],
  ['lhp', { days: 12 }, 2],
  ['lhp', { days: 30, missedTwice: true, onEnd: true }, 2],
  ['keputusan-ringan', { days: 3 }, 2],
  ['keputusan-ringan', { days: 5, missedTwice: true }, 2],
  ['keputusan-ringan', { days: 7 }, 2],
  ['keputusan-sedang', { days: 12 }, 2],
  ['keputusan-berat', { days: 30, missedTwice: true }, 2],
  ['keputusan-berat', { days: 12, onEnd: true }, 2],
  ['tanda-terima', { days: 7 }, 1],
  ['rekapitulasi-tmk', { days: 30 }, 3],
  ['usul-penghentian-gaji', { days: 12, onEnd: true }, 1],
  ['sk-tim-pemeriksa', { days: 30 }, 1],
  ['surat-panggilan-keputusan', { days: 7 }, 1],
  ['pembebasan-sementara', { days: 30, released: true }, 2],
  ['pengaktifan-gaji', { days: 12, onEnd: true, payStopped: true }, 1],
  ['surat-panggilan', { days: 0, conduct: 'teguran-tertulis' }, 1],
  ['bap', { days: 0, conduct: 'teguran-tertulis' }, 3],
  ['bap-tidak-hadir', { days: 0, conduct: 'teguran-tertulis', missedTwice: true }, 1],
  ['lhp', { days: 0, conduct: 'teguran-tertulis' }, 2],
  ['keputusan-ringan', { days: 0, conduct: 'teguran-tertulis' }, 2],
  ['keputusan-sedang', { days: 0, conduct: 'potong-tukin-25-6-bulan' }, 2],
  ['keputusan-berat', { days: 0, conduct: 'pdhtaps' }, 2],
  ['sk-tim-pemeriksa', { days: 0, conduct: 'pdhtaps' }, 1],
  ['pembebasan-sementara', { days: 0, conduct: 'pdhtaps', released: true }, 2],
  ['surat-panggilan-keputusan', { days: 0, conduct: 'teguran-tertulis' }, 1],
  ['tanda-terima', { days: 0, conduct: 'teguran-tertulis' }, 1],
];

describe('the letters as PDF', () => {
  it.each(letters)('%s of %j fits F4 on %i pages and is the same each time', async (code, path, pages) => {
    const letter = composed(code, caseWith(path));
    expect(JSON.stringify(letter.content)).not.toMatch(/\{[a-z]|\.{10}|undefined/);
    if (path.conduct) expect(JSON.stringify(letter.content)).not.toMatch(/tidak masuk kerja|hari kerja dalam tahun|ambang|Rekapitulasi/);
    const first = await renderPdf(letter, printedAt);
    const again = await renderPdf(letter, printedAt);
    const text = first.bytes.toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text).toMatch(/MediaBox \[0 0 609\.4\d* 935\.4\d*\]/);
    if (folder) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${code}-${path.conduct ?? path.days}${path.missedTwice ? '-missed' : ''}${path.onEnd ? '-on-end' : ''}.pdf`), first.bytes);
    }
    expect(first.pages).toBe(pages);
    expect(createHash('sha256').update(again.bytes).digest('hex')).toBe(createHash('sha256').update(first.bytes).digest('hex'));
  });
});
