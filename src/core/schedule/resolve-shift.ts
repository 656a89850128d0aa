import { hash } from 'node:crypto';
import type { AttendancePolicy } from '../attendance/policy';
import { MINUTE_MS, type Interval, type WorkDate } from '../time/instant';
import { subtract, union } from '../time/intervals';
import { minuteOfDateToInstant } from '../time/zone';
import type { PlannedShift, PlanReason } from './planned-day';
import type { ClockRange, ShiftVersion } from './shift';
import { shiftClockMinutes } from './shift-clock';

/** What makes one planned shift out of a version: all but the date, the zone and the policy. */
export interface ShiftUse {
  readonly code: string;
  readonly version: ShiftVersion;
  readonly why: PlanReason;
  readonly overlay: string | undefined;
}

type ByDate = Map<WorkDate, PlannedShift>;

/** Boundaries are worked out once per version, policy, zone, use and date, and shared by all employees. */
const resolved = new WeakMap<ShiftVersion, WeakMap<AttendancePolicy, Map<string, ByDate>>>();

/** The shift's boundaries as instants on a date in a zone; throws RangeError for a clock text `checkShift` refuses. */
export function resolveShift(use: ShiftUse, zone: string, date: WorkDate, policy: AttendancePolicy): PlannedShift {
  const byDate = datesOf(use, zone, policy);
  let shift = byDate.get(date);
  if (!shift) {
    shift = resolve(use, zone, date, policy);
    byDate.set(date, shift);
  }
  return shift;
}

function datesOf(use: ShiftUse, zone: string, policy: AttendancePolicy): ByDate {
  let byPolicy = resolved.get(use.version);
  if (!byPolicy) resolved.set(use.version, (byPolicy = new WeakMap()));
  let byUse = byPolicy.get(policy);
  if (!byUse) byPolicy.set(policy, (byUse = new Map()));
  const key = `${zone}|${use.why}|${use.code}|${use.overlay ?? ''}`;
  let byDate = byUse.get(key);
  if (!byDate) byUse.set(key, (byDate = new Map()));
  return byDate;
}

function resolve(use: ShiftUse, zone: string, date: WorkDate, policy: AttendancePolicy): PlannedShift {
  const toInterval = (range: ClockRange) => intervalOf(range, zone, date);
  const segments = union(use.version.segments.map(toInterval));
  const breaks = union(use.version.breaks.map(toInterval));
  const startsAt = segments[0]?.startAt ?? minuteOfDateToInstant(zone, date, 0);
  const endsAt = segments[segments.length - 1]?.endAt ?? startsAt;
  const shift = {
    ...{ code: use.code, versionFrom: use.version.from, why: use.why },
    ...{ segments: keepParts(use, segments, toInterval), breaks, owed: subtract(segments, breaks) },
    ...{ punchEachSegment: use.version.punchEachSegment, startsAt, endsAt },
    opensAt: startsAt - policy.openBeforeMinutes * MINUTE_MS,
    closesAt: endsAt + policy.closeAfterMinutes * MINUTE_MS,
    ...(use.overlay === undefined ? {} : { overlay: use.overlay }),
  };
  return { ...shift, signature: hash('sha256', JSON.stringify(shift), 'hex') };
}

/** Split shifts keep their touching parts apart: each is judged alone. */
function keepParts(use: ShiftUse, joined: Interval[], toInterval: (range: ClockRange) => Interval): Interval[] {
  if (!use.version.punchEachSegment) return joined;
  return use.version.segments.map(toInterval).sort((a, b) => a.startAt - b.startAt);
}

function intervalOf([start, end]: ClockRange, zone: string, date: WorkDate): Interval {
  const [startMinutes, endMinutes] = [shiftClockMinutes(start), shiftClockMinutes(end)];
  if (startMinutes === null || endMinutes === null) throw new RangeError(`not a shift time: ${start}-${end}`);
  return {
    startAt: minuteOfDateToInstant(zone, date, startMinutes),
    endAt: minuteOfDateToInstant(zone, date, endMinutes),
  };
}
