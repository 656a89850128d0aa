import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplication } from '@nestjs/common';
import { Workbook } from 'exceljs';
import forge from 'node-forge';
import request from 'supertest';
import { type App } from 'supertest/types';
import { IssuedPapers } from '../../../src/reports/proof/issued-papers';
import { MonthlyRecap } from '../../../src/reports/recap/monthly-recap';
import { RosterFeeds } from '../../../src/reports/roster-feed/roster-feeds';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { YearReport } from '../../../src/reports/year/year-report';
import { EmployeeSheet } from '../../../src/reports/employee-sheet/employee-sheet';
import { orderOf } from '../../../src/reports/paper/send-report';
import { type RecapAnswer } from '../../../src/reports/recap/recap.controller';
import { calendarFaults } from '../../support/calendar-faults';
import { hasProgram } from '../../support/programs';
import { jakarta, ReportOffice } from './report-office';

const password = 'rahasia';

describe('papers', () => {
  let office: ReportOffice;
  let app: INestApplication<App>;
  let folder: string;
  const get = (path: string): request.Test => request(app.getHttpServer()).get(path);
  const bytes = async (path: string): Promise<Buffer> => (await get(path).buffer(true).parse(bytesOf).expect(200)).body as Buffer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hadir-papers-'));
    const { p12, pem } = certificate(password);
    writeFileSync(join(folder, 'office.p12'), p12, 'latin1');
    writeFileSync(join(folder, 'office.pem'), pem);
    office = await ReportOffice.open();
    await office.furnish();
    await office.execute(`UPDATE employee SET name = 'Šti Nūrhalizá Çelik-Ðuro' WHERE id = 'siti'`);
    for (const date of ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05']) await office.day('siti', date);
    await office.day('siti', '2026-11-06', { late_minutes: 31, in_at: jakarta('2026-11-06', '08:01') });
    await office.day('siti', '2026-11-09', { status: 'ABSENT', absent_days: 1, flags: 'NO_PUNCH', in_at: null, out_at: null });
    await office.day('ana', '2026-11-09', { status: 'ABSENT', absent_days: 1, flags: 'NO_PUNCH', in_at: null, out_at: null });
    await office.insert('violation', [{ employee_id: 'ana', work_date: '2026-11-09', shift_no: 1, kind: 'absence', unit_id: 'parkir', minutes: 0, days: 1, standing: 'stands', evidence: '', provision: null, source: null, state: 'verified' }]);
    await office.insert('employee_unit', [{ employee_id: 'siti', from_date: '2020-01-01', unit_id: 'rsud' }, { employee_id: 'ana', from_date: '2020-01-01', unit_id: 'parkir' }, { employee_id: 'odd', from_date: '2020-01-01', unit_id: 'parkir' }]);
    office.clock.at = jakarta('2026-12-01', '08:00');
    app = (await office.start({ publicUrl: 'https://hadir.kota.example', signing: { file: join(folder, 'office.p12'), password } })).app as INestApplication<App>;
  });
  afterAll(async () => {
    await office.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const recapPaper = async () => app.get(IssuedPapers).issue(orderOf(await app.get(MonthlyRecap).make('2026-11', 'RSUD', 'rsud', 'id'), 'id', 'test'));

  it('carry a code whose page says genuine, replaced, or unknown, and names no person', async () => {
    const first = (await recapPaper()).paper;
    expect((await recapPaper()).paper.code).toBe(first.code);
    const genuine = await get(`/verify/${first.code.toLowerCase().replaceAll('-', '')}`).expect(200).expect('Content-Security-Policy', /default-src 'none'/);
    expect(genuine.text).toContain('Asli dan berlaku');
    expect(genuine.text).toContain('Rekap absensi November 2026, RSUD Kota');
    expect(genuine.text).not.toMatch(/Nūrhalizá|NIP-|<script/);
    await office.day('siti', '2026-11-10', { late_minutes: 5 });
    const second = (await recapPaper()).paper;
    expect(second).toMatchObject({ edition: 2, signed: true });
    const replaced = await get(`/verify/${first.code}`).expect(200);
    expect(replaced.text).toContain('Asli, tetapi sudah diganti');
    expect(replaced.text).toContain(second.code);
    expect((await get('/verify/0000-0000-0000-0000?language=en').expect(404)).text).toContain('Unknown code');
    await get('/verify/nonsense').expect(404);
  });

  it('name no person on the page of a personal sheet', async () => {
    const { paper } = await app.get(IssuedPapers).issue(orderOf(await app.get(EmployeeSheet).make('siti', '2026-11', 'id'), 'id', 'test'));
    expect((await get(`/verify/${paper.code}`).expect(200)).text).not.toMatch(/Nūrhalizá|NIP-siti/);
  });

  it("are signed with the office's certificate over every byte but the signature, as other programs judge it", async () => {
    const { bytes: pdf } = await recapPaper();
    const [start = 0, length = 0, rest = 0, tail = 0] = (/\/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)/.exec(pdf.toString('latin1')) ?? []).slice(1).map(Number);
    expect([start, rest + tail]).toEqual([0, pdf.length]);
    const path = (name: string): string => join(folder, name);
    writeFileSync(path('signed.pdf'), pdf);
    writeFileSync(path('content'), Buffer.concat([pdf.subarray(start, length), pdf.subarray(rest, rest + tail)]));
    const signature = Buffer.from(pdf.subarray(length + 1, rest - 1).toString('latin1'), 'hex');
    writeFileSync(path('signature.der'), signature);
    if (!hasProgram('openssl')) return;
    const judge = (content: string): ReturnType<typeof spawnSync> =>
      spawnSync('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', path('signature.der'), '-content', path(content), '-CAfile', path('office.pem'), '-purpose', 'any', '-out', path('verified')], { encoding: 'utf8' });
    const good = judge('content');
    expect([good.status, good.stderr]).toEqual([0, expect.stringContaining('Verification successful')]);
    const changed = readFileSync(path('content'));
    changed[400] = (changed[400] ?? 0) ^ 1;
    writeFileSync(path('changed'), changed);
    const bad = judge('changed');
    expect([bad.status === 0, bad.stderr]).toEqual([false, expect.stringContaining('Verification failure')]);
    if (!hasProgram('pdfsig')) return;
    const said = (file: string): string => spawnSync('pdfsig', ['-nocert', path(file)], { encoding: 'utf8' }).stdout;
    expect(said('signed.pdf')).toMatch(/BKPSDM Kota Sukamaju[\s\S]*SHA-256[\s\S]*Total document signed[\s\S]*Signature is Valid/);
    const touched = Buffer.from(pdf);
    touched[400] = (touched[400] ?? 0) ^ 1;
    writeFileSync(path('touched.pdf'), touched);
    expect(said('touched.pdf')).not.toContain('Signature is Valid');
  });

  it('say clearly when the certificate cannot be opened', async () => {
    const other = await office.start({ signing: { file: join(folder, 'office.p12'), password: 'wrong' } });
    const order = orderOf(await other.app.get(MonthlyRecap).make('2026-10', null, null, 'id'), 'id', 'test');
    await expect(other.app.get(IssuedPapers).issue(order)).rejects.toThrow(/SIGNING_P12/);
  });

  it('hold the names with their diacritics and have no structural fault', async () => {
    const path = join(folder, 'recap.pdf');
    writeFileSync(path, (await recapPaper()).bytes);
    if (hasProgram('pdftotext')) expect(execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })).toContain('Šti Nūrhalizá');
    if (hasProgram('qpdf')) expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
  });

  it('have the same figures as XLSX, as JSON and in a spreadsheet program', async () => {
    const { body } = (await get('/api/v1/reports/monthly-recap?month=2026-11')) as { body: RecapAnswer };
    const xlsx = await bytes('/api/v1/reports/monthly-recap?month=2026-11&format=xlsx');
    const book = new Workbook();
    await book.xlsx.load(xlsx as never);
    const sheet = book.worksheets[0];
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 4, ySplit: 4 });
    expect(sheet?.getCell('E4').value).toEqual(new Date('2026-11-01T00:00:00Z'));
    const rows = body.items.map((item, index) => {
      const row = sheet?.getRow(5 + index);
      const value = (column: number): unknown => row?.getCell(column).value;
      expect([value(2), value(3)]).toEqual([item.number, item.name]);
      expect(item.codes.map((code) => code || null)).toEqual(item.codes.map((_, day) => value(5 + day)));
      return { name: value(3), present: value(35), late: value(36), absent: value(41), lateMinutes: value(44), tl2: value(47) };
    });
    expect(rows).toEqual([
      { name: 'Šti Nūrhalizá Çelik-Ðuro', present: 6, late: 2, absent: 0, lateMinutes: 36, tl2: 1 },
      { name: `<b>O'Neil & "x"`, present: 0, late: 0, absent: 0, lateMinutes: 0, tl2: 0 },
      { name: 'Ana Putri', present: 0, late: 0, absent: 1, lateMinutes: 0, tl2: 0 },
    ]);
    expect(body.items[0]?.codes.slice(0, 10)).toEqual(['', 'H', 'H', 'H', 'H', 'HT', '', '', 'TR', 'HT']);
  });

  it('hold a whole city row by row, and refuse figures that move while they are printed', async () => {
    const many = Array.from({ length: 600 }, (_, index) => `many-${index}`);
    await office.insert('employee', many.map((id, index) => ({ id, number: `NIP-${1000 + index}`, name: `Pegawai ${index}`, category: 'PNS', joined_date: '2026-02-01', left_date: '2026-02-28' })));
    const made = await app.get(MonthlyRecap).make('2026-02', null, null, 'id');
    expect([made.paper.tables.length, made.long?.table.texts.length]).toEqual([0, 603]);
    const path = join(folder, 'city.pdf');
    writeFileSync(path, (await app.get(IssuedPapers).issue(orderOf(made, 'id', 'test'))).bytes);
    if (hasProgram('pdftotext')) expect(execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).match(/NIP-1\d{3}/g)).toHaveLength(600);
    if (hasProgram('qpdf')) expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
    await office.day('siti', '2026-02-10', { late_minutes: 5 });
    await expect(app.get(IssuedPapers).issue({ ...orderOf(made, 'id', 'test'), dataDigest: 'another' })).rejects.toMatchObject({ code: 'figures-moved' });
  });

  it('hold the accounts of a whole city row by row, with the sums of each unit after its people', async () => {
    const many = Array.from({ length: 520 }, (_, index) => `many-year-${index}`);
    await office.insert('employee', many.map((id, index) => ({ id, number: `NIP-${3000 + index}`, name: `Tahunan ${index}`, category: 'PNS', joined_date: '2026-02-01', left_date: '2026-02-28' })));
    await office.insert('employee_unit', many.map((id, index) => ({ employee_id: id, from_date: '2026-02-01', unit_id: index < 300 ? 'parkir' : 'rsud' })));
    await office.insert('year_account', many.map((id) => ({ employee_id: id, account_year: 2025, verified_days: 1, waiting_days: 0, cumulative_days: 1, late_minutes: 15, early_leave_minutes: 0, longest_run: 1, level: null, next_level: null, days_to_next: 2, detail: '{}' })));
    const made = await app.get(YearReport).make(2025, null, 'id', '31 Desember 2025');
    expect([made.paper.tables.length, made.long?.table.texts.length]).toEqual([0, 522]);
    const path = join(folder, 'accounts.pdf');
    writeFileSync(path, (await app.get(IssuedPapers).issue(orderOf(made, 'id', 'test'))).bytes);
    if (hasProgram('pdftotext')) {
      const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
      expect(text.match(/NIP-3\d{3}/g)).toHaveLength(520);
      expect(text).toMatch(/Jumlah UPT Parkir +300 +0 +1 +4\.500 +0/);
      expect(text).toMatch(/Jumlah RSUD Kota +220 +0 +1 +3\.300 +0/);
    }
    if (hasProgram('qpdf')) expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found');
    const output = new PassThrough();
    const [content] = await Promise.all([buffer(output), made.writeXlsx(output)]);
    const book = new Workbook();
    await book.xlsx.load(content as never);
    expect((book.worksheets[0]?.getRow(2).values as unknown[]).slice(2)).toEqual(['Tahunan 300', 'RSUD Kota', 1, 0, 1, 15, 0, undefined, undefined, 2]);
  });

  it('open in LibreOffice without a warning, with the totals of the service', async () => {
    if (!hasProgram('soffice')) return;
    const { body } = (await get('/api/v1/reports/monthly-recap?month=2026-11')) as { body: RecapAnswer };
    writeFileSync(join(folder, 'recap.xlsx'), await bytes('/api/v1/reports/monthly-recap?month=2026-11&format=xlsx'));
    const office = (...args: string[]): ReturnType<typeof spawnSync> => spawnSync('soffice', ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`, ...args, '--outdir', folder, join(folder, 'recap.xlsx')], { encoding: 'utf8', timeout: 240_000 });
    // Field separator 44, text delimiter 34, UTF-8, from line 1: tables are written as they are shown.
    const csv = office('--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1');
    // That no Java is installed is no word about the file.
    const said = (done: ReturnType<typeof spawnSync>): string => String(done.stderr).split('\n').filter((line) => !/javaldx/.test(line)).join('\n');
    expect([csv.status, said(csv)]).toEqual([0, expect.not.stringMatching(/warn|error|corrupt|repair/i)]);
    const rows = readFileSync(join(folder, 'recap.csv'), 'utf8').split('\n').slice(4).map((line) => line.split(','));
    const totals = body.items.map(({ totals: { present, late, absent, lateMinutes } }: { totals: object & { present?: number; late?: number; absent?: number; lateMinutes?: number } }) => [present, late, absent, lateMinutes]);
    expect(rows.slice(0, totals.length).map((row) => [row[34], row[35], row[40], row[43]].map(Number))).toEqual(totals);
    expect(rows[0]?.[2]).toContain('Šti Nūrhalizá Çelik-Ðuro');
    const pdf = office('--convert-to', 'pdf');
    expect([pdf.status, said(pdf)]).toEqual([0, expect.not.stringMatching(/warn|error|corrupt|repair/i)]);
    if (hasProgram('pdftotext')) expect(execFileSync('pdftotext', ['-layout', join(folder, 'recap.pdf'), '-'], { encoding: 'utf8' })).toContain('Šti Nūrhalizá');
  }, 300_000);

  it("come to people's calendars behind an address that can be taken back", async () => {
    await office.insert('shift_version', [{ shift: 'PAGI', from_date: '2020-01-01', definition: JSON.stringify({ segments: [['07:30', '16:00']], breaks: [], punchEachSegment: false }) }]);
    await office.insert('roster_entry', [{ employee_id: 'siti', work_date: '2026-12-02', shifts: 'PAGI', note: null }]);
    await office.execute('UPDATE plan_revision SET revision = revision + 1');
    const feeds = app.get(RosterFeeds);
    const { id, secret } = await feeds.create('siti', 'test');
    const { text } = await get(`/calendar/${secret}.ics`).expect(200).expect('Content-Type', /text\/calendar/);
    expect(text).toContain('DTSTART:20261202T003000Z\r\nDTEND:20261202T090000Z\r\nSUMMARY:Dinas PAGI');
    expect(calendarFaults(text)).toEqual([]);
    expect((await get(`/calendar/${secret}.ics`)).text).toBe(text);
    await feeds.revoke('siti', id);
    await get(`/calendar/${secret}.ics`).expect(404);
    await expect(feeds.revoke('siti', id)).rejects.toMatchObject({ code: 'unknown-feed' });
  });
});

/** A certificate of an office that signed it itself: with its key (PKCS#12), and alone (PEM). */
function certificate(passphrase: string): { p12: string; pem: string } {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const own = forge.pki.createCertificate();
  own.publicKey = keys.publicKey;
  own.serialNumber = '01';
  own.validity.notBefore = new Date('2026-01-01');
  own.validity.notAfter = new Date('2030-01-01');
  const names = [{ name: 'commonName', value: 'BKPSDM Kota Sukamaju' }];
  own.setSubject(names);
  own.setIssuer(names);
  own.sign(keys.privateKey, forge.md.sha256.create());
  return { p12: forge.asn1.toDer(forge.pkcs12.toPkcs12Asn1(keys.privateKey, [own], passphrase, { algorithm: '3des' })).getBytes(), pem: forge.pki.certificateToPem(own) };
}

const bytesOf = (response: request.Response, done: (error: Error | null, body: unknown) => void): void => {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
};
