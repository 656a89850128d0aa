import { Injectable } from '@nestjs/common';
import { dateAt, wallToInstant } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { ProtocolError } from '../../protocols/errors';
import { commandText, type PushCommand } from '../../protocols/push/push-command';
import { type Terminal } from '../terminals/terminal';
import { TerminalProfiles } from '../terminals/device-profiles';
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
/** Who queues what a date of the plan brings about. */
const byPlan = 'plan';
/** Terminals cut names at 24 bytes or so, and tell the rest of us what they kept. */
const cutNameBytes = 20;

/** Brings names and cards of the plan to a terminal: differences only, never a template, never a deletion; privileges, and cards that the plan does not know, stay as they are there. */
@Injectable()
export class UserSync {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly terminals: TerminalRegistry,
    private readonly profiles: TerminalProfiles,
    private readonly users: KnownUsers,
    private readonly queue: CommandQueue,
  ) {}

  /** @throws DomainError `no-commands`, `users-unknown`, `queue-full` */
  async sync(serial: string, { dryRun, assumeEmpty }: UserSyncOptions, by: string): Promise<UserSyncResult> {
    const terminal = await this.terminals.get(serial);
    if (terminal.speaks !== 'push' || terminal.status !== 'approved') throw new DomainError('no-commands', 'Only an approved terminal that calls by itself (push) takes commands.', 409);
    const known = await this.users.of(serial);
    if (known.size === 0 && !assumeEmpty) throw await this.unknownUsers(serial, dryRun, by);
    const { planned, compared } = await this.compared(terminal, known);
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

  /**
   * Sends what dates of the plan have brought about on a terminal whose users somebody has synchronised before; the same change of a user is queued
   * once a day at most, so that a terminal that refuses it is not asked without end. @returns how many commands were queued
   */
  async followPlan(terminal: Terminal): Promise<number> {
    const now = this.clock.now();
    const startOfDay = wallToInstant(terminal.zone, `${dateAt(terminal.zone, now)} 00:00:00`);
    const [known, lastSent] = [await this.users.of(terminal.serial), await this.users.lastSent(terminal.serial, startOfDay)];
    if (known.size === 0 || !(await this.users.wereSent(terminal.serial))) return 0;
    let queued = 0;
    for (const each of (await this.compared(terminal, known)).compared) {
      if (each.kind !== 'send' || lastSent.get(each.command.pin) === JSON.stringify(each.command)) continue;
      if (await this.queue.queueOnce(terminal.serial, each.command, byPlan)) queued += 1;
    }
    return queued;
  }

  private async compared(terminal: Terminal, known: ReadonlyMap<string, KnownUser>): Promise<{ planned: PlannedUser[]; compared: Compared[] }> {
    const planned = await this.planned(terminal);
    const cards = await PlannedCards.of(this.database, terminal.serial, dateAt(terminal.zone, this.clock.now()), this.profiles.cardWriting(terminal));
    const pins = new Set(planned.map(({ pin }) => pin));
    const others = [...known.values()].filter(({ pin, card }) => card !== null && !pins.has(pin));
    const people = others.length === 0 ? new Map<string, string[]>() : await this.peopleOfPins(terminal.serial);
    const compared = [...planned.map((user) => compare(user, known.get(user.pin), cards)), ...others.flatMap((user) => takenBack(user, people.get(user.pin) ?? [], cards))];
    return { planned, compared };
  }

  /** Whoever a pin of this terminal meant at any time. */
  private async peopleOfPins(serial: string): Promise<Map<string, string[]>> {
    const people = new Map<string, string[]>();
    for (const { pin, employee } of await this.database.query<{ pin: string; employee: string }>("SELECT pin, employee_id AS employee FROM enrolment WHERE kind = 'pin' AND terminal IN ('', ?)", [serial])) {
      people.set(pin, [...(people.get(pin) ?? []), employee]);
    }
    return people;
  }

  private async unknownUsers(serial: string, dryRun: boolean, by: string): Promise<DomainError> {
    if (!dryRun) await this.queue.queueOnce(serial, { kind: 'query-users' }, by);
    const asked = dryRun ? '' : ' It is asked for them when it calls next; try again then.';
    return new DomainError('users-unknown', `This terminal has not told its users yet; whoever is on it would lose card and privilege.${asked} Say "assumeEmpty" if it has none.`, 409);
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
  const problem = wanted === undefined ? cards.problemOf(employeeId) : null;
  if (problem !== null) return { kind: 'left-out', pin, reason: problem };
  const card = wanted === undefined ? before : wanted;
  const sameName = known !== undefined && isSameName(known.name, name);
  if (known !== undefined && sameName && card === before) return known.waiting ? { kind: 'waiting', pin } : { kind: 'same' };
  const command: UpdateUser = { kind: 'update-user', pin, name: sameName ? known.name : name, card, privilege: known?.privilege === '14' ? 14 : 0 };
  return compared(command, known, known === undefined ? 'new' : sameName ? 'card' : 'renamed');
}

/** A change that can be sent, or why it cannot. */
function compared(command: UpdateUser, known: KnownUser | undefined, change: UserChange['change']): Compared {
  const { pin } = command;
  if (known !== undefined && known.privilege !== '0' && known.privilege !== '14') return { kind: 'left-out', pin, reason: `its privilege on the terminal (${known.privilege}) could not be kept` };
  try {
    commandText(command, 'att');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { kind: 'left-out', pin, reason: error.message };
  }
  return { kind: 'send', command, change };
}

/** Somebody whom the plan no longer has on the terminal loses a card that has ended, and nothing else. */
function takenBack(user: KnownUser, employeeIds: readonly string[], cards: PlannedCards): Compared[] {
  if (employeeIds.length === 0 || !cards.isOver(employeeIds, user.card)) return [];
  return [compared({ kind: 'update-user', pin: user.pin, name: user.name, card: null, privilege: user.privilege === '14' ? 14 : 0 }, user, 'card')];
}

const isSameName = (known: string, wanted: string): boolean => known === wanted || (Buffer.byteLength(known) >= cutNameBytes && wanted.startsWith(known));

/** A name as the wire takes it: one line, and no longer than a terminal can be told. */
const wireName = (name: string): string => [...name.replace(/[\s\p{Cc}]+/gu, ' ').trim()].slice(0, longestName).join('').slice(0, longestName);
