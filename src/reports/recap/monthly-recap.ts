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
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { dateWords, type MadeReport, momentText, monthWords } from '../paper/made-report';
import { mostRowsAtOnce, type PaperCell, type PaperColumn, type PaperTable, type PaperTone } from '../paper/paper';
import { ReportSettings } from '../setting/report-settings';
import { TerminalStates } from '../terminal/terminal-states';
import { type RecapMonth, RecapReader } from './recap-reader';
import { writeRecapSheet } from './recap-sheet';
import { recapTexts } from './recap-texts';

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
    private readonly terminals: TerminalStates,
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
    const notice = await this.notice(month, await this.reader.waiting(month), language);
    await writeRecapSheet(output, { title: texts.title(monthWords(month.month, language)), subtitle, notice, dates: month.dates, codes: await this.settings.recapCodes(), language }, this.rows(month));
  }

  /**
   * The recap in every form.
   * @throws DomainError `unknown-unit`
   */
  async make(month: string, unit: string | null, unitId: string | null, language: ReportLanguage): Promise<MadeReport> {
    const opened = await this.open(month, unit);
    const codes = await this.settings.recapCodes();
    const { rows, waiting, digest, kinds } = await this.readAll(opened, codes);
    const isLong = opened.people.length > mostRowsAtOnce;
    const { columns, rowOf } = recapLayout(opened.dates, codes, language);
    const texts = recapTexts(language);
    const title = texts.title(monthWords(month, language));
    const scope = opened.unitName ?? texts.everybody;
    return {
      title: `${title}, ${scope}`,
      publicTitle: `${title}, ${scope}`,
      subject: `monthly-recap|${month}|${unit ?? ''}`,
      ...{ unitId, employeeId: null, fileName: `rekap-absensi-${month}${unit === null ? '' : `-${unit}`}`, unsettled: waiting },
      digest,
      ...(isLong ? { long: { table: { columns, wrapped: 1, texts: opened.people.map(({ name, number }) => `${name}\n${number}`) }, rows: () => this.rowsAgain(opened, codes, digest, rowOf) } } : {}),
      paper: {
        ...{ title, organisation: scope, landscape: true, size: 'F4', fontSize: 6.2, foot: title },
        lines: [texts.people(opened.people.length)],
        notices: [await this.notice(opened, waiting, language)].filter((text) => text !== null),
        tables: isLong ? [] : [recapTable(opened.dates, rows, codes, language)],
        legend: usedKinds([{ kinds }]).map((kind) => `${codes[kind].code} = ${codes[kind][language]}`),
        signature: await this.settings.signatureOn(dateWords(dateAt(this.config.defaultZone, this.clock.now()), language)),
      },
      writeXlsx: (output) => this.writeXlsx(output, opened, language),
    };
  }

  /** What must be read before any figure: that days still wait, and which terminals are silent; null where none waits. */
  private async notice({ unitId }: RecapMonth, waiting: number, language: ReportLanguage): Promise<string | null> {
    return waiting === 0 ? null : `${recapTexts(language).unsettled(waiting)} ${await this.terminals.silence(unitId, language)}`.trim();
  }

  /** Rows are kept only where they are few; a city's are looked at one by one. */
  private async readAll(opened: RecapMonth, codes: RecapCodes): Promise<{ rows: RecapRow[]; waiting: number; digest: string; kinds: readonly RecapKind[] }> {
    const hash = createHash('sha256').update(JSON.stringify(codes));
    const rows: RecapRow[] = [];
    const kinds = new Set<RecapKind>();
    let waiting = 0;
    for await (const row of this.rows(opened)) {
      hash.update(JSON.stringify(row));
      waiting += row.totals.waiting;
      for (const kind of row.kinds) kinds.add(kind);
      if (opened.people.length <= mostRowsAtOnce) rows.push(row);
    }
    return { rows, waiting, digest: hash.digest('hex'), kinds: [...kinds] };
  }

  /** The rows of a long paper. @throws DomainError `figures-moved` when they are no longer those whose digest the paper bears */
  private async *rowsAgain(opened: RecapMonth, codes: RecapCodes, digest: string, rowOf: (row: RecapRow, index: number) => PaperCell[]): AsyncGenerator<PaperCell[]> {
    const hash = createHash('sha256').update(JSON.stringify(codes));
    let index = 0;
    for await (const row of this.rows(opened)) {
      hash.update(JSON.stringify(row));
      yield rowOf(row, index);
      index += 1;
    }
    if (hash.digest('hex') !== digest) throw new DomainError('figures-moved', 'Figures of the month changed while the paper was printed; ask for it again.', 409);
  }
}

/** The table of a recap's paper. */
export function recapTable(dates: readonly string[], rows: readonly RecapRow[], codes: RecapCodes, language: ReportLanguage): PaperTable {
  const { columns, rowOf } = recapLayout(dates, codes, language);
  return { heading: null, note: null, dense: true, columns, rows: rows.map(rowOf) };
}

/** The columns of a recap's table, and how a row of it is written. */
export function recapLayout(dates: readonly string[], codes: RecapCodes, language: ReportLanguage): { readonly columns: readonly PaperColumn[]; readonly rowOf: (row: RecapRow, index: number) => PaperCell[] } {
  const texts = recapTexts(language);
  const words = reportTexts(language);
  return {
    columns: [
      { head: 'No', width: 15, align: 'right' },
      { head: `${texts.name}\n${texts.number}`, width: '*' },
      ...dates.map((date) => ({ head: String(Number(date.slice(8))), width: 12.6, align: 'center' as const })),
      ...recapColumns.map((column) => ({ head: column[language], width: column.id.includes(' ') ? 25 : column.id.startsWith('PSW') ? 18 : 11.5, align: 'right' as const })),
    ],
    rowOf: ({ person, kinds, totals }, index) => [
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
    ],
  };
}
