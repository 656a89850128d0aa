import { type ReportLanguage } from '../../core/report/report-texts';
import { dateAt } from '../../core/time/zone';
import { type QuestionMail } from '../../performance/spot-checks/question-mails';
import { markup } from '../../platform/http/markup';
import { mailInk, mailPage, paragraph } from '../mail-page';
import { dateWords } from '../paper/made-report';
import { type ReminderText } from '../reminders/reminder-text';

interface QuestionWords {
  readonly subject: (day: string) => string;
  readonly asked: (day: string) => string;
  readonly due: (date: string) => string;
  readonly place: string;
  readonly at: string;
}

const words: Readonly<Record<ReportLanguage, QuestionWords>> = {
  id: {
    subject: (day) => `Pertanyaan tentang sidak ${day}`,
    asked: (day) => `Atasan Anda mengajukan pertanyaan tentang sidak kehadiran tanggal ${day}. Ini permintaan penjelasan, bukan pernyataan pelanggaran.`,
    due: (date) => `Jawaban diharapkan paling lambat ${date}.`,
    place: 'Baca dan jawab di Hadir, halaman Pengawasan.',
    at: 'Baca dan jawab di: ',
  },
  en: {
    subject: (day) => `A question about the spot check of ${day}`,
    asked: (day) => `Your superior asks you about the spot check of attendance on ${day}. You are asked to explain; nobody says that a rule was broken.`,
    due: (date) => `An answer is expected by ${date}.`,
    place: 'Read and answer it in Hadir, on the page Supervision.',
    at: 'Read and answer it at: ',
  },
};

/** The mail to somebody who was asked about a difference. A mailbox has other readers: what was seen and what was asked stand behind the sign-in. */
export function questionText({ seenAt, zone, dueDate }: Pick<QuestionMail, 'seenAt' | 'zone' | 'dueDate'>, publicUrl: string | null, language: ReportLanguage): ReminderText {
  const said = words[language];
  const day = dateWords(dateAt(zone, seenAt), language);
  const asked = said.asked(day);
  const due = dueDate === null ? null : said.due(dateWords(dueDate, language));
  const place = publicUrl === null ? null : `${publicUrl}/my-supervision`;
  const where = place === null ? said.place : `${said.at}${place}`;
  const link = place === null ? markup`${where}` : markup`${said.at}<a href="${place}" style="color:${mailInk.accent}">${place}</a>`;
  const subject = said.subject(day);
  return {
    subject,
    text: [asked, ...(due === null ? [] : [due]), '', where, ''].join('\n'),
    html: mailPage({ language, title: subject }, [paragraph(asked), due === null ? null : paragraph(due, 'body', mailInk.first, 12), paragraph(link, 'body', mailInk.first, 12)]),
  };
}
