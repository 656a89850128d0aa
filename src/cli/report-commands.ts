import { type Command, Option } from 'commander';
import { DailyReportService, type DocumentFormat, documentFormats } from '../reports/daily-report.service';
import { type ReportLanguage } from '../core/report/report-texts';
import { answer, withService } from './session';

interface DailyOptions {
  readonly date: string;
  readonly unit?: string;
  readonly format: DocumentFormat;
  readonly language: ReportLanguage;
}

/** `report daily`. */
export function addReportCommands(root: Command): void {
  root
    .command('report')
    .description('reports on standard output')
    .command('daily')
    .description('the daily discipline report of a date, as things stand now')
    .requiredOption('--date <date>', 'the date, e.g. 2026-11-23')
    .option('--unit <code>', 'only a unit and those below it')
    .addOption(new Option('--format <format>').choices([...documentFormats]).default('html'))
    .addOption(new Option('--language <language>').choices(['id', 'en']).default('id'))
    .action(daily);
}

async function daily({ date, ...options }: DailyOptions): Promise<void> {
  answer(await withService((app) => app.get(DailyReportService).render(date, options)));
}
