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
  readonly skipRefused?: boolean;
  readonly json?: boolean;
}

/** `plan import FILE`: units, people, shifts, schedules and holidays from files. */
export function addPlanCommands(root: Command): void {
  const plan = root.command('plan').description('the plan: who should be where and when');
  plan
    .command('import <file>')
    .description('take in an office (YAML), one list (CSV or Excel, with --kind) or decreed holidays (JSON); all or nothing, may be repeated')
    .option('--kind <kind>', `what a table lists: ${csvKinds.join(', ')}`)
    .option('--dry-run', 'say item by item what would change, and change nothing')
    .option('--skip-refused', 'leave out what is refused and take in the rest')
    .option('--json', 'print the report as JSON')
    .action(importPlan);
}

async function importPlan(path: string, options: PlanOptions): Promise<void> {
  const content = await contentOf(path);
  const report = await withService((app) => runImport(app.get(PlanImport), path, content, options));
  if (options.json) answer(JSON.stringify(report));
  else describe(report);
  if (!report.accepted && !options.skipRefused) process.exitCode = 1;
}

function runImport(importer: PlanImport, path: string, content: Buffer, { kind, dryRun = false, skipRefused = false }: PlanOptions): Promise<ImportReport> {
  const suffix = extname(path).toLowerCase();
  const text = suffix === '.xlsx' ? '' : content.toString('utf8');
  if (suffix === '.csv' || suffix === '.xlsx') {
    if (!kind || !csvKinds.includes(kind)) throw new DomainError('no-kind', `Say what the table lists: --kind ${csvKinds.join('|')}.`);
    return importer.importTable(kind, suffix === '.xlsx' ? content : text, { dryRun, skipRefused });
  }
  return suffix === '.json' ? importer.importDecreedHolidays(text, { dryRun, skipRefused }) : importer.importOffice(text, { dryRun, skipRefused });
}

function describe(report: ImportReport): void {
  for (const { at, outcome, name, fields } of report.items) if (outcome === 'new' || outcome === 'changed') answer(`${at}: ${outcome} ${name}${fields.map(({ field, before, after }) => `; ${field}: ${before ?? '-'} -> ${after ?? '-'}`).join('')}`);
  for (const problem of report.problems) tell(`refused: ${Object.values(problem).join(' ')}`);
  for (const warning of report.warnings) tell(`warning: ${Object.values(warning).join(' ')}`);
  for (const [kind, count] of Object.entries(report.counts)) answer(`${kind}: ${count.new} new, ${count.changed} changed, ${count.unchanged} unchanged`);
  answer(`${report.dryRun ? 'would mark' : 'marked'} ${report.markedDays} days to be judged`);
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new DomainError('unreadable-file', `${path} cannot be read: ${messageOf(error)}`);
  }
}
