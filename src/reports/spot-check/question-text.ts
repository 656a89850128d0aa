import { longDate } from '../../core/document/indonesian-words';
import { dateAt } from '../../core/time/zone';
import { type QuestionMail } from '../../performance/spot-checks/question-mails';
import { markup } from '../../platform/http/markup';
import { mailInk, mailPage, paragraph } from '../mail-page';
import { type ReminderText } from '../reminders/reminder-text';

/** The mail to somebody who was asked about a difference. A mailbox has other readers: what was seen and what was asked stand behind the sign-in. */
export function questionText({ seenAt, zone, dueDate }: Pick<QuestionMail, 'seenAt' | 'zone' | 'dueDate'>, publicUrl: string | null): ReminderText {
  const day = longDate(dateAt(zone, seenAt));
  const asked = `Atasan Anda mengajukan pertanyaan tentang sidak kehadiran tanggal ${day}. Ini permintaan penjelasan, bukan pernyataan pelanggaran.`;
  const due = dueDate === null ? null : `Jawaban diharapkan paling lambat ${longDate(dueDate)}.`;
  const place = publicUrl === null ? null : `${publicUrl}/my-supervision`;
  const where = place === null ? 'Baca dan jawab di Hadir, halaman Pengawasan.' : `Baca dan jawab di: ${place}`;
  const link = place === null ? markup`${where}` : markup`Baca dan jawab di: <a href="${place}" style="color:${mailInk.accent}">${place}</a>`;
  const subject = `Pertanyaan tentang sidak ${day}`;
  return {
    subject,
    text: [asked, ...(due === null ? [] : [due]), '', where, ''].join('\n'),
    html: mailPage({ language: 'id', title: subject }, [paragraph(asked), due === null ? null : paragraph(due, 'body', mailInk.first, 12), paragraph(link, 'body', mailInk.first, 12)]),
  };
}
