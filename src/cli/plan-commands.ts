import { type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { DomainError, messageOf } from '../platform/errors';
import { type CsvKind, csvKinds } from '../plan/import/csv-kinds';
import { type ImportReport } from '../plan/import/import-report';
import { PlanImport } from '../plan/import/plan-import';
import { answer, tell, withService } from './session';

interface PlanOptions {
  readonly kind?: CsvKind;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `plan import FILE`: units, people, shifts, schedules and holidays from files. */
export function addPlanCommands(root: Command): void {
  const plan = root.command('plan').description('the plan: who should be where and when');
  plan
    .command('import <file>')
    .description('take in an office (YAML), one list (CSV, with --kind) or decreed holidays (JSON); all or nothing, may be repeated')
    .option('--kind <kind>', `what a CSV file lists: ${csvKinds.join(', ')}`)
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--json', 'print the report as JSON')
    .action(importPlan);
}

async function importPlan(path: string, options: PlanOptions): Promise<void> {
  const text = await textOf(path);
  const report = await withService((app) => runImport(app.get(PlanImport), path, text, options));
  if (options.json) answer(JSON.stringify(report));
  else describe(report);
  if (!report.accepted) process.exitCode = 1;
}

function runImport(importer: PlanImport, path: string, text: string, options: PlanOptions): Promise<ImportReport> {
  const dryRun = options.dryRun ?? false;
  if (extname(path) === '.csv') {
    if (!options.kind || !csvKinds.includes(options.kind)) throw new DomainError('no-kind', `Say what the CSV file lists: --kind ${csvKinds.join('|')}.`);
    return importer.importCsv(options.kind, text, { dryRun });
  }
  return extname(path) === '.json' ? importer.importDecreedHolidays(text, { dryRun }) : importer.importOffice(text, { dryRun });
}

function describe(report: ImportReport): void {
  for (const problem of report.problems) tell(`refused: ${Object.values(problem).join(' ')}`);
  for (const warning of report.warnings) tell(`warning: ${Object.values(warning).join(' ')}`);
  for (const [kind, count] of Object.entries(report.counts)) answer(`${kind}: ${count.new} new, ${count.changed} changed, ${count.unchanged} unchanged`);
  answer(`${report.dryRun ? 'would mark' : 'marked'} ${report.markedDays} days to be judged`);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new DomainError('unreadable-file', `${path} cannot be read: ${messageOf(error)}`);
  }
}
