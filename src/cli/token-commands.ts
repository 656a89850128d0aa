import { type Command, InvalidArgumentError, Option } from 'commander';
import { appendAudit } from '../platform/audit/audit-log';
import { type TokenScope, tokenScopes } from '../platform/auth/caller';
import { TokenStore } from '../platform/auth/token-store';
import { DomainError } from '../platform/errors';
import { isoOf, isoOrNull } from '../platform/http/iso';
import { answer, tell, withSession } from './session';

/** `token create|list|revoke`. */
export function addTokenCommands(root: Command): void {
  const token = root.command('token').description('API tokens');
  token
    .command('create [name]')
    .description('make a token; its secret is printed once, alone on standard output')
    .addOption(new Option('--scope <scope>', 'what it may do').choices([...tokenScopes]).default('admin'))
    .option('--days <days>', 'days until it expires (default: never)', wholeDays)
    .action((name: string | undefined, options: { scope: TokenScope; days?: number }) => createToken(name ?? 'cli', options));
  token.command('list').description('list tokens, without their secrets').action(listTokens);
  token.command('revoke <id>').description('end a token at once').action(revokeToken);
}

function wholeDays(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('give a whole number of days from 1.');
  return Number(text);
}

async function createToken(name: string, options: { scope: TokenScope; days?: number }): Promise<void> {
  await withSession(async ({ database, clock }) => {
    const { id, secret } = await new TokenStore(database, clock).create(name, options.scope, options.days ?? null);
    await appendAudit(database, clock, { actor: 'cli', address: '', action: 'token-made', subjectKind: 'token', subjectId: id, detail: { name, ...options } });
    tell(`Token "${name}" with the scope ${options.scope}. Send it as "Authorization: Bearer ..."; it cannot be shown again:`);
    answer(secret);
  });
}

async function listTokens(): Promise<void> {
  await withSession(async ({ database, clock }) => {
    for (const token of await new TokenStore(database, clock).list()) {
      const end = token.revokedAt ? `revoked ${isoOf(token.revokedAt)}` : `expires ${isoOrNull(token.expiresAt) ?? 'never'}`;
      answer(`${token.id}\t${token.name}\t${token.scope}\tmade ${isoOf(token.createdAt)}\t${end}`);
    }
  });
}

async function revokeToken(id: string): Promise<void> {
  await withSession(async ({ database, clock }) => {
    if (!(await new TokenStore(database, clock).revoke(id))) throw new DomainError('unknown-token', `No token with the id "${id}" is in force.`, 404);
    await appendAudit(database, clock, { actor: 'cli', address: '', action: 'token-revoked', subjectKind: 'token', subjectId: id, detail: {} });
    tell(`Token ${id} is revoked.`);
  });
}
