import { type Command, Option } from 'commander';
import { dateAt } from '../core/time/zone';
import { type AuditAction } from '../platform/audit/audit-entry';
import { appendAudit } from '../platform/audit/audit-log';
import { temporaryPassword } from '../platform/auth/password';
import { type Role, roles } from '../platform/auth/permission';
import { type NewGrant, RoleGrants } from '../platform/auth/role-grants';
import { type User, UserStore } from '../platform/auth/user-store';
import { DomainError } from '../platform/errors';
import { answer, type CliSession, tell, withSession } from './session';

interface RoleOptions {
  readonly role?: Role;
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
}

type CreateOptions = RoleOptions & { readonly name?: string; readonly email?: string; readonly employee?: string };

/** `account create|list|reset-password|grant`: people who sign in to the console. */
export function addAccountCommands(root: Command): void {
  const account = root.command('account').alias('user').description('people who may sign in');
  const withRole = (command: Command): Command =>
    command
      .addOption(new Option('--role <role>', 'a role to grant').choices([...roles]))
      .option('--unit <code>', 'the unit in which it holds, with all below it (default: all units)')
      .option('--from <date>', 'first date (default: today)')
      .option('--to <date>', 'last date (default: until further notice)');
  withRole(account.command('create <username>').description('make a user; a password to be changed at first use is printed once, alone on standard output'))
    .option('--name <name>', 'name of the person (default: the username)')
    .option('--email <address>', 'mail address')
    .option('--employee <number>', 'NIP or staff number of the person in the plan')
    .action(create);
  account.command('list').description('list users with their roles').action(list);
  account.command('reset-password <username>').description('give a new password, printed once; all sessions of the user end').action(resetPassword);
  withRole(account.command('grant <username>').description('grant a role')).action(grant);
}

async function create(username: string, options: CreateOptions): Promise<void> {
  await withSession(async (session) => {
    const password = temporaryPassword();
    const employeeId = options.employee === undefined ? null : await idOf(session, 'employee', 'number', options.employee);
    const role = await askedRole(session, options);
    const user = await usersOf(session).create({ username, name: options.name ?? username, email: options.email ?? null, employeeId, password, mustChangePassword: true }, 'cli', role === null ? [] : [role]);
    await note(session, 'user-created', user, { ...options });
    tell(`User "${user.username}"${options.role ? ` with the role ${options.role}` : ' without a role yet'}. The password, to be changed at first use, cannot be shown again:`);
    answer(password);
  });
}

async function list(): Promise<void> {
  await withSession(async (session) => {
    const grants = await new RoleGrants(session.database, session.clock).list();
    for (const user of await usersOf(session).list()) {
      const held = grants.filter(({ holderId }) => holderId === user.id).map(({ role, unitName, fromDate, toDate }) => `${role} in ${unitName ?? 'all units'} ${fromDate}..${toDate ?? ''}`);
      answer([user.username, user.name, user.disabledAt === null ? 'active' : 'disabled', held.join('; ') || 'no role'].join('\t'));
    }
  });
}

async function resetPassword(username: string): Promise<void> {
  await withSession(async (session) => {
    const password = temporaryPassword();
    const user = await named(session, username);
    await usersOf(session).setPassword(user.id, password, true);
    await note(session, 'password-reset', user, {});
    tell(`User "${user.username}" has a new password, to be changed at first use; it cannot be shown again:`);
    answer(password);
  });
}

async function grant(username: string, options: RoleOptions): Promise<void> {
  await withSession(async (session) => {
    const user = await named(session, username);
    const role = await askedRole(session, options);
    if (role === null) throw new DomainError('no-role', `Name a role with --role: ${roles.join(', ')}.`, 400);
    await new RoleGrants(session.database, session.clock).grant({ ...role, holderId: user.id }, 'cli');
    await note(session, 'role-granted', user, { ...options });
    tell(`User "${user.username}" has the role ${options.role}.`);
  });
}

const usersOf = ({ database, clock, config }: CliSession): UserStore => new UserStore(database, clock, config);

async function named(session: CliSession, username: string): Promise<User> {
  const found = await usersOf(session).named(username);
  if (!found) throw new DomainError('unknown-user', `There is no user "${username}".`, 404);
  return found.user;
}

async function askedRole(session: CliSession, { role, unit, from, to }: RoleOptions): Promise<Omit<NewGrant, 'holderId'> | null> {
  if (role === undefined) return null;
  const unitId = unit === undefined ? null : await idOf(session, 'unit', 'code', unit);
  const today = dateAt(session.config.defaultZone, session.clock.now());
  return { role, unitId, fromDate: from ?? today, toDate: to ?? null };
}

async function idOf({ database }: CliSession, table: 'unit' | 'employee', column: 'code' | 'number', value: string): Promise<string> {
  const [row] = await database.query<{ id: string }>(`SELECT id FROM ${table} WHERE ${column} = ?`, [value]);
  if (!row) throw new DomainError(`unknown-${table}`, `There is no ${table} "${value}".`, 404);
  return row.id;
}

const note = ({ database, clock }: CliSession, action: AuditAction, user: User, detail: Readonly<Record<string, unknown>>): Promise<void> =>
  appendAudit(database, clock, { actor: 'cli', address: '', action, subjectKind: 'user', subjectId: user.id, detail: { username: user.username, ...detail } });
