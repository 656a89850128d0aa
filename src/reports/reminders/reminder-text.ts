import { type ReportLanguage } from '../../core/report/report-texts';
import { markup } from '../../platform/http/markup';
import { letters, mailFoot, mailLine, mailPage, mailTable } from '../mail-page';
import { dateWords } from '../paper/made-report';
import { type DueMatter } from './reminder-reader';

/** A reminder as it is sent. */
export interface ReminderText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Lines of one list in a mail; the console has them all. */
const linesPerList = 25;

interface ReminderWords {
  /** Kinds of exceptions and steps of a case. */
  readonly what: Readonly<Record<string, string>>;
  readonly verification: string;
  readonly cases: string;
  readonly head: (count: number, overdue: number) => string;
  readonly subject: (day: string, count: number, overdue: number) => string;
  readonly more: (count: number) => string;
  readonly ofCase: (year: string, what: string) => string;
  readonly due: (date: string, workingDaysLeft: number) => string;
  readonly list: (url: string | null) => string;
}

const words: Readonly<Record<ReportLanguage, ReminderWords>> = {
  id: {
    what: {
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
    },
    verification: 'Menunggu verifikasi',
    cases: 'Tenggat perkara',
    head: (count, overdue) => `${count} hal menunggu tindakan${overdue > 0 ? `, ${overdue} di antaranya sudah lewat tenggat` : ''}.`,
    subject: (day, count, overdue) => `Pengingat ${day}: ${count} hal menunggu${overdue > 0 ? `, ${overdue} lewat tenggat` : ''}`,
    more: (count) => `dan ${count} lagi`,
    ofCase: (year, what) => `perkara tahun ${year}, ${what}`,
    due: (date, left) => (left < 0 ? `tenggat ${date}, lewat ${-left} hari kerja` : left === 0 ? 'tenggat hari ini' : `tenggat ${date}, ${left} hari kerja lagi`),
    list: (url) => (url === null ? 'Buka Hadir untuk daftar lengkap.' : `Daftar lengkap: ${url}`),
  },
  en: {
    what: {
      absence: 'no record',
      'late-arrival': 'late arrival',
      'early-leave': 'early leave',
      'missing-in': 'no record of coming',
      'missing-out': 'no record of leaving',
      'superior-summons': 'summons by the superior',
      examination: 'examination',
      'second-summons': 'second summons',
      delivery: 'delivery of the decision',
      sending: 'sending of the decision',
      'objection-answer': 'answer to the objection',
      'appeal-answer': 'response to the appeal',
      'appeal-decision': 'decision on the appeal',
    },
    verification: 'Waiting to be verified',
    cases: 'Deadlines of cases',
    head: (count, overdue) => `${matters(count)} for somebody to act${overdue > 0 ? `, ${overdue} of them overdue` : ''}.`,
    subject: (day, count, overdue) => `Reminder ${day}: ${matters(count)}${overdue > 0 ? `, ${overdue} overdue` : ''}`,
    more: (count) => `and ${count} more`,
    ofCase: (year, what) => `case of ${year}, ${what}`,
    due: (date, left) => (left < 0 ? `due ${date}, ${workingDays(-left)} ago` : left === 0 ? 'due today' : `due ${date}, ${workingDays(left)} left`),
    list: (url) => (url === null ? 'Open Hadir for the whole list.' : `The whole list: ${url}`),
  },
};

const matters = (count: number): string => (count === 1 ? '1 matter waits' : `${count} matters wait`);
const workingDays = (count: number): string => (count === 1 ? '1 working day' : `${count} working days`);

/** The mail of one day to one address. It asks for a look and says of nobody that anything was done wrong. */
export function reminderText(due: readonly DueMatter[], today: string, publicUrl: string | null, language: ReportLanguage): ReminderText {
  const said = words[language];
  const overdue = due.filter(({ workingDaysLeft }) => workingDaysLeft < 0).length;
  const lists = [
    { title: said.verification, about: due.filter(({ matter }) => matter === 'verification') },
    { title: said.cases, about: due.filter(({ matter }) => matter === 'case') },
  ]
    .filter(({ about }) => about.length > 0)
    .map(({ title, about }) => ({ title: `${title} (${about.length})`, lines: linesOf(about, language) }));
  const head = said.head(due.length, overdue);
  const foot = said.list(publicUrl);
  const subject = said.subject(dateWords(today, language), due.length, overdue);
  return {
    subject,
    text: [head, ...lists.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `* ${line}`)]), '', foot, ''].join('\n'),
    html: htmlOf(subject, head, lists, foot, language),
  };
}

function linesOf(due: readonly DueMatter[], language: ReportLanguage): string[] {
  const lines = due.slice(0, linesPerList).map((matter) => lineOf(matter, language));
  return due.length > linesPerList ? [...lines, words[language].more(due.length - linesPerList)] : lines;
}

function lineOf({ matter, name, number, unitName, about, what, dueDate, workingDaysLeft }: DueMatter, language: ReportLanguage): string {
  const said = words[language];
  const asked = said.what[what] ?? what;
  const subject = matter === 'verification' ? `${dateWords(about, language)}, ${asked}` : said.ofCase(about, asked);
  return `${name} (${number}${unitName === null ? '' : `, ${unitName}`}): ${subject}; ${said.due(dateWords(dueDate, language), workingDaysLeft)}`;
}

function htmlOf(title: string, head: string, lists: readonly { readonly title: string; readonly lines: readonly string[] }[], foot: string, language: ReportLanguage): string {
  const sections = lists.map((list) => [
    markup`<h2 style="margin:24px 0 4px;${letters('heading')};font-weight:600">${list.title}</h2>`,
    mailTable(list.lines.map((line) => markup`<tr><td style="${mailLine};padding:8px 0;overflow-wrap:break-word">${line}</td></tr>`), list.title),
  ]);
  return mailPage({ language, title, preview: head }, [markup`<h1 style="margin:0;${letters('title')};font-weight:700">${head}</h1>`, sections, mailFoot([foot])]);
}
