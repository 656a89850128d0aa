import { type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { isWorkDate } from '../core/time/calendar';
import { readOfficeCalendar } from '../discipline/office-days';
import { RegulationBook, regulationsWith } from '../discipline/regulation-book';
import { type DifferingLevel, simulate } from '../discipline/simulation';
import { DomainError, messageOf } from '../platform/errors';
import { answer, tell, withSession } from './session';

interface SimulateOptions {
  readonly regulation: string;
  readonly from: string;
  readonly to: string;
  readonly insteadOf?: string;
  readonly json?: boolean;
}

/** `simulate`: what another rule would have made of days that are past. */
export function addSimulateCommand(root: Command): void {
  root
    .command('simulate')
    .description('run another regulation over stored days and say whose level would differ; changes nothing')
    .requiredOption('--regulation <file>', 'the other rule: it takes the place of the file with the same code')
    .requiredOption('--from <date>', 'first date')
    .requiredOption('--to <date>', 'last date')
    .option('--instead-of <code>', 'also leave out the regulation with this code')
    .option('--json', 'print the answer as JSON')
    .action(run);
}

async function run(options: SimulateOptions): Promise<void> {
  for (const date of [options.from, options.to]) if (!isWorkDate(date)) throw new DomainError('not-a-date', `"${date}" is not a date written YYYY-MM-DD.`);
  if (options.to < options.from) throw new DomainError('not-a-span', `${options.to} is before ${options.from}.`);
  const text = await readFile(options.regulation, 'utf8').catch((error: unknown) => Promise.reject(new DomainError('unreadable-file', `${options.regulation} cannot be read: ${messageOf(error)}`)));
  const result = await withSession(async ({ config, database }) => {
    const book = RegulationBook.read(config.regulationsDir, config.adoptedRegulations);
    const then = regulationsWith(config.regulationsDir, { path: options.regulation, text }, config.adoptedRegulations, options.insteadOf);
    const calendar = await readOfficeCalendar(database, book.holidays);
    return simulate(database, { from: options.from, to: options.to, calendar, now: book.regulations, then });
  });
  if (options.json) answer(JSON.stringify(result));
  else for (const one of result.differing) answer(lineOf(one));
  tell(`${result.differing.length} of ${result.accounts} accounts of ${result.employees} people would have another level; nothing was changed`);
}

const lineOf = ({ number, name, year, level, cumulativeDays }: DifferingLevel): string =>
  `${number} ${name} ${year}: ${level.now ?? 'none'} (${cumulativeDays.now}) -> ${level.then ?? 'none'} (${cumulativeDays.then})`;
