import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { cellCode, type RecapRow, usedKinds } from '../../core/report/recap';
import { type RecapCodes, type RecapKind } from '../../core/report/recap-codes';
import { recapColumns } from '../../core/report/recap-columns';
import type { ReportLanguage } from '../../core/report/report-texts';
import { numberText } from '../../core/report/words';
import { reportTexts } from '../../core/report/texts';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { CONFIG } from '../../platform/tokens';
import { dateWords, type MadeReport, momentText, monthWords } from '../paper/made-report';
import { type PaperCell, type PaperTable, type PaperTone } from '../paper/paper';
import { ReportSettings } from '../setting/report-settings';
import { type RecapMonth, RecapReader } from './recap-reader';
import { writeRecapSheet } from './recap-sheet';
import { recapTexts } from './recap-texts';

/** More people than this are a book, not a paper. */
export const mostPeopleOnPaper = 2500;

const tones: Readonly<Partial<Record<RecapKind, PaperTone>>> = {
  late: 'late', earlyLeave: 'late', lateAndEarly: 'late', missingPunch: 'missing', halfDay: 'missing', noRecord: 'noRecord', absent: 'absent', waiting: 'waiting', off: 'off',
  duty: 'cover', training: 'cover', studyAssignment: 'cover', remoteWork: 'cover', sick: 'cover', annualLeave: 'cover', bigLeave: 'cover', collectiveLeave: 'cover', birthLeave: 'cover',
  importantLeave: 'cover', unpaidLeave: 'cover', otherLeave: 'cover', permission: 'cover',
};

/** The month of a unit or of everybody: a code for each person and date, and the sums that payroll takes. */
@Injectable()
export class MonthlyRecap {
  constructor(
    private readonly reader: RecapReader,
    private readonly settings: ReportSettings,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /**
   * What the recap needs before its rows are read.
   * @throws DomainError `unknown-unit`
   */
  open(month: string, unit: string | null): Promise<RecapMonth> {
    return this.reader.month(month, unit);
  }

  /** Its rows, as a stream. */
  rows(month: RecapMonth): AsyncGenerator<RecapRow> {
    return this.reader.rows(month);
  }

  /** Its XLSX, whatever the number of people. */
  async writeXlsx(output: Parameters<typeof writeRecapSheet>[0], month: RecapMonth, language: ReportLanguage): Promise<void> {
    const texts = recapTexts(language);
    const subtitle = [month.unitName ?? texts.everybody, texts.people(month.people.length), texts.made(momentText(this.clock.now(), this.config.defaultZone, language))].join(' · ');
    await writeRecapSheet(output, { title: texts.title(monthWords(month.month, language)), subtitle, dates: month.dates, codes: await this.settings.recapCodes(), language }, this.rows(month));
  }

  /**
   * The recap in every form.
   * @throws DomainError `unknown-unit`
   */
  async make(month: string, unit: string | null, unitId: string | null, language: ReportLanguage): Promise<MadeReport> {
    const opened = await this.open(month, unit);
    const codes = await this.settings.recapCodes();
    const { rows, waiting, digest } = await this.readAll(opened, codes);
    const tooMany = opened.people.length > mostPeopleOnPaper;
    const texts = recapTexts(language);
    const title = texts.title(monthWords(month, language));
    const scope = opened.unitName ?? texts.everybody;
    return {
      title: `${title}, ${scope}`,
      publicTitle: `${title}, ${scope}`,
      subject: `monthly-recap|${month}|${unit ?? ''}`,
      ...{ unitId, employeeId: null, fileName: `rekap-absensi-${month}${unit === null ? '' : `-${unit}`}`, unsettled: waiting },
      digest,
      ...(tooMany ? { refusesPaper: `${opened.people.length} people do not fit on a paper (${mostPeopleOnPaper} at most); ask for a unit, or take the XLSX.` } : {}),
      paper: {
        ...{ title, organisation: scope, landscape: true, size: 'F4', fontSize: 6.2, foot: title },
        lines: [texts.people(opened.people.length)],
        notices: waiting > 0 ? [texts.unsettled(waiting)] : [],
        tables: tooMany ? [] : [recapTable(opened.dates, rows, codes, language)],
        legend: usedKinds(rows).map((kind) => `${codes[kind].code} = ${codes[kind][language]}`),
        signature: await this.settings.signatureOn(dateWords(dateAt(this.config.defaultZone, this.clock.now()), language)),
      },
      writeXlsx: (output) => this.writeXlsx(output, opened, language),
    };
  }

  /** Rows are kept only where they fit on a paper; a city's are looked at one by one. */
  private async readAll(opened: RecapMonth, codes: RecapCodes): Promise<{ rows: RecapRow[]; waiting: number; digest: string }> {
    const hash = createHash('sha256').update(JSON.stringify(codes));
    const rows: RecapRow[] = [];
    let waiting = 0;
    for await (const row of this.rows(opened)) {
      hash.update(JSON.stringify(row));
      waiting += row.totals.waiting;
      if (opened.people.length <= mostPeopleOnPaper) rows.push(row);
    }
    return { rows, waiting, digest: hash.digest('hex') };
  }
}

/** The table of a recap's paper. */
export function recapTable(dates: readonly string[], rows: readonly RecapRow[], codes: RecapCodes, language: ReportLanguage): PaperTable {
  const texts = recapTexts(language);
  const words = reportTexts(language);
  return {
    ...{ heading: null, note: null, dense: true },
    columns: [
      { head: 'No', width: 15, align: 'right' },
      { head: `${texts.name}\n${texts.number}`, width: '*' },
      ...dates.map((date) => ({ head: String(Number(date.slice(8))), width: 12.6, align: 'center' as const })),
      ...recapColumns.map((column) => ({ head: column[language], width: column.id.includes(' ') ? 25 : column.id.startsWith('PSW') ? 18 : 11.5, align: 'right' as const })),
    ],
    rows: rows.map(({ person, kinds, totals }, index): PaperCell[] => [
      String(index + 1),
      `${person.name}\n${person.number}`,
      ...kinds.map((kind): PaperCell => {
        const tone = tones[kind];
        return tone === undefined ? cellCode(kind, codes) : { text: cellCode(kind, codes), tone };
      }),
      ...recapColumns.map(({ value }) => {
        const number = value(totals);
        return number === null ? '–' : number === 0 ? '' : numberText(number, words);
      }),
    ]),
  };
}
