import { Injectable } from '@nestjs/common';
import { explainDay } from '../../core/attendance/explain';
import { kindOf } from '../../core/report/recap';
import type { ReportLanguage } from '../../core/report/report-texts';
import { dayText } from '../../core/report/words';
import { reportTexts } from '../../core/report/texts';
import { lastDateOf } from '../../core/time/month';
import { type AttendanceDayRow, attendanceDayOf } from '../../attendance/attendance-day-store';
import { personOn } from '../../discipline/people';
import { Database } from '../../platform/database/database';
import { timeOn } from '../clock-text';
import { sheetTable } from '../paper/table-sheet';
import { digestOf, figureCell, type MadeReport, monthWords } from '../paper/made-report';
import { type PaperCell, type PaperTable } from '../paper/paper';
import { RecapReader } from '../recap/recap-reader';
import { ReportSettings } from '../setting/report-settings';

const texts = {
  id: { title: 'Lembar kehadiran pegawai', rights: 'Bila ada hari yang menurut Anda tidak benar, tandai harinya dan ajukan penjelasan atau koreksi; keterangan di kolom kanan menyebut dasar setiap penilaian.', heads: ['Tanggal', 'Kode', 'Masuk', 'Pulang', 'Terlambat', 'Pulang cepat', 'Mengapa'], waiting: (days: number) => `${days} hari masih menunggu mesin, jam kerja atau keputusan; penilaiannya dapat berubah.`, said: { verified: 'Petugas: terverifikasi.', excused: 'Petugas: alasan diterima.', 'sent-back': 'Petugas: menunggu penjelasan.' } },
  en: { title: "Employee's attendance sheet", rights: 'If a day is not right in your view, mark it and hand in an explanation or a correction; the right column says what each judgement rests on.', heads: ['Date', 'Code', 'In', 'Out', 'Late', 'Early', 'Why'], waiting: (days: number) => `${days} days still wait for a terminal, a shift or a decision; their judgement may change.`, said: { verified: 'Officer: verified.', excused: 'Officer: reason accepted.', 'sent-back': 'Officer: waiting for an explanation.' } },
} as const;

/** One person's month with the explanation of each day, fit to be attached to an objection. */
@Injectable()
export class EmployeeSheet {
  constructor(
    private readonly database: Database,
    private readonly settings: ReportSettings,
    private readonly recap: RecapReader,
  ) {}

  /**
   * The sheet of a month ('YYYY-MM') in every form.
   * @throws DomainError `unknown-employee`
   */
  async make(employeeId: string, month: string, language: ReportLanguage): Promise<MadeReport> {
    const last = lastDateOf(month);
    const person = await personOn(this.database, employeeId, last);
    const span = [employeeId, `${month}-01`, last];
    const rows = await this.database.query<AttendanceDayRow>('SELECT * FROM attendance_day WHERE employee_id = ? AND work_date >= ? AND work_date <= ? ORDER BY work_date, shift_no', span);
    const states = await this.database.query<{ work_date: string; kind: string; state: string }>('SELECT work_date, kind, state FROM violation WHERE employee_id = ? AND work_date >= ? AND work_date <= ?', span);
    const codes = await this.settings.recapCodes();
    const words = texts[language];
    // Both are read by date and shift.
    const judged = (await this.recap.days([employeeId], `${month}-01`, last)).get(employeeId) ?? [];
    const days = rows.map((row, index) => ({ row, kind: judged[index] ? kindOf(judged[index]) : ('notJudged' as const), said: saidOf(row, states, words.said) }));
    const waiting = days.filter(({ kind }) => kind === 'waiting').length;
    const title = `${words.title}, ${monthWords(month, language)}`;
    const table = tableOf(days.map(({ row, kind, said }) => rowOf(row, codes[kind].code, said, language, kind)), words.heads);
    return {
      ...{ title: `${title}, ${person.name}`, publicTitle: title, subject: `employee-sheet|${month}|${employeeId}`, unitId: null, employeeId, fileName: `lembar-${person.number}-${month}` },
      ...{ digest: digestOf(rows.map(({ digest }, index) => [digest, days[index]?.said])), unsettled: waiting },
      paper: {
        ...{ title, organisation: person.unitName, landscape: false, size: 'F4', fontSize: 8, foot: title },
        lines: [`${person.name} · ${person.number}`, [person.jobTitle, person.unitName].filter(Boolean).join(' · '), words.rights],
        notices: waiting > 0 ? [words.waiting(waiting)] : [],
        tables: [table],
        legend: [...new Set(days.map(({ kind }) => kind))].map((kind) => `${codes[kind].code} = ${codes[kind][language]}`),
        signature: null,
      },
      writeXlsx: (output) => sheetTable(output, title, table),
    };
  }
}

type State = { readonly work_date: string; readonly kind: string; readonly state: string };

function saidOf(row: AttendanceDayRow, states: readonly State[], words: Readonly<Record<string, string>>): string[] {
  return [...new Set(states.filter((one) => one.work_date === row.work_date).map(({ state }) => words[state] ?? ''))].filter(Boolean);
}

function rowOf(row: AttendanceDayRow, code: string, said: readonly string[], language: ReportLanguage, kind: string): PaperCell[] {
  const words = reportTexts(language);
  const time = (at: number | null): string => (at === null ? '–' : timeOn(at, row.zone, row.work_date, words));
  const minutes = (value: number): PaperCell => (value === 0 ? '' : figureCell(value, language));
  const tone = kind === 'waiting' ? 'waiting' : kind === 'absent' ? 'absent' : kind === 'noRecord' ? 'noRecord' : kind === 'off' ? 'off' : null;
  return [
    { text: dayText(row.work_date, row.work_date.slice(0, 4), words), date: row.work_date },
    tone === null ? code : { text: code, tone },
    ...[time(row.in_at), time(row.out_at), minutes(row.late_minutes), minutes(row.early_leave_minutes)],
    [...explainDay(attendanceDayOf(row), language, row.zone), ...said].map((text, index) => `${index + 1}. ${text}`).join('\n'),
  ];
}

const tableOf = (rows: readonly (readonly PaperCell[])[], heads: readonly string[]): PaperTable => ({
  ...{ heading: null, note: null, rows },
  columns: heads.map((head, index) => ({ head, width: index === 6 ? ('*' as const) : ([74, 28, 40, 40, 44, 44][index] ?? 40), align: index === 4 || index === 5 ? ('right' as const) : index === 1 ? ('center' as const) : ('left' as const) })),
});
