import 'reflect-metadata';
import { Command } from 'commander';
import { addAccountCommands } from './cli/account-commands';
import { addAuditCommands } from './cli/audit-commands';
import { addFileCommands } from './cli/file-commands';
import { addGenerateCommand } from './cli/generate-command';
import { addPlanCommands } from './cli/plan-commands';
import { addRebuildCommand } from './cli/rebuild-command';
import { addReportCommands } from './cli/report-commands';
import { addScenarioCommand } from './cli/scenario-command';
import { addSimulateCommand } from './cli/simulate-command';
import { addTerminalCommands } from './cli/terminal-commands';
import { addTokenCommands } from './cli/token-commands';
import { ConfigurationError, DomainError } from './platform/errors';
import { ProtocolError } from './protocols/errors';

/** The command line: everything that an administrator does without the console. */
function program(): Command {
  const root = new Command('hadir').description('Hadir, the command line. Answers go to standard output, everything else to standard error.').showHelpAfterError();
  for (const add of [addFileCommands, addPlanCommands, addTerminalCommands, addTokenCommands, addAccountCommands, addAuditCommands, addReportCommands, addScenarioCommand, addRebuildCommand, addSimulateCommand, addGenerateCommand]) add(root);
  return root;
}

program()
  .parseAsync()
  .catch((error: unknown) => {
    const expected = error instanceof DomainError || error instanceof ConfigurationError || error instanceof ProtocolError;
    process.stderr.write(`${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
