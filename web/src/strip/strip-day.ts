/** A stretch of time; `toAt` null = still lasting. Instants are epoch milliseconds. */
export interface StripSpan {
  readonly fromAt: number;
  readonly toAt: number | null;
}

/** A punch on the strip. */
export interface StripPunch {
  readonly at: number;
  /** `in` and `out` were used; `between` belongs to a break; `dropped` was not used. */
  readonly role: 'in' | 'out' | 'between' | 'dropped';
  /** How often the finger was put on the reader at this moment. */
  readonly times?: number;
  /** True for a time that an approved correction brought. */
  readonly correction?: boolean;
  readonly terminal?: string;
}

/** Everything that is drawn of one day of one person. */
export interface StripDay {
  /** IANA zone in which times are told. */
  readonly zone: string;
  readonly workDate: string;
  /** The owed stretches of the shift, breaks left out; empty on a free day. */
  readonly segments: readonly StripSpan[];
  /** The window in which punches may belong to the shift. */
  readonly window: StripSpan | null;
  readonly punches: readonly StripPunch[];
  readonly doors: readonly number[];
  /** When the terminals of the person were silent. */
  readonly silences: readonly StripSpan[];
  /** Until when it is known at all, e.g. now on the day itself. */
  readonly knownUntilAt: number | null;
  readonly leaves: readonly (StripSpan & { readonly kind: 'leave' | 'duty' })[];
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly missing: 'in' | 'out' | null;
  /** Nothing at all was recorded of the day. */
  readonly noRecord: boolean;
}

const hour = 3_600_000;

/** The owed start and end of a day; null on a free day. */
export function owedSpan(day: StripDay): { readonly startAt: number; readonly endAt: number } | null {
  const first = day.segments[0];
  const last = day.segments.at(-1);
  return first && last ? { startAt: first.fromAt, endAt: last.toAt ?? last.fromAt } : null;
}

/** The gaps between the owed stretches. */
export const breaksOf = (day: StripDay): StripSpan[] => day.segments.slice(1).map((segment, index) => ({ fromAt: day.segments[index]?.toAt ?? segment.fromAt, toAt: segment.fromAt }));

/** What the large strip shows: midnight to midnight, or noon to noon where the shift runs over midnight. */
export function dayScale(day: StripDay, midnightAt: number): StripScale {
  const owed = owedSpan(day);
  const night = owed !== null && owed.endAt > midnightAt + 24 * hour;
  const fromAt = night ? midnightAt + 12 * hour : midnightAt;
  return new StripScale(fromAt, fromAt + 24 * hour);
}

/** What the small strip shows: 05 to 21, or two hours around a shift that leaves these. */
export function rowScale(day: StripDay, midnightAt: number): StripScale {
  const owed = owedSpan(day);
  const [fromAt, toAt] = [midnightAt + 5 * hour, midnightAt + 21 * hour];
  if (owed && (owed.startAt < fromAt || owed.endAt > toAt)) return new StripScale(owed.startAt - 3 * hour, Math.max(owed.endAt + 3 * hour, owed.startAt + 13 * hour));
  return new StripScale(fromAt, toAt);
}

/** Turns instants into shares of the width, 0 to 100. */
export class StripScale {
  constructor(
    readonly fromAt: number,
    readonly toAt: number,
  ) {}

  /** Where an instant stands, held inside the scale. */
  at(instant: number): number {
    return Math.max(0, Math.min(100, ((instant - this.fromAt) / (this.toAt - this.fromAt)) * 100));
  }

  /** Left and width of a span; null where it lies outside. */
  span({ fromAt, toAt }: StripSpan): { readonly left: number; readonly width: number } | null {
    const end = toAt ?? this.toAt;
    if (end <= this.fromAt || fromAt >= this.toAt) return null;
    const left = this.at(fromAt);
    return { left, width: this.at(end) - left };
  }

  holds(instant: number): boolean {
    return instant >= this.fromAt && instant <= this.toAt;
  }
}
