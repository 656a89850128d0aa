import { longDate } from '../../core/document/indonesian-words';
import { markup } from '../../platform/http/markup';
import { letters, mailFoot, mailLine, mailPage, mailTable } from '../mail-page';
import { type DueMatter } from './reminder-reader';

/** A reminder as it is sent. */
export interface ReminderText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Lines of one list in a mail; the console has them all. */
const linesPerList = 25;

const words: Readonly<Record<string, string>> = {
  absence: 'tidak ada rekaman',
  'late-arrival': 'datang terlambat',
  'early-leave': 'pulang lebih awal',
  'missing-in': 'tanpa rekaman masuk',
  'missing-out': 'tanpa rekaman pulang',
  'superior-summons': 'panggilan oleh atasan',
  examination: 'pemeriksaan',
  'second-summons': 'panggilan kedua',
  delivery: 'penyampaian keputusan',
  sending: 'pengiriman keputusan',
  'objection-answer': 'jawaban keberatan',
  'appeal-answer': 'tanggapan banding',
  'appeal-decision': 'putusan banding',
};

/** The mail of one day to one address. It asks for a look and says of nobody that anything was done wrong. */
export function reminderText(matters: readonly DueMatter[], today: string, publicUrl: string | null): ReminderText {
  const overdue = matters.filter(({ workingDaysLeft }) => workingDaysLeft < 0).length;
  const sections = [
    { title: 'Menunggu verifikasi', matters: matters.filter(({ matter }) => matter === 'verification') },
    { title: 'Tenggat perkara', matters: matters.filter(({ matter }) => matter === 'case') },
  ].filter((section) => section.matters.length > 0);
  const head = `${matters.length} hal menunggu tindakan${overdue > 0 ? `, ${overdue} di antaranya sudah lewat tenggat` : ''}.`;
  const lists = sections.map((section) => ({ title: `${section.title} (${section.matters.length})`, lines: linesOf(section.matters) }));
  const foot = publicUrl === null ? 'Buka Hadir untuk daftar lengkap.' : `Daftar lengkap: ${publicUrl}`;
  const subject = `Pengingat ${longDate(today)}: ${matters.length} hal menunggu${overdue > 0 ? `, ${overdue} lewat tenggat` : ''}`;
  return {
    subject,
    text: [head, ...lists.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `* ${line}`)]), '', foot, ''].join('\n'),
    html: htmlOf(subject, head, lists, foot),
  };
}

function linesOf(matters: readonly DueMatter[]): string[] {
  const lines = matters.slice(0, linesPerList).map(lineOf);
  return matters.length > linesPerList ? [...lines, `dan ${matters.length - linesPerList} lagi`] : lines;
}

function lineOf({ matter, name, number, unitName, about, what, dueDate, workingDaysLeft }: DueMatter): string {
  const subject = matter === 'verification' ? `${longDate(about)}, ${words[what] ?? what}` : `perkara tahun ${about}, ${words[what] ?? what}`;
  const when = workingDaysLeft < 0 ? `tenggat ${longDate(dueDate)}, lewat ${-workingDaysLeft} hari kerja` : workingDaysLeft === 0 ? 'tenggat hari ini' : `tenggat ${longDate(dueDate)}, ${workingDaysLeft} hari kerja lagi`;
  return `${name} (${number}${unitName === null ? '' : `, ${unitName}`}): ${subject}; ${when}`;
}

function htmlOf(title: string, head: string, lists: readonly { readonly title: string; readonly lines: readonly string[] }[], foot: string): string {
  const sections = lists.map((list) => [
    markup`<h2 style="margin:24px 0 4px;${letters('heading')};font-weight:600">${list.title}</h2>`,
    mailTable(list.lines.map((line) => markup`<tr><td style="${mailLine};padding:8px 0;overflow-wrap:break-word">${line}</td></tr>`), list.title),
  ]);
  return mailPage({ language: 'id', title, preview: head }, [markup`<h1 style="margin:0;${letters('title')};font-weight:700">${head}</h1>`, sections, mailFoot([foot])]);
}
