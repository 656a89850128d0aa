import { createHash } from 'node:crypto';
import { type Writable } from 'node:stream';
import { DateTime } from 'luxon';
import type { ReportLanguage } from '../../core/report/report-texts';
import { zoneText } from '../clock-text';
import { numberText } from '../../core/report/words';
import { reportTexts } from '../../core/report/texts';
import { type LongTable, type Paper, type PaperCell } from './paper';

/** A report that was made, in every form it can be had in. */
export interface MadeReport {
  readonly title: string;
  /** Names no person: it is shown to whoever verifies the paper. */
  readonly publicTitle: string;
  /** What it is about: kind, scope and span. */
  readonly subject: string;
  readonly unitId: string | null;
  readonly employeeId: string | null;
  readonly fileName: string;
  /** sha256 of the data. */
  readonly digest: string;
  /** Person-days or the like that still wait; 0 = all of it is settled. */
  readonly unsettled: number;
  readonly paper: Omit<Paper, 'proof' | 'printedAt' | 'pageText'>;
  /** In place of the paper's tables: one that is too long to be held, with its rows read anew. */
  readonly long?: { readonly table: LongTable; readonly rows: () => AsyncIterable<readonly PaperCell[]> };
  /** Writes the same figures as XLSX and ends the output. */
  readonly writeXlsx: (output: Writable) => Promise<void>;
}

/** How reports are made. */
export interface MakeOptions {
  readonly language: ReportLanguage;
  readonly now: number;
  readonly zone: string;
}

/** sha256 over JSON. */
export const digestOf = (data: unknown): string => createHash('sha256').update(JSON.stringify(data)).digest('hex');

/** A moment as papers write it: '24 November 2026 06:30 WIB'. */
export const momentText = (at: number, zone: string, language: ReportLanguage): string =>
  `${DateTime.fromMillis(at, { zone }).setLocale(language).toFormat('d MMMM yyyy HH:mm')} ${zoneText(at, zone)}`;

/** A date as papers write it: '24 November 2026'. */
export const dateWords = (date: string, language: ReportLanguage): string => DateTime.fromISO(date, { zone: 'utc' }).setLocale(language).toFormat('d MMMM yyyy');

/** A month as papers write it: 'November 2026'. */
export const monthWords = (month: string, language: ReportLanguage): string => DateTime.fromISO(`${month}-01`, { zone: 'utc' }).setLocale(language).toFormat('MMMM yyyy');

/** A number as a cell: written in the language, a dash where there is none. */
export const figureCell = (value: number | null, language: ReportLanguage): PaperCell => (value === null ? '–' : { text: numberText(value, reportTexts(language)), value });
