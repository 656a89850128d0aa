import { Injectable } from '@nestjs/common';
import { DateTime, IANAZone } from 'luxon';
import { Clock } from '../../platform/clock';
import { Database, type SqlValue } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { parseTerminalAddress } from '../../protocols/zk/terminal-address';
import { TerminalProfiles } from './device-profiles';
import { type PinnedKeys, type Terminal, type TerminalSettings, type TerminalSpeech, type TerminalStatus } from './terminal';
import { checkSettings } from './terminal-settings';

interface TerminalRow {
  serial: string;
  name: string;
  unit_id: string | null;
  zone: string;
  status: TerminalStatus;
  speaks: TerminalSpeech;
  profile: string;
  address: string | null;
  comm_key: number | null;
  accept_from_date: string | null;
  approved_at: number | null;
  first_seen_at: number;
  settings: string;
  pinned_keys: string | null;
}

/** What may be given when a terminal is added or changed. */
export type TerminalChange = Partial<Omit<Terminal, 'serial' | 'status' | 'approvedAt' | 'firstSeenAt' | 'pinnedKeys'>>;

/** How long the whole fleet is answered from memory, in milliseconds: a change made by another process is seen after that. */
const rememberMs = 2000;
/** How far back a newly approved terminal is believed unless something else is said, in days. */
const defaultAcceptDays = 366;
const serialPattern = /^[A-Za-z0-9_-]{1,64}$/;
const columns = ['serial', 'name', 'unit_id', 'zone', 'status', 'speaks', 'profile', 'address', 'comm_key', 'accept_from_date', 'approved_at', 'first_seen_at', 'settings', 'pinned_keys'];
/** Terminals that may wait for approval at once: a flood of serial numbers must not fill the table. */
export const mostPending = 200;

/** The fleet: which terminals there are, and which of them are believed. */
@Injectable()
export class TerminalRegistry {
  private remembered: { readonly at: number; readonly terminals: Promise<Map<string, Terminal>> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly profiles: TerminalProfiles = new TerminalProfiles(),
  ) {}

  /** The terminal with a serial number, or null. */
  async find(serial: string): Promise<Terminal | null> {
    const rows = await this.database.query<TerminalRow>(`SELECT ${columns.join(', ')} FROM terminal WHERE serial = ?`, [serial]);
    return rows[0] ? terminalOf(rows[0]) : null;
  }

  /** As `find`, from memory that is at most two seconds old: asked for each request of each terminal. */
  async known(serial: string): Promise<Terminal | null> {
    const now = this.clock.now();
    if (!this.remembered || now - this.remembered.at >= rememberMs || now < this.remembered.at) {
      this.remembered = { at: now, terminals: this.list().then((all) => new Map(all.map((terminal) => [terminal.serial, terminal]))) };
      this.remembered.terminals.catch(() => (this.remembered = null));
    }
    return (await this.remembered.terminals).get(serial) ?? null;
  }

  /** @throws DomainError `unknown-terminal` */
  async get(serial: string): Promise<Terminal> {
    const terminal = await this.find(serial);
    if (!terminal) throw new DomainError('unknown-terminal', `No terminal with the serial number "${serial}" is known.`, 404);
    return terminal;
  }

  /** All terminals by serial number, or those of one status. */
  async list(status?: TerminalStatus): Promise<Terminal[]> {
    const rows = await this.database.query<TerminalRow>(`SELECT ${columns.join(', ')} FROM terminal ${status ? 'WHERE status = ?' : ''} ORDER BY serial`, status ? [status] : []);
    return rows.map(terminalOf);
  }

  /**
   * Adds a terminal that nobody has approved yet; an existing one stays as it is.
   * @returns whether it was new
   */
  async announce(serial: string, given: TerminalChange & { zone: string; speaks: TerminalSpeech }): Promise<boolean> {
    const problem = this.problemOf(serial, given);
    if (problem) throw problem;
    const row: SqlValue[] = [
      serial,
      given.name ?? serial,
      given.unitId ?? null,
      given.zone,
      'pending',
      given.speaks,
      given.profile ?? 'zkteco-generic',
      given.address ?? null,
      given.commKey ?? null,
      given.acceptFromDate ?? null,
      null,
      this.clock.now(),
      JSON.stringify(given.settings === undefined ? {} : checkSettings(given.settings)),
      null,
    ];
    const fresh = (await this.database.transaction((tx) => tx.insert('terminal', columns, [row], { ignore: ['serial'] }))) > 0;
    this.remembered = null;
    return fresh;
  }

  /** As `announce`, for who calls by itself: `full` when too many wait already. */
  async announceCaller(serial: string, given: TerminalChange & { zone: string; speaks: TerminalSpeech }): Promise<'new' | 'known' | 'full'> {
    const [waiting] = await this.database.query<{ n: number }>("SELECT COUNT(*) AS n FROM terminal WHERE status = 'pending'");
    if (Number(waiting?.n) >= mostPending) return 'full';
    return (await this.announce(serial, given)) ? 'new' : 'known';
  }

  /** Pins what a terminal showed, or forgets it, so that the next key shown is pinned. */
  async pinKeys(serial: string, keys: PinnedKeys): Promise<void> {
    await this.database.transaction((tx) => tx.execute('UPDATE terminal SET pinned_keys = ? WHERE serial = ?', [JSON.stringify(keys), serial]));
    this.remembered = null;
  }

  /** Believes a terminal from now on; records older than `acceptFromDate` (default: 366 days before) are quarantined. */
  async approve(serial: string, acceptFromDate?: string): Promise<Terminal> {
    const terminal = await this.get(serial);
    const from = acceptFromDate ?? terminal.acceptFromDate ?? this.dateBefore(defaultAcceptDays, terminal.zone);
    if (!isDate(from)) throw new DomainError('bad-date', `acceptFrom "${from}" is not a date like 2025-12-31.`);
    const sql = "UPDATE terminal SET status = 'approved', approved_at = COALESCE(approved_at, ?), accept_from_date = ? WHERE serial = ?";
    await this.database.transaction((tx) => tx.execute(sql, [this.clock.now(), from, serial]));
    this.remembered = null;
    return this.get(serial);
  }

  /** Stops believing a terminal; what it delivered stays. */
  async retire(serial: string): Promise<Terminal> {
    await this.get(serial);
    await this.database.transaction((tx) => tx.execute("UPDATE terminal SET status = 'retired' WHERE serial = ?", [serial]));
    this.remembered = null;
    return this.get(serial);
  }

  /** Changes what a site may choose. */
  async change(serial: string, change: TerminalChange): Promise<Terminal> {
    const next = { ...(await this.get(serial)), ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) };
    const problem = this.problemOf(serial, next);
    if (problem) throw problem;
    const sql = 'UPDATE terminal SET name = ?, unit_id = ?, zone = ?, speaks = ?, profile = ?, address = ?, comm_key = ?, accept_from_date = ?, settings = ? WHERE serial = ?';
    const values = [next.name, next.unitId, next.zone, next.speaks, next.profile, next.address, next.commKey, next.acceptFromDate, JSON.stringify(checkSettings(next.settings)), serial];
    await this.database.transaction((tx) => tx.execute(sql, values));
    this.remembered = null;
    return this.get(serial);
  }

  /** From which date records of a terminal are believed. */
  acceptFrom(terminal: Terminal): string {
    return terminal.acceptFromDate ?? this.dateBefore(defaultAcceptDays, terminal.zone);
  }

  private dateBefore(days: number, zone: string): string {
    return DateTime.fromMillis(this.clock.now(), { zone }).minus({ days }).toISODate() ?? '';
  }

  private problemOf(serial: string, given: TerminalChange): DomainError | null {
    if (!serialPattern.test(serial)) return new DomainError('bad-serial', `"${serial.slice(0, 80)}" is not a serial number: letters, digits, "_" and "-", at most 64.`);
    if (given.zone !== undefined && !IANAZone.isValidZone(given.zone)) return new DomainError('bad-zone', `"${given.zone}" is not an IANA time zone like Asia/Jakarta.`);
    if (given.acceptFromDate != null && !isDate(given.acceptFromDate)) return new DomainError('bad-date', `acceptFrom "${given.acceptFromDate}" is not a date like 2025-12-31.`);
    if (given.commKey != null && !(Number.isInteger(given.commKey) && given.commKey >= 0 && given.commKey <= 999_999)) return new DomainError('bad-comm-key', 'A comm key is a whole number from 0 to 999999.');
    if (given.speaks?.startsWith('zk-') && !given.address) return new DomainError('no-address', 'A terminal that is polled needs its address (host or host:port).');
    if (given.address != null && parseTerminalAddress(given.address) === null) return new DomainError('bad-address', `"${given.address}" is no address: host, host:port, or [IPv6]:port.`);
    if (given.profile !== undefined && !this.profiles.find(given.profile)) return new DomainError('unknown-profile', `There is no device profile "${given.profile}".`, 422, { allowed: this.profiles.ids() });
    return null;
  }
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;

const terminalOf = (row: TerminalRow): Terminal => ({
  serial: row.serial,
  name: row.name,
  unitId: row.unit_id,
  zone: row.zone,
  status: row.status,
  speaks: row.speaks,
  profile: row.profile,
  address: row.address,
  commKey: row.comm_key,
  acceptFromDate: row.accept_from_date,
  approvedAt: row.approved_at,
  firstSeenAt: row.first_seen_at,
  settings: JSON.parse(row.settings) as TerminalSettings,
  pinnedKeys: row.pinned_keys === null ? {} : (JSON.parse(row.pinned_keys) as PinnedKeys),
});
