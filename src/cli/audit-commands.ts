import { type Command, InvalidArgumentError } from 'commander';
import { headOf, verifyAudit } from '../platform/audit/verify-audit';
import { answer, withSession } from './session';

/** `audit verify`. */
export function addAuditCommands(root: Command): void {
  const audit = root.command('audit').description('the chain of who saw, changed, exported or decided what');
  audit
    .command('verify')
    .description('walk the whole chain and name the first broken link; ends with 1 where it is broken')
    .option('--head <sequence:hash>', 'a head noted earlier (the service writes it to its log): without it a tail cut off with care cannot be seen', noted)
    .option('--json', 'answer as JSON')
    .action(verify);
}

function noted(text: string): string {
  if (!/^\d+:[0-9a-f]{64}$/.test(text)) throw new InvalidArgumentError('give SEQUENCE:HASH as the log has it.');
  return text;
}

async function verify({ head, json }: { head?: string; json?: boolean }): Promise<void> {
  await withSession(async ({ database }) => {
    const verdict = await verifyAudit(database, head === undefined ? null : headOf(head));
    const end = `${verdict.head.sequence}:${verdict.head.hash}`;
    if (json) answer(JSON.stringify(verdict));
    else if (verdict.broken) answer(`BROKEN at entry ${verdict.broken.sequence}: ${verdict.broken.why}. Whole up to ${end}`);
    else answer(`The chain is whole: ${verdict.entries} entries, the last is ${end}`);
    if (!verdict.intact) process.exitCode = 1;
  });
}
