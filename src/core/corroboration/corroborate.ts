import { doubtfulSources, type HealthySpan, type TimeSpan } from './source-health';

/** A punch as corroboration sees it; `at` epoch ms, `clockTrusted` = the terminal's offset was measured and small. */
export interface SitePunch {
  readonly pin: string;
  readonly siteId: string;
  readonly terminalId: string;
  /** The terminal stands behind the perimeter. */
  readonly insidePerimeter: boolean;
  readonly at: number;
  readonly clockTrusted: boolean;
  readonly evidenceRef: string;
}

/** A granted passage at the perimeter; `at` epoch ms. */
export interface PerimeterPass {
  readonly pin: string;
  readonly siteId: string;
  readonly readerId: string;
  readonly direction: 'in' | 'out';
  readonly at: number;
  readonly clockTrusted: boolean;
  readonly evidenceRef: string;
}

/** The perimeter of a site: all its ways in and out, and where one clocks in. */
export interface Perimeter {
  readonly siteId: string;
  /** Nobody gets in without a read; without that a missing entry means nothing (mqtt.md C3). */
  readonly mandatory: boolean;
  readonly entryReaderIds: readonly string[];
  readonly exitReaderIds: readonly string[];
  readonly terminalIds: readonly string[];
}

/** Time in which a person is expected at a site (epoch ms). */
export interface ExpectedPresence extends TimeSpan {
  readonly pin: string;
  readonly siteId: string;
}

/** Limits of the rules, in milliseconds. */
export interface CorroborationRules {
  /** How long before a punch the entry may lie: a whole stay in the building, since one leaves with a punch too. */
  readonly enteredWithinMs: number;
  /** How long before the expected time an arrival belongs to it. */
  readonly arrivesBeforeMs: number;
  /** How long after an entry the punch may lie. */
  readonly clockInWithinMs: number;
  /** How far clocks of a reader and a terminal may differ. */
  readonly clockToleranceMs: number;
  /** Absences from the building shorter than this are nobody's business. */
  readonly outLongerThanMs: number;
  /** Least time between two sites; null = nothing is known of the way. */
  readonly travelMs: (fromSiteId: string, toSiteId: string) => number | null;
}

/** Everything the rules look at; the order of the lists does not matter. */
export interface CorroborationFacts {
  readonly punches: readonly SitePunch[];
  readonly passes: readonly PerimeterPass[];
  readonly perimeters: readonly Perimeter[];
  readonly expected: readonly ExpectedPresence[];
  readonly healthy: readonly HealthySpan[];
  /** Until when the facts are complete (epoch ms). */
  readonly asOf: number;
}

/** The four questions of corroboration. */
export type CorroborationRule =
  'clocked-in-never-entered' | 'entered-never-clocked-in' | 'out-in-working-hours' | 'two-sites-too-fast';

/**
 * Something worth a person's look: never a violation and never a sanction. `unknown` = it looks so, but a source that would have
 * shown otherwise is not known to have worked (`doubtful`), so nothing follows.
 */
export interface Observation extends TimeSpan {
  readonly rule: CorroborationRule;
  readonly finding: 'observed' | 'unknown';
  readonly pin: string;
  readonly siteId: string;
  readonly evidenceRefs: readonly string[];
  readonly doubtful: readonly string[];
}

/** Holds punches and perimeter passages against each other; the observations come in order of time. */
export function corroborate(facts: CorroborationFacts, rules: CorroborationRules): Observation[] {
  return [
    ...clockedInNeverEntered(facts, rules),
    ...enteredNeverClockedIn(facts, rules),
    ...outInWorkingHours(facts, rules),
    ...twoSitesTooFast(facts, rules),
  ].sort(
    (a, b) =>
      a.from - b.from || a.pin.localeCompare(b.pin) || a.rule.localeCompare(b.rule) || a.siteId.localeCompare(b.siteId),
  );
}

/** Somebody punched inside, and the perimeter, which nobody can go round, saw nobody come in: the strongest hint at a punch by another. */
export function clockedInNeverEntered(
  { punches, passes, perimeters, healthy, asOf }: CorroborationFacts,
  rules: CorroborationRules,
): Observation[] {
  return punches.flatMap((punch) => {
    const perimeter = perimeters.find(({ siteId, mandatory }) => siteId === punch.siteId && mandatory);
    if (perimeter === undefined || !punch.insidePerimeter) return [];
    const span = { from: punch.at - rules.enteredWithinMs, to: punch.at + rules.clockToleranceMs };
    if (
      asOf < span.to ||
      passes.some((pass) => pass.direction === 'in' && sameVisit(pass, punch) && within(pass.at, span))
    )
      return [];
    const doubtful = doubtfulSources([...perimeter.entryReaderIds, punch.terminalId], span, healthy);
    return [
      observation(
        'clocked-in-never-entered',
        punch,
        span,
        [punch.evidenceRef],
        withClock(doubtful, punch.clockTrusted, punch.terminalId),
      ),
    ];
  });
}

/** Somebody came in who is expected, and did not clock in by then. */
export function enteredNeverClockedIn(
  { punches, passes, perimeters, expected, healthy, asOf }: CorroborationFacts,
  rules: CorroborationRules,
): Observation[] {
  return expected.flatMap((presence) => {
    const perimeter = perimeters.find(({ siteId }) => siteId === presence.siteId);
    const span = { from: presence.from - rules.arrivesBeforeMs, to: presence.to };
    const entries = passes
      .filter((pass) => pass.direction === 'in' && sameVisit(pass, presence) && within(pass.at, span))
      .sort(byTime);
    const [first] = entries;
    if (perimeter === undefined || first === undefined || asOf < first.at + rules.clockInWithinMs) return [];
    const owed = {
      from: first.at - rules.clockToleranceMs,
      to: Math.max(first.at, presence.from) + rules.clockInWithinMs,
    };
    if (
      asOf < owed.to ||
      punches.some((punch) => sameVisit(punch, presence) && within(punch.at, { from: span.from, to: owed.to }))
    )
      return [];
    const doubtful = doubtfulSources([...perimeter.terminalIds, first.readerId], owed, healthy);
    return [
      observation(
        'entered-never-clocked-in',
        first,
        owed,
        [first.evidenceRef],
        withClock(doubtful, first.clockTrusted, first.readerId),
      ),
    ];
  });
}

/** Somebody was out of the building while expected in it: only where both sides of the doors are read. */
export function outInWorkingHours(
  { passes, perimeters, expected, healthy, asOf }: CorroborationFacts,
  rules: CorroborationRules,
): Observation[] {
  return expected.flatMap((presence) => {
    const perimeter = perimeters.find(({ siteId, mandatory }) => siteId === presence.siteId && mandatory);
    if (perimeter === undefined || perimeter.entryReaderIds.length === 0 || perimeter.exitReaderIds.length === 0)
      return [];
    const own = passes.filter((pass) => sameVisit(pass, presence) && pass.at < presence.to).sort(byTime);
    return own.flatMap((pass, index) => {
      if (pass.direction !== 'out') return [];
      const next = own[index + 1];
      const span = overlap(
        { from: pass.at, to: next?.at ?? asOf },
        { from: presence.from, to: Math.min(presence.to, asOf) },
      );
      if (span === null || span.to - span.from <= rules.outLongerThanMs) return [];
      const readers = doubtfulSources([...perimeter.entryReaderIds, ...perimeter.exitReaderIds], span, healthy);
      // Out twice: a way back in was not seen, so nothing is known of the time between.
      const missedEntry = next?.direction === 'out' ? [next.readerId] : [];
      const clocks = [pass, ...(next === undefined ? [] : [next])]
        .filter((each) => !each.clockTrusted)
        .map((each) => each.readerId);
      const refs = next === undefined ? [pass.evidenceRef] : [pass.evidenceRef, next.evidenceRef];
      return [observation('out-in-working-hours', pass, span, refs, unique([...readers, ...missedEntry, ...clocks]))];
    });
  });
}

/** One pin at two sites in less time than the way takes; needs both clocks to be trusted. */
export function twoSitesTooFast({ punches, passes }: CorroborationFacts, rules: CorroborationRules): Observation[] {
  const sightings = [
    ...punches.map((punch) => ({ ...punch, sourceId: punch.terminalId })),
    ...passes.map((pass) => ({ ...pass, sourceId: pass.readerId })),
  ].sort((a, b) => byTime(a, b) || a.siteId.localeCompare(b.siteId));
  const lastByPin = new Map<string, (typeof sightings)[number]>();
  return sightings.flatMap((sighting) => {
    const last = lastByPin.get(sighting.pin);
    lastByPin.set(sighting.pin, sighting);
    if (last === undefined || last.siteId === sighting.siteId) return [];
    const travelMs = rules.travelMs(last.siteId, sighting.siteId);
    if (travelMs === null || sighting.at - last.at >= travelMs) return [];
    const doubtful = unique([last, sighting].filter((each) => !each.clockTrusted).map((each) => each.sourceId));
    const span = { from: last.at, to: sighting.at };
    return [observation('two-sites-too-fast', sighting, span, [last.evidenceRef, sighting.evidenceRef], doubtful)];
  });
}

function observation(
  rule: CorroborationRule,
  { pin, siteId }: { pin: string; siteId: string },
  { from, to }: TimeSpan,
  evidenceRefs: readonly string[],
  doubtful: readonly string[],
): Observation {
  return {
    rule,
    finding: doubtful.length === 0 ? 'observed' : 'unknown',
    pin,
    siteId,
    from,
    to,
    evidenceRefs,
    doubtful,
  };
}

function sameVisit(a: { pin: string; siteId: string }, b: { pin: string; siteId: string }): boolean {
  return a.pin === b.pin && a.siteId === b.siteId;
}

function withClock(doubtful: string[], clockTrusted: boolean, sourceId: string): string[] {
  return clockTrusted ? doubtful : unique([...doubtful, sourceId]);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}

function within(at: number, { from, to }: TimeSpan): boolean {
  return at >= from && at <= to;
}

function overlap(a: TimeSpan, b: TimeSpan): TimeSpan | null {
  const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return span.from < span.to ? span : null;
}

function byTime(a: { at: number; evidenceRef: string }, b: { at: number; evidenceRef: string }): number {
  return a.at - b.at || a.evidenceRef.localeCompare(b.evidenceRef);
}
