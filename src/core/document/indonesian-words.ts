import { weekday } from '../time/calendar';
import type { WorkDate } from '../time/instant';

const DAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'];
const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];
const DIGITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh', 'sebelas'];

/** The name of a weekday as letters write it: 'Senin'. */
export function dayName(date: WorkDate): string {
  return DAYS[weekday(date) - 1] ?? '';
}

/** A date as letters write it: '9 Oktober 2026'. */
export function longDate(date: WorkDate): string {
  return `${Number(date.slice(8))} ${monthName(date.slice(0, 7))}`;
}

/** A month ('YYYY-MM') as letters write it: 'Oktober 2026'. */
export function monthName(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** Several dates, month by month, without repeating it: '3, 4 dan 7 Mei 2026; 2 Juni 2026'. */
export function dateList(dates: readonly WorkDate[]): string {
  const byMonth = new Map<string, string[]>();
  for (const date of [...dates].sort()) byMonth.set(date.slice(0, 7), [...(byMonth.get(date.slice(0, 7)) ?? []), String(Number(date.slice(8)))]);
  return [...byMonth].map(([month, days]) => `${conjoined(days)} ${monthName(month)}`).join('; ');
}

function conjoined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} dan ${words.at(-1)}`;
}

/** A number from 0 to 999999 in words: 28 is 'dua puluh delapan'. */
export function numberWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 999_999) throw new RangeError(`no words for ${value}`);
  if (value < 12) return DIGITS[value] ?? '';
  if (value < 20) return `${DIGITS[value - 10]} belas`;
  if (value < 100) return joined(`${DIGITS[Math.floor(value / 10)]} puluh`, value % 10);
  if (value < 200) return joined('seratus', value - 100);
  if (value < 1000) return joined(`${DIGITS[Math.floor(value / 100)]} ratus`, value % 100);
  if (value < 2000) return joined('seribu', value - 1000);
  return joined(`${numberWords(Math.floor(value / 1000))} ribu`, value % 1000);
}

const joined = (head: string, rest: number): string => (rest === 0 ? head : `${head} ${numberWords(rest)}`);

/** A number of days as decisions write it: '7 (tujuh)'; halves with a comma. */
export function countWords(value: number): string {
  if (!Number.isInteger(value)) return `${String(value).replace('.', ',')} (${numberWords(Math.floor(value))} setengah)`;
  return `${value} (${numberWords(value)})`;
}

const ACTS: Readonly<Record<string, string>> = {
  UU: 'Undang-Undang',
  PP: 'Peraturan Pemerintah',
  PerBKN: 'Peraturan Badan Kepegawaian Negara',
  Perpres: 'Peraturan Presiden',
  Pergub: 'Peraturan Gubernur',
  Perwal: 'Peraturan Wali Kota',
  Perbup: 'Peraturan Bupati',
};

/** The short name of an act as letters write it out: 'PP 94/2021' is 'Peraturan Pemerintah Nomor 94 Tahun 2021'; other names stay as they are. */
export function actInFull(act: string): string {
  return act.replace(/\b([A-Za-z]+) (\d+)\/(\d{4})\b/g, (short, kind: string, number: string, year: string) => {
    const full = ACTS[kind];
    return full === undefined ? short : `${full} Nomor ${number} Tahun ${year}`;
  });
}

/** An article as letters write it out: 'Ps 11(2) huruf d and Ps 15(2)' is 'Pasal 11 ayat (2) huruf d dan Pasal 15 ayat (2)'. */
export function articleInFull(article: string): string {
  return article.replace(/\bPs\b/g, 'Pasal').replace(/(\d)\s*\((\d+)\)/g, '$1 ayat ($2)').replace(/ and /g, ' dan ');
}
