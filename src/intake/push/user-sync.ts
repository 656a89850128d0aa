import { Injectable } from '@nestjs/common';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { ProtocolError } from '../../protocols/errors';
import { commandText, type PushCommand } from '../../protocols/push/push-command';
import { type Terminal } from '../terminals/terminal';
import { TerminalRegistry } from '../terminals/terminal-registry';
import { CommandQueue } from './command-queue';
import { type KnownUser, KnownUsers } from './known-users';
import { PlannedCards } from './planned-cards';

/** Somebody whom the plan has on a terminal. */
interface PlannedUser {
  readonly pin: string;
  readonly name: string;
  readonly employeeId: string;
}

type UpdateUser = PushCommand & { kind: 'update-user' };

/** What is sent of a user, and why. */
export interface UserChange {
  readonly pin: string;
  readonly name: string;
  /** `card`: the name is the same, the card is another or none any more. */
  readonly change: 'new' | 'renamed' | 'card';
  readonly card: string | null;
}

/** What a synchronisation did, or would do. */
export interface UserSyncResult {
  readonly serial: string;
  readonly dryRun: boolean;
  readonly changes: readonly UserChange[];
  readonly unchanged: number;
  /** Pins whose change has been queued earlier. */
  readonly waiting: readonly string[];
  /** Who cannot be sent, and why. */
  readonly leftOut: readonly { pin: string; reason: string }[];
  /** Users of the terminal whom the plan does not have there; they stay. */
  readonly notInPlan: readonly string[];
}

export interface UserSyncOptions {
  readonly dryRun: boolean;
  /** The terminal never told its users because it has none. */
  readonly assumeEmpty: boolean;
}

const longestName = 48;
/** Terminals cut names at 24 bytes or so, and tell the rest of us what they kept. */
const cutNameBytes = 20;

/** Brings names and cards of the plan to a terminal: differences only, never a template, never a deletion; privileges, and cards that the plan does not know, stay as they are there. */
@Injectable()
export class UserSync {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly terminals: TerminalRegistry,
    private readonly users: KnownUsers,
    private readonly queue: CommandQueue,
  ) {}

  /** @throws DomainError `no-commands`, `users-unknown`, `queue-full` */
  async sync(serial: string, { dryRun, assumeEmpty }: UserSyncOptions, by: string): Promise<UserSyncResult> {
    const terminal = await this.terminals.get(serial);
    if (terminal.speaks !== 'push' || terminal.status !== 'approved') throw new DomainError('no-commands', 'Only an approved terminal that calls by itself (push) takes commands.', 409);
    const known = await this.users.of(serial);
    if (known.size === 0 && !assumeEmpty) throw new DomainError('users-unknown', 'This terminal has not told its users yet; whoever is on it would lose card and privilege. Say "assumeEmpty" if it has none.', 409);
    const planned = await this.planned(terminal);
    const cards = await PlannedCards.of(this.database, serial, dateAt(terminal.zone, this.clock.now()));
    const compared = planned.map((user) => compare(user, known.get(user.pin), cards));
    const commands = compared.flatMap((each) => (each.kind === 'send' ? [each] : []));
    if (!dryRun) for (const { command } of commands) await this.queue.queueOnce(serial, command, by);
    const pins = new Set(planned.map(({ pin }) => pin));
    return {
      serial,
      dryRun,
      changes: commands.map(({ command, change }) => ({ pin: command.pin, name: command.name, change, card: command.card ?? null })),
      unchanged: compared.filter(({ kind }) => kind === 'same').length,
      waiting: compared.flatMap((each) => (each.kind === 'waiting' ? [each.pin] : [])),
      leftOut: compared.flatMap((each) => (each.kind === 'left-out' ? [{ pin: each.pin, reason: each.reason }] : [])),
      notInPlan: [...known.keys()].filter((pin) => !pins.has(pin)).sort(),
    };
  }

  /** Those enrolled on this very terminal, and those of its unit whose pin is theirs everywhere; an enrolment of its own goes first. */
  private async planned({ serial, zone, unitId }: Terminal): Promise<PlannedUser[]> {
    const today = dateAt(zone, this.clock.now());
    const sql = `SELECT n.pin, e.name, n.employee_id AS employeeId FROM enrolment n JOIN employee e ON e.id = n.employee_id
      WHERE n.kind = 'pin' AND n.from_date <= ? AND (n.to_date IS NULL OR n.to_date >= ?) AND (e.left_date IS NULL OR e.left_date >= ?)
        AND (n.terminal = ? OR (n.terminal = '' AND ? = (SELECT u.unit_id FROM employee_unit u WHERE u.employee_id = e.id AND u.from_date <= ? ORDER BY u.from_date DESC LIMIT 1)))
      ORDER BY n.pin, n.terminal, n.from_date, n.id`;
    const rows = await this.database.query<PlannedUser>(sql, [today, today, today, serial, unitId, today]);
    return [...new Map(rows.map((row) => [row.pin, row])).values()];
  }
}

type Compared =
  | { readonly kind: 'same' }
  | { readonly kind: 'waiting'; readonly pin: string }
  | { readonly kind: 'left-out'; readonly pin: string; readonly reason: string }
  | { readonly kind: 'send'; readonly command: UpdateUser; readonly change: UserChange['change'] };

function compare({ pin, name: full, employeeId }: PlannedUser, known: KnownUser | undefined, cards: PlannedCards): Compared {
  const name = wireName(full);
  const before = known?.card ?? null;
  const wanted = cards.wanted(employeeId, before);
  const card = wanted === undefined ? before : wanted;
  const sameName = known !== undefined && isSameName(known.name, name);
  if (known !== undefined && sameName && card === before) return known.waiting ? { kind: 'waiting', pin } : { kind: 'same' };
  if (known !== undefined && known.privilege !== '0' && known.privilege !== '14') return { kind: 'left-out', pin, reason: `its privilege on the terminal (${known.privilege}) could not be kept` };
  const command: UpdateUser = { kind: 'update-user', pin, name: sameName ? known.name : name, card, privilege: known?.privilege === '14' ? 14 : 0 };
  try {
    commandText(command, 'att');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { kind: 'left-out', pin, reason: error.message };
  }
  return { kind: 'send', command, change: known === undefined ? 'new' : sameName ? 'card' : 'renamed' };
}

const isSameName = (known: string, wanted: string): boolean => known === wanted || (Buffer.byteLength(known) >= cutNameBytes && wanted.startsWith(known));

/** A name as the wire takes it: one line, and no longer than a terminal can be told. */
const wireName = (name: string): string => [...name.replace(/[\s\p{Cc}]+/gu, ' ').trim()].slice(0, longestName).join('').slice(0, longestName);
