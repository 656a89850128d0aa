import { basesOf } from '../../../../src/core/document/letter-basis';
import { loadTemplates } from '../../../../src/core/document/load-templates';
import { actInFull, articleInFull, countWords, dateList, dayName, longDate, monthName, numberWords } from '../../../../src/core/document/indonesian-words';
import { missingFor } from '../../../../src/core/document/letter-values';
import { printable } from '../../../../src/core/document/placeholders';
import { paperFaces, paperFont } from '../../../../src/platform/pdf/paper-font';
import { type FileText } from '../../../../src/core/discipline/regulation-text';
import { caseWith, composed, letterTexts, longPerson, shippedLetters } from '../../../support/letters';

const text = (code: string, path: Parameters<typeof caseWith>[0]): string => JSON.stringify(composed(code, caseWith(path)).content);

describe('words of letters', () => {
  it('writes dates, months and days as offices do', () => {
    expect([dayName('2026-10-19'), longDate('2026-10-19'), monthName('2026-06')]).toEqual(['Senin', '19 Oktober 2026', 'Juni 2026']);
    expect(dateList(['2026-06-02', '2026-05-04', '2026-05-07'])).toBe('4 dan 7 Mei 2026; 2 Juni 2026');
  });

  it.each([[0, 'nol'], [11, 'sebelas'], [15, 'lima belas'], [28, 'dua puluh delapan'], [100, 'seratus'], [119, 'seratus sembilan belas'], [205, 'dua ratus lima'], [1000, 'seribu'], [1999, 'seribu sembilan ratus sembilan puluh sembilan'], [2026, 'dua ribu dua puluh enam']])('%i is %s', (value, words) => {
    expect(numberWords(value)).toBe(words);
  });

  it('says halves, and refuses what has no words', () => {
    expect([countWords(7), countWords(3.5)]).toEqual(['7 (tujuh)', '3,5 (tiga setengah)']);
    expect(() => numberWords(-1)).toThrow(RangeError);
  });

  it('writes acts and articles out', () => {
    expect(actInFull('PP 94/2021')).toBe('Peraturan Pemerintah Nomor 94 Tahun 2021');
    expect(actInFull('SE 11/2023')).toBe('SE 11/2023');
    expect(articleInFull('Ps 11(2) huruf d angka 4 and Ps 15(2)')).toBe('Pasal 11 ayat (2) huruf d angka 4 dan Pasal 15 ayat (2)');
  });

  it('keeps every letter the font has and takes the mark from the others', () => {
    expect(printable('Šćepan Đorđević Nguyễn Ångström')).toBe('Šćepan Đorđević Nguyễn Ångström');
    expect(printable('Ṣāliḥ Ḍahlān Ƙwarai')).toBe('Ṣāliḥ Ḍahlān Ƙwarai');
    expect(printable('Вера 王 ①')).toBe('???? ? 1');
  });

  it('is right about the font: each letter it keeps has a shape in every face that ships', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the font reader of the PDF library, for the test alone
    const fontkit = require('fontkit') as { openSync(path: string): { hasGlyphForCodePoint(code: number): boolean } };
    const kept = Array.from({ length: 0x2100 }, (_, code) => code).filter((code) => code >= 0x20 && !(code >= 0xd800 && code < 0xe000) && printable(String.fromCodePoint(code)) === String.fromCodePoint(code) && code !== 0x3f);
    for (const path of Object.values(paperFaces[paperFont])) {
      const font = fontkit.openSync(path);
      expect(kept.filter((code) => !font.hasGlyphForCodePoint(code)).map((code) => code.toString(16))).toEqual([]);
    }
  });
});

describe('what the letters say', () => {
  it('the second summons names the first, the first does not', () => {
    expect(text('surat-panggilan', { days: 7 })).not.toContain('panggilan kedua');
    expect(text('surat-panggilan', { days: 7, missedTwice: true })).toContain('panggilan pertama Nomor 800/2026-08-03 tanggal 3 Agustus 2026');
  });

  it('a decision of a medium kind names the sanction in law and its interim substitute apart, and is a draft', () => {
    const letter = composed('keputusan-sedang', caseWith({ days: 12 }));
    const words = JSON.stringify(letter.content);
    expect(letter.draft).toBe(true);
    expect(words).toContain('berupa Pemotongan tunjangan kinerja 25 persen selama 6 bulan');
    expect(words).toContain('yang dilaksanakan adalah Penundaan kenaikan gaji berkala selama 1 tahun');
  });

  it('against a dismissal there is an appeal, against a reprimand an objection', () => {
    expect(text('keputusan-berat', { days: 12, onEnd: true })).toContain('banding administratif');
    const light = text('keputusan-ringan', { days: 3 });
    expect(light).toContain('dapat diajukan keberatan dalam jangka waktu 14 (empat belas) hari kerja');
    expect(light).not.toContain('banding administratif');
  });

  it('the receipt says on which working day the decision comes into force', () => {
    expect(text('tanda-terima', { days: 7 })).toContain('hari kerja ke-15 (lima belas) sejak diterima');
  });

  it('the exhibit has a row for each day with the officer and the words of the employee', () => {
    const words = text('rekapitulasi-tmk', { days: 5 });
    expect(words.match(/Tidak ada rekaman di terminal mana pun/g)).toHaveLength(5);
    expect(words).toContain('verifikator');
    expect(words).toContain('Saya lupa melapor');
  });

  it('the temporary release names its day and that the person still comes to work, and is a draft', () => {
    const letter = composed('pembebasan-sementara', caseWith({ days: 30, released: true }));
    const words = JSON.stringify(letter.content);
    expect(letter.draft).toBe(true);
    expect(words).toContain('terhitung mulai tanggal 3 Agustus 2026');
    expect(words).toContain('tetap masuk kerja');
    expect(words).toContain('Penata Muda Tingkat I (III/b)');
  });

  it('the request to pay again names the month of the stop and when it was forwarded', () => {
    const words = text('pengaktifan-gaji', { days: 12, onEnd: true, payStopped: true });
    expect(words).toContain('sejak bulan Februari 2026');
    expect(words).toContain('diusulkan pada tanggal 3 Agustus 2026');
  });

  it.each([
    ['temporary-release', { days: 30 }, 'no temporary release'],
    ['salary-stopped', { days: 12, onEnd: true }, 'no proposal to stop pay has been forwarded'],
  ] as const)('%s holds a letter back until it is so', (precondition, path, why) => {
    const state = caseWith(path);
    const round = state.rounds.at(-1);
    if (!round) throw new Error('no round');
    expect(missingFor(precondition, { state, round })).toContain(why);
  });

  it('somebody under contract has no rank, and a rank that nobody entered leaves a line to fill in', () => {
    const state = caseWith({ days: 7 });
    const bare = { ...longPerson, rank: null, grade: null };
    expect(JSON.stringify(composed('surat-panggilan', state, bare).content)).toContain('..........');
    expect(JSON.stringify(composed('surat-panggilan', state, { ...bare, grade: 'IX', category: 'PPPK' }).content)).toContain('"IX"');
  });

  it('a case about conduct names the duty, the date and what is alleged, and not one day of absence', () => {
    const summons = text('surat-panggilan', { days: 0, conduct: 'teguran-tertulis' });
    expect(summons).toContain('dugaan pelanggaran Pasal 3 huruf f Peraturan Pemerintah Nomor 94 Tahun 2021 pada tanggal 29 Juli 2026, yaitu: Meminta pembayaran');
    expect(summons).not.toContain('ketidakhadiran');
    const decision = text('keputusan-ringan', { days: 0, conduct: 'teguran-tertulis' });
    expect(decision).toContain('pelanggaran terhadap ketentuan Pasal 3 huruf f Peraturan Pemerintah Nomor 94 Tahun 2021');
    const report = text('lhp', { days: 0, conduct: 'teguran-tertulis' });
    expect(report).toContain('Dalam klarifikasi tanggal 31 Juli 2026 yang bersangkutan menerangkan: “Saya mengira itu biaya fotokopi');
    expect(report).toContain('diterima tanggal 30 Juli 2026');
    // The other way round nothing of conduct stands in a letter about absence.
    expect(text('lhp', { days: 12 })).not.toMatch(/pengaduan|klarifikasi/);
  });

  it('says for which kind of case each letter is', () => {
    const bases = Object.fromEntries(shippedLetters().templates.map(({ template }) => [template.code, basesOf(template)]));
    const absence = Object.keys(bases).filter((code) => !bases[code]?.includes('conduct'));
    expect(absence.sort()).toEqual(['pengaktifan-gaji', 'rekapitulasi-tmk', 'usul-penghentian-gaji']);
    expect(Object.values(bases).every((each) => each.includes('absence'))).toBe(true);
  });

  it('the proposal to stop pay names the tenth day and the month after', () => {
    const words = text('usul-penghentian-gaji', { days: 12, onEnd: true });
    expect(words).toContain('jatuh pada tanggal 19 Januari 2026');
    expect(words).toContain('sejak bulan Februari 2026');
  });
});

describe('files of letters', () => {
  const changed = (name: string, from: string, to: string): FileText[] => letterTexts().map((file) => (file.path.endsWith(name) ? { ...file, text: file.text.replace(from, to) } : file));
  const problemsOf = (files: FileText[]) => {
    const loaded = loadTemplates(files);
    return loaded.outcome === 'refused' ? loaded.problems : [];
  };

  it('ship without a problem', () => {
    expect(shippedLetters().templates.map(({ template }) => template.code)).toEqual(expect.arrayContaining(['surat-panggilan', 'bap', 'bap-tidak-hadir', 'lhp', 'keputusan-ringan', 'keputusan-sedang', 'keputusan-berat', 'tanda-terima', 'rekapitulasi-tmk', 'usul-penghentian-gaji']));
  });

  it.each([
    ['a value that does not exist', 'bap.yaml', '{employee.unit}', '{employee.salary}', 'unknown-value', 'there is no value {employee.salary}'],
    ['a field that nobody asks for', 'bap.yaml', '{field.time}', '{field.hour}', 'unknown-value', 'there is no value {field.hour}'],
    ['a condition on nothing', 'bap.yaml', 'when: examination.refusal', 'when: examination.tears', 'unknown-value', "there is no value 'examination.tears'"],
    ['a block of no kind', 'bap.yaml', 'block: heading', 'block: banner', 'shape', 'blocks.'],
    ['a precondition of no kind', 'bap.yaml', 'requires: examination-held', 'requires: mood', 'shape', 'requires'],
    ['a letter of both kinds of case at once', 'bap.yaml', 'TANYA JAWAB', '"{case.days} {breach.date}"', 'two-bases', 'speaks of absence and of conduct at once'],
    ['a key that is not known', 'bap.yaml', 'numbered: false', 'numbring: false', 'unknown-key', 'numbring'],
  ])('%s is refused with file, line and rule', (_what, name, from, to, rule, message) => {
    const [problem] = problemsOf(changed(name, from, to));
    expect(problem).toMatchObject({ path: `regulations/documents/${name}`, rule });
    if (rule !== 'two-bases') expect(problem?.line).toBeGreaterThan(0);
    expect(problem?.message).toContain(message);
  });

  it('two letters of one code, or no letterhead, are refused', () => {
    expect(problemsOf(changed('lhp.yaml', 'code: lhp', 'code: bap'))).toMatchObject([{ rule: 'code-twice' }]);
    expect(problemsOf(letterTexts().filter(({ path }) => !path.endsWith('letterhead.yaml')))).toMatchObject([{ rule: 'letterhead' }]);
  });
});
