import { dailyReport } from '../../../src/core/report/daily-report';
import { type DueMatter } from '../../../src/reports/reminders/reminder-reader';
import { dailyMail } from '../../../src/reports/daily-mail';
import { paperMail } from '../../../src/reports/definition/report-message';
import { digestOf, type MadeReport } from '../../../src/reports/paper/made-report';
import { reminderText } from '../../../src/reports/reminders/reminder-text';
import { questionText } from '../../../src/reports/spot-check/question-text';
import { faultsInWord } from './mail-in-word';
import { mondayInSukamaju } from './monday-in-sukamaju';

const report = dailyReport(mondayInSukamaju);
const options = { digest: 'a'.repeat(64), publicUrl: 'https://hadir.kota.example', language: 'id' as const };
const logo = { source: 'cid:logo@hadir', text: 'Kota', width: 168, height: 56 };
const made = {
  ...{ title: 'Laporan terminal', digest: digestOf(1) },
  paper: {
    ...{ title: 'Laporan terminal November 2026', organisation: 'Dinas Perhubungan', lines: ['14 terminal'], notices: ['3 hari orang masih menunggu.'], landscape: true, size: 'A4', fontSize: 8, legend: [], signature: null, foot: '' },
    tables: [{ heading: null, note: null, columns: ['Terminal', 'Nomor seri', 'Unit', 'Terdengar %', 'Putus'].map((head) => ({ head, width: '*' as const })), rows: Array.from({ length: 14 }, (_, index) => [`T${index}`, 'CJ9H', 'A & B', { text: '99,87', value: 99.87 }, '1']) }],
  },
} satisfies Partial<MadeReport> as unknown as MadeReport;
const matter: DueMatter = { matter: 'case', name: 'Ana <Putri>', number: '1990', unitId: null, unitName: 'UPT', about: '2026', what: 'examination', dueDate: '2026-11-26', workingDaysLeft: 2 };

const mails: readonly (readonly [string, string])[] = [
  ['the daily report', dailyMail(report, options).html],
  ['the daily report with its pictures', dailyMail(report, { ...options, language: 'en', logo, pictureSource: 'cid:day@hadir', correctsAt: 0 }).html],
  ['a mail about a paper', paperMail(made, 'id', true, logo).html],
  ['a mail about a paper without files', paperMail(made, 'en', false).html],
  ['a reminder', reminderText([matter, { ...matter, matter: 'verification', about: '2026-11-20', what: 'absence' }], '2026-11-24', 'https://hadir.kota.example', 'en').html],
  ['a question about a difference', questionText({ seenAt: Date.parse('2026-11-24T02:00:00Z'), zone: 'Asia/Jakarta', dueDate: '2026-11-27' }, 'https://hadir.kota.example', 'en').html],
];

describe('a mail in Outlook for Windows', () => {
  it.each(mails)('is drawn as it is written: %s', (_, html) => {
    expect(faultsInWord(html)).toEqual([]);
  });

  const [, [, good = ''] = []] = mails;
  it.each<[string, (html: string) => string, RegExp]>([
    ['padding on a paragraph', (html) => html.replace('<p style="', '<p style="padding:4px;'), /<p>: padding:4px is kept of cells only/],
    ['a flexible row', (html) => html.replace('<tr>', '<tr style="display:flex">'), /<tr>: display:flex is not known/],
    ['a picture in the ground', (html) => html.replace('border-radius:10px', "background-image:url('x.png')"), /background-image/],
    ['a picture without its size', (html) => html.replace(/ width="560" height="24"/, ''), /<img>: has no size/],
    ['a picture in a line', (html) => html.replaceAll(';mso-line-height-rule:at-least', ''), /cut to the height of a line/],
    ['a ground in the style only', (html) => html.replace(' bgcolor="#FFFFFF"', ''), /<table>: has its ground in the style only/],
    ['an SVG', (html) => html.replace('<h1', '<svg></svg><h1'), /<svg>: an element/],
    ['a list', (html) => html.replace('<h1', '<ul></ul><h1'), /<ul>: an element/],
    ['a column that is only a most width', (html) => html.replace(/<!--\[if mso\]><table[^>]*><tr><td><!\[endif\]-->/, '').replace('<!--[if mso]></td></tr></table><![endif]-->', ''), /max-width:600px needs a table/],
    ['a button without substitute', (html) => html.replace('mso-padding-alt:13px 24px;', ''), /<a>: padding:13px 24px needs mso-padding-alt/],
    ['a rule for small screens', (html) => html.replace('<style>', '<style>@media(max-width:600px){td{padding:0}}'), /@media/],
    ['a table that is not closed', (html) => html.replace('</table>', ''), /closes|not closed/],
    ['letters of no size', (html) => html.replace(/td,th\{[^}]*\}/, ''), /has no size of letters/],
    ['lines that grow', (html) => html.replace(';mso-line-height-rule:exactly', ''), /lines of <td>/],
    ['a class', (html) => html.replace('<h1 ', '<h1 class="x" '), /leans on a class/],
    ['a width in the style', (html) => html.replace('<td width="48" style="', '<td style="width:48px;'), /width:48px has to be an attribute/],
  ])('%s would be found', (_, spoil, fault) => {
    const spoilt = spoil(good);
    expect(spoilt).not.toBe(good);
    expect(faultsInWord(spoilt).join('\n')).toMatch(fault);
  });

  it('is not cut off by Gmail at 102 kB, whatever became of the day', () => {
    const some = report.lists.late[0];
    if (!some) throw new Error('nobody was late');
    const many = <T>(row: T): T[] => Array.from({ length: 400 }, () => row);
    const all = Object.fromEntries(Object.keys(report.lists).map((kind) => [kind, many({ ...some, unit: 'Dinas Kependudukan dan Pencatatan Sipil' })])) as unknown as typeof report.lists;
    const bad = { ...report, lists: all, units: many(report.units[0]!), cases: many(report.cases[0]!), repeated: many(report.repeated[0]!), terminals: many(report.terminals[0]!), observations: many(report.observations[0]!) };
    const { html } = dailyMail(bad, { ...options, logo });
    expect(Buffer.byteLength(html)).toBeLessThan(102 * 1024);
    expect(html).toMatch(/dan 3\d\d lainnya dalam berkas laporan/);
    expect(faultsInWord(html)).toEqual([]);
  });
});
