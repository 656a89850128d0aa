import { type ExpectedPresence, type Perimeter, type PerimeterPass, type SitePunch } from '../core/corroboration/corroborate';
import { type HealthySpan, type TimeSpan } from '../core/corroboration/source-health';
import { planDays } from '../core/schedule/plan-day';
import { addDays } from '../core/time/calendar';
import { dateAt, wallToInstant } from '../core/time/zone';
import { type DoorSensor } from '../intake/doors/door-sensor';
import { type Transaction } from '../platform/database/database';
import { type PlanBook } from '../plan/reading/plan-book';
import { enrolmentsOfPins, PinHolders } from '../plan/reading/held-pins';

type Reader = Pick<Transaction, 'query'>;

/** What the day of a city looks like to corroboration; the pin of each fact is the id of the person. */
export interface CorroborationDay {
  readonly day: TimeSpan;
  readonly punches: readonly SitePunch[];
  readonly passes: readonly PerimeterPass[];
  readonly perimeters: readonly Perimeter[];
  /** Whole shifts, by which an arrival is judged. */
  readonly shifts: readonly ExpectedPresence[];
  /** Shifts less their breaks, in which one is owed. */
  readonly owed: readonly ExpectedPresence[];
  readonly healthy: readonly HealthySpan[];
}

/** How far before a day an entry may lie that it needs, and how far after it a shift may end. */
const beforeMs = 24 * 3_600_000;
const afterMs = 12 * 3_600_000;
/** A terminal's clock is trusted when its measured offset is at most this. */
const trustedOffsetSeconds = 60;
const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',');

interface TerminalRow {
  serial: string;
  unit_id: string | null;
  approved_at: number | null;
  synced_until_at: number | null;
  clock_offset_seconds: number | null;
}

interface PunchRow {
  terminal: string;
  pin: string;
  wall_clock: string;
  state: number;
  punched_at: number;
}

interface PassRow {
  sensor: string;
  event_key: string;
  value: string;
  occurred_at: number;
  time_trusted: number;
  device_time: string | null;
}

/** Gathers a day in a few queries, whatever the number of people. */
export async function gatherCorroboration(reader: Reader, book: PlanBook, readers: readonly DoorSensor[], travelUnits: readonly string[], date: string, zone: string): Promise<CorroborationDay> {
  const day = { from: wallToInstant(zone, `${date} 00:00:00`), to: wallToInstant(zone, `${addDays(date, 1)} 00:00:00`) };
  const sites = new Sites(book, readers, travelUnits, date);
  const terminals = (await reader.query<TerminalRow>('SELECT t.serial, t.unit_id, t.approved_at, h.synced_until_at, h.clock_offset_seconds FROM terminal t LEFT JOIN terminal_health h ON h.serial = t.serial')).filter(
    (terminal) => sites.of(terminal.unit_id) !== null,
  );
  const punchRows = await readPunches(reader, [...terminals.map(({ serial }) => serial), ...readers.map(({ code }) => code)], date);
  const passRows = await readPasses(reader, readers, day);
  const holders = new PinHolders(await enrolmentsOfPins(reader, [...new Set([...punchRows.map(({ pin }) => pin), ...passRows.map(({ value }) => value)])]));
  const pinOfRead = pinsOfReads(punchRows);
  const punches = punchRows.flatMap((row) => sitePunch(row, holders, terminals, readers, sites));
  const passes = passRows.flatMap((row) => perimeterPass({ ...row, value: pinOfRead(row) }, holders, readers, sites, zone));
  const people = [...new Set([...punches, ...passes].map(({ pin }) => pin))].sort();
  const expected = await readExpected(reader, book, people, sites, date);
  return { day, punches, passes, perimeters: sites.perimeters(terminals), ...expected, healthy: await readHealth(reader, terminals, readers, day) };
}

/** Which site a unit belongs to on the day: the nearest unit upwards that has a perimeter, or whose distance to others is known. */
class Sites {
  private readonly known: ReadonlySet<string>;

  constructor(
    private readonly book: PlanBook,
    private readonly readers: readonly DoorSensor[],
    travelUnits: readonly string[],
    private readonly date: string,
  ) {
    this.known = new Set([...readers.flatMap(({ unitId }) => unitId ?? []), ...travelUnits]);
  }

  of(unitId: string | null): string | null {
    if (unitId === null) return null;
    return this.book.shared.tree.idsOn(unitId, this.date).find((id) => this.known.has(id)) ?? null;
  }

  perimeters(terminals: readonly TerminalRow[]): Perimeter[] {
    return [...this.known].sort().flatMap((siteId) => {
      const own = this.readers.filter(({ unitId }) => unitId === siteId);
      const entries = own.filter(({ side }) => side === 'in');
      if (own.length === 0) return [];
      return {
        siteId,
        // Without a way in that is read at every passage a missing entry means nothing.
        mandatory: entries.length > 0 && own.every(({ settings }) => settings.mandatory === true),
        entryReaderIds: entries.map(({ code }) => code),
        exitReaderIds: own.filter(({ side }) => side === 'out').map(({ code }) => code),
        terminalIds: terminals.filter(({ unit_id }) => this.of(unit_id) === siteId).map(({ serial }) => serial),
      };
    });
  }
}

/** By the terminals' own dates, which the key of the ledger carries; one day more on either side covers neighbours and zones. */
async function readPunches(reader: Reader, terminals: readonly string[], date: string): Promise<PunchRow[]> {
  if (terminals.length === 0) return [];
  const sql = `SELECT terminal, pin, wall_clock, state, punched_at FROM punch WHERE terminal IN (${marks(terminals)}) AND wall_clock >= ? AND wall_clock < ? ORDER BY punched_at, terminal, pin`;
  return reader.query<PunchRow>(sql, [...terminals, addDays(date, -1), addDays(date, 2)]);
}

async function readPasses(reader: Reader, readers: readonly DoorSensor[], { from, to }: TimeSpan): Promise<PassRow[]> {
  const codes = readers.filter(({ side }) => side !== 'none').map(({ code }) => code);
  if (codes.length === 0) return [];
  const sql = `SELECT sensor, event_key, value, occurred_at, time_trusted, device_time FROM door_event WHERE sensor IN (${marks(codes)}) AND occurred_at >= ? AND occurred_at < ? AND kind IN ('card-granted', 'card-read') ORDER BY occurred_at, event_key`;
  return reader.query<PassRow>(sql, [...codes, from - beforeMs, to + afterMs]);
}

function sitePunch(row: PunchRow, holders: PinHolders, terminals: readonly TerminalRow[], readers: readonly DoorSensor[], sites: Sites): SitePunch[] {
  const employeeId = holders.holderOf(row.pin, row.terminal, row.wall_clock.slice(0, 10));
  const terminal = terminals.find(({ serial }) => serial === row.terminal);
  const siteId = sites.of(terminal?.unit_id ?? readers.find(({ code }) => code === row.terminal)?.unitId ?? null);
  if (employeeId === null || siteId === null) return [];
  const offset = terminal?.clock_offset_seconds ?? null;
  return [
    {
      pin: employeeId,
      siteId,
      terminalId: row.terminal,
      // A read at the perimeter's own reader is an entry by itself.
      insidePerimeter: terminal !== undefined,
      at: row.punched_at,
      clockTrusted: terminal === undefined || (offset !== null && Math.abs(offset) <= trustedOffsetSeconds),
      evidenceRef: `punch:${row.terminal}/${row.pin}/${row.wall_clock}/${row.state}`,
    },
  ];
}

/** A card that the plan writes otherwise than the reader is known by the punch that its read became. */
function pinsOfReads(punches: readonly PunchRow[]): (row: PassRow) => string {
  const pins = new Map<string, Set<string>>();
  const keyOf = (terminal: string, at: number): string => `${terminal}\n${at}`;
  for (const { terminal, pin, punched_at } of punches) pins.set(keyOf(terminal, punched_at), (pins.get(keyOf(terminal, punched_at)) ?? new Set()).add(pin));
  return ({ sensor, value, occurred_at }) => {
    const atOnce = pins.get(keyOf(sensor, occurred_at - (occurred_at % 1000)));
    const [only] = atOnce?.size === 1 ? atOnce : [];
    return only ?? value;
  };
}

function perimeterPass(row: PassRow, holders: PinHolders, readers: readonly DoorSensor[], sites: Sites, zone: string): PerimeterPass[] {
  const reader = readers.find(({ code }) => code === row.sensor);
  const employeeId = holders.holderOf(row.value, row.sensor, dateAt(reader?.zone ?? zone, row.occurred_at));
  const siteId = sites.of(reader?.unitId ?? null);
  if (reader === undefined || reader.side === 'none' || employeeId === null || siteId === null) return [];
  const clockTrusted = row.time_trusted === 1 || row.device_time === null;
  return [{ pin: employeeId, siteId, readerId: row.sensor, direction: reader.side, at: row.occurred_at, clockTrusted, evidenceRef: `door:${row.sensor}/${row.event_key}` }];
}

/** When people were to be where; who is on leave, on duty elsewhere or off is expected nowhere. */
async function readExpected(reader: Reader, book: PlanBook, people: readonly string[], sites: Sites, date: string): Promise<Pick<CorroborationDay, 'shifts' | 'owed'>> {
  const [shifts, owed]: [ExpectedPresence[], ExpectedPresence[]] = [[], []];
  for (let start = 0; start < people.length; start += 400) {
    const part = people.slice(start, start + 400);
    const sql = `SELECT DISTINCT employee_id FROM attendance_day WHERE work_date = ? AND employee_id IN (${marks(part)}) AND status IN ('PRESENT', 'ABSENT', 'INCOMPLETE', 'PENDING')`;
    const owing = (await reader.query<{ employee_id: string }>(sql, [date, ...part])).map(({ employee_id }) => employee_id);
    for (const { employee, plan } of await book.employeesWithIds(owing, date, date)) {
      for (const planned of planDays(plan, [date])) {
        const siteId = sites.of(planned.unitId);
        if (siteId === null) continue;
        const presence = (from: number, to: number): ExpectedPresence => ({ pin: employee.id, siteId, from, to });
        shifts.push(...planned.shifts.map(({ startsAt, endsAt }) => presence(startsAt, endsAt)));
        owed.push(...planned.shifts.flatMap((shift) => shift.owed.map(({ startAt, endAt }) => presence(startAt, endAt))));
      }
    }
  }
  return { shifts, owed };
}

async function readHealth(reader: Reader, terminals: readonly TerminalRow[], readers: readonly DoorSensor[], { from, to }: TimeSpan): Promise<HealthySpan[]> {
  const codes = readers.map(({ code }) => code);
  const spans = codes.length === 0 ? [] : await reader.query<{ code: string; from_at: number; to_at: number }>(`SELECT code, from_at, to_at FROM door_sensor_span WHERE code IN (${marks(codes)}) AND to_at >= ? AND from_at < ?`, [...codes, from - beforeMs, to + afterMs]);
  const serials = terminals.map(({ serial }) => serial);
  const faults = serials.length === 0 ? [] : await reader.query<{ serial: string; from_at: number; to_at: number | null }>(`SELECT serial, from_at, to_at FROM terminal_incident WHERE serial IN (${marks(serials)}) AND kind IN ('clock-fault', 'outage') ORDER BY from_at`, serials);
  return [
    ...spans.map((span) => ({ sourceId: span.code, from: span.from_at, to: span.to_at })),
    ...terminals.flatMap((terminal) => terminalSpans(terminal, faults.filter(({ serial }) => serial === terminal.serial))),
  ];
}

/** A terminal has handed over everything until its last synchronisation; its faults are cut out of that. */
function terminalSpans({ serial, approved_at, synced_until_at }: TerminalRow, faults: readonly { from_at: number; to_at: number | null }[]): HealthySpan[] {
  const spans: HealthySpan[] = [];
  let from = approved_at ?? Infinity;
  for (const fault of faults) {
    if (fault.from_at > from) spans.push({ sourceId: serial, from, to: fault.from_at });
    from = Math.max(from, fault.to_at ?? Infinity);
  }
  const to = synced_until_at ?? 0;
  return [...spans, { sourceId: serial, from, to }].map((span) => ({ ...span, to: Math.min(span.to, to) })).filter((span) => span.from < span.to);
}
