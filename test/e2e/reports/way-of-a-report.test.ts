import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { wallToInstant } from '../../../src/core/time/zone';
import { DailyReportJob } from '../../../src/reports/daily-report-job';
import { DefinitionJob } from '../../../src/reports/definition/definition-job';
import { headerOf, partOf, PostOffice, type ReceivedMail } from '../../medium/reports/post-office';
import { ConsoleOffice, officeToday, officeUsers, officeZone, reviewDate } from '../../support/console-office';
import { hasProgram } from '../../support/programs';

jest.setTimeout(240_000);

/** From the schedule to the reader, and back when the figures change: over REST, SMTP and the page that everybody may see. */
describe('the way of a report', () => {
  let office: ConsoleOffice;
  let post: PostOffice;
  let folder: string;
  const code = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/;
  const admin = <T>(method: string, path: string, body?: unknown): Promise<T> => office.call<T>(officeUsers.administrator, method, `reports/${path}`, body);
  const verify = async (paper: string): Promise<string> => (await fetch(`${office.url}/verify/${paper}`)).text();
  const tick = async (time: string): Promise<void> => {
    office.clock.set(new Date(wallToInstant(officeZone, `${officeToday} ${time}`)).toISOString());
    await office.app.get(DefinitionJob).tick();
    await office.app.get(DailyReportJob).tick();
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hadir-way-'));
    post = new PostOffice();
    await post.open();
    office = await ConsoleOffice.open({ role: 'worker', smtpUrl: post.url, publicUrl: 'https://hadir.kota.example', mailFrom: 'Hadir <hadir@kota.example>' });
  });
  afterAll(async () => {
    await office.close();
    await post.shut();
    rmSync(folder, { recursive: true, force: true });
  });

  function textOfPdf(mail: ReceivedMail): string {
    const path = join(folder, 'paper.pdf');
    writeFileSync(path, attachment(mail, /\.pdf$/));
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  }

  it('goes from its definition to the reader, whose paper is proved, replaced and told so', async () => {
    await admin('PUT', 'definitions/dishub', { name: 'Harian Dishub', report: 'daily-discipline', unit: 'DISHUB', cadence: 'daily', at: '10:00', attachments: ['pdf', 'xlsx'], recipients: [{ channel: 'mail', address: 'kadis@kota.example' }] });
    expect(await admin('GET', 'definitions/dishub')).toMatchObject({ nextAt: new Date(wallToInstant(officeZone, `${officeToday} 10:00:00`)).toISOString() });
    await tick('10:00:00');
    const [first] = post.receivedBy('kadis@kota.example');
    if (!first) throw new Error('no mail came');
    expect(partOf(first, 'text/plain')).toContain('8 orang belum dapat dinilai. 1 terminal diam: Lobi Dishub sejak 15:02');
    const book = new Workbook();
    await book.xlsx.load(new Uint8Array(attachment(first, /\.xlsx$/)).buffer);
    expect(JSON.stringify(book.worksheets[0]?.getSheetValues())).toContain('Menunggu mesin');

    const { items: issued } = await admin<{ items: { code: string; replacedBy: string | null }[] }>('GET', 'papers');
    const genuine = issued[0]?.code ?? '';
    expect(genuine).toMatch(code);
    expect(await verify(genuine)).toContain('Asli dan berlaku');
    if (hasProgram('pdftotext')) expect(textOfPdf(first)).toContain(genuine);
    expect(await admin('GET', 'corrections')).toEqual([]);

    // The terminal is heard again: everybody's leaving was on it, and their days settle.
    await office.database.transaction(async (tx) => {
      await tx.execute("UPDATE terminal_health SET last_contact_at = ?, synced_until_at = ? WHERE serial = 'T-DISHUB'", [office.clock.now(), office.clock.now()]);
      await tx.execute("INSERT INTO dirty_day (employee_id, work_date, marked_at) SELECT employee_id, work_date, 1 FROM attendance_day WHERE work_date = ? AND settled = 0", [reviewDate]);
    });
    await office.judge();
    expect(await office.database.query('SELECT employee_id FROM attendance_day WHERE work_date = ? AND settled = 0', [reviewDate])).toEqual([]);
    expect(await admin('GET', 'corrections')).toContainEqual(expect.objectContaining({ report: 'dishub', date: officeToday, unsettledThen: 8, unsettledNow: 0 }));

    expect(await admin('POST', `runs/dishub/${officeToday}/correction`)).toEqual({ report: 'dishub~2', deliveries: 1 });
    await tick('10:05:00');
    const [, second] = post.receivedBy('kadis@kota.example');
    if (!second) throw new Error('no correction came');
    expect(headerOf(second, 'Subject')).toMatch(/^Pembetulan: Kehadiran Senin, 23 Nov 2026, Dinas Perhubungan/);
    expect(partOf(second, 'text/plain')).toContain('PEMBETULAN');
    expect(headerOf(second, 'Message-ID')).not.toBe(headerOf(first, 'Message-ID'));
    const { items: now } = await admin<{ items: { code: string; replacedBy: string | null }[] }>('GET', 'papers');
    const newer = now.find((one) => one.code !== genuine)?.code ?? '';
    expect(now.find((one) => one.code === genuine)?.replacedBy).toBe(newer);
    const superseded = await verify(genuine);
    expect(superseded).toContain('Asli, tetapi sudah diganti');
    expect(superseded).toContain(newer);
    expect(await verify(newer)).toContain('Asli dan berlaku');
    if (hasProgram('pdftotext')) expect(textOfPdf(second)).toContain(`PEMBETULAN: menggantikan berkas ${genuine}`);
    expect((await admin<{ report: string }[]>('GET', 'corrections')).filter(({ report }) => report.startsWith('dishub'))).toEqual([]);
  });
});

/** A file of a mail as it came in. */
function attachment(mail: ReceivedMail, name: RegExp): Buffer {
  const boundary = /boundary="?([^";\r\n]+)/.exec(mail.raw)?.[1] ?? '';
  for (const part of mail.raw.split(`--${boundary}`)) {
    const [head = '', ...body] = part.split('\r\n\r\n');
    const file = /filename="?([^";\r\n]+)/.exec(head)?.[1];
    if (file !== undefined && name.test(file)) return Buffer.from(body.join(''), 'base64');
  }
  throw new Error(`no file ${String(name)} came`);
}
