import { type Command } from 'commander';
import { FileImport, type FileImportResult } from '../intake/file-import';
import { TerminalRegistry } from '../intake/terminals/terminal-registry';
import { PunchLedger } from '../ledger/punch-ledger';
import { answer, tell, withSession } from './session';

interface ImportOptions {
  readonly terminal: string;
  readonly zone?: string;
  readonly from?: string;
  readonly knownOnly?: boolean;
  readonly json?: boolean;
}

/** `import FILE`: the log that a terminal writes on a USB stick. */
export function addFileCommands(root: Command): void {
  root
    .command('import <file>')
    .description('take in an attlog.dat that a terminal wrote on a USB stick; may be repeated, nothing is doubled')
    .requiredOption('--terminal <serial>', 'serial number of the terminal that wrote the file')
    .option('--zone <zone>', "IANA zone of the terminal's clock, for a terminal not known yet (default: TZ_DEFAULT)")
    .option('--from <date>', 'quarantine records before this date (default: take any date after 2001)')
    .option('--known-only', 'refuse a terminal that is not in the fleet, instead of adding it')
    .option('--json', 'end with one line of JSON')
    .action(importFile);
}

async function importFile(path: string, options: ImportOptions): Promise<void> {
  await withSession(async ({ config, database, clock }) => {
    const door = new FileImport(new PunchLedger(database), new TerminalRegistry(database, clock), clock);
    const request = { path, terminal: options.terminal, zone: options.zone ?? null, fromDate: options.from ?? null, register: !options.knownOnly };
    const result = await door.run(request, config.defaultZone);
    report(result, options);
  });
}

function report(result: FileImportResult, options: ImportOptions): void {
  const { read, stored, duplicates, quarantined, rejected } = result;
  if (result.registered) tell(`Terminal ${options.terminal} was not known: it was added to the fleet, but not approved for the wires.`);
  if (quarantined > 0) tell(`${quarantined} records are quarantined (older than --from, from the future, or of a clock that was lost): GET /api/v1/quarantined-punches`);
  if (rejected > 0) tell(`${rejected} lines could not be read and are kept raw: GET /api/v1/rejected-records`);
  const answered = { read, stored, duplicates, quarantined, rejected };
  if (options.json) answer(JSON.stringify(answered));
  else answer(`read ${read}, stored ${stored}, duplicates ${duplicates}, quarantined ${quarantined}, rejected ${rejected}`);
}
