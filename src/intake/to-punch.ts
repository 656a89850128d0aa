import { offsetAt, wallToInstant } from '../core/time/zone';
import { type NewPunch, type PunchSource, type QuarantinedPunch, type QuarantineReason } from '../ledger/punch';

/** A record as any of the wires delivers it. */
export interface WireRecord {
  readonly pin: string;
  readonly wallClock: string;
  readonly state: number;
  readonly verify: number;
  readonly workCode: string | null;
  /** Seconds from UTC, where the device says them with the record (push.md A4, TimeOffset). */
  readonly offsetSeconds?: number | null;
}

/** Where and how a record came in. */
export interface Arrival {
  readonly terminal: string;
  /** IANA zone of the terminal's clock. */
  readonly zone: string;
  readonly source: PunchSource;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Records before this date ('YYYY-MM-DD') are not believed yet. */
  readonly acceptFromDate: string;
}

/** How far ahead of us a clock may run before its records are not believed, in milliseconds (reconciliation.md rule 3). */
const futureToleranceMs = 10 * 60_000;
/** Terminals that lost their clock begin again at 2000-01-01 (zk.md B.7). */
const firstPlausibleDate = '2001-01-01';
const dayMs = 86_400_000;

/** Makes a punch of a wire's record: the second of the three places where a zone counts. Both times are kept. */
export function toPunch(record: WireRecord, arrival: Arrival): NewPunch {
  return {
    terminal: arrival.terminal,
    pin: record.pin,
    wallClock: record.wallClock,
    state: record.state,
    verify: record.verify,
    workCode: record.workCode,
    zone: arrival.zone,
    punchedAt: instantOf(record, arrival.zone),
    receivedAt: arrival.receivedAt,
    source: arrival.source,
  };
}

/** An offset that comes with the record is the device's own word, and settles which of a repeated hour is meant (push.md A4). */
function instantOf({ wallClock, offsetSeconds }: WireRecord, zone: string): number {
  const byZone = wallToInstant(zone, wallClock);
  if (offsetSeconds === undefined || offsetSeconds === null) return byZone;
  return Date.parse(`${wallClock.replace(' ', 'T')}Z`) - offsetSeconds * 1000;
}

/** Whether an offset that came with a record is one that the zone's clocks can show at that time, either side of a change of the clocks. */
export function isOffsetOfZone(wallClock: string, offsetSeconds: number, zone: string): boolean {
  const at = Date.parse(`${wallClock.replace(' ', 'T')}Z`) - offsetSeconds * 1000;
  return [at, at - dayMs, at + dayMs].some((moment) => offsetAt(zone, moment) === offsetSeconds * 1000);
}

/** Why a punch must wait, or null when it is believed (reconciliation.md rule 3). */
export function quarantineReason(punch: NewPunch, acceptFromDate: string): QuarantineReason | null {
  const date = punch.wallClock.slice(0, 10);
  if (date < firstPlausibleDate) return 'clock-lost';
  if (date < acceptFromDate) return 'before-accept-from';
  return punch.punchedAt > punch.receivedAt + futureToleranceMs ? 'future' : null;
}

/** Makes punches of records and parts those that are believed from those that wait. */
export function sortOut(records: readonly WireRecord[], arrival: Arrival): { punches: NewPunch[]; quarantined: QuarantinedPunch[] } {
  const punches: NewPunch[] = [];
  const quarantined: QuarantinedPunch[] = [];
  for (const record of records) {
    const punch = toPunch(record, arrival);
    const reason = quarantineReason(punch, arrival.acceptFromDate);
    if (reason) quarantined.push({ ...punch, reason });
    else punches.push(punch);
  }
  return { punches, quarantined };
}
