import type { AvailabilityFact, ContactFact, DoorEvent, DoorFact, GrantFact, TimeSource } from './door-fact';
import { trustedInstant, type DoorRules, type TrustedInstant } from './door-rules';

/** A change of the contact that was reported: to what, when (epoch ms) and by which message. */
export interface ContactChange {
  readonly contact: 'open' | 'closed';
  readonly at: number;
  readonly heardAt: number;
  readonly timeSource: TimeSource;
  readonly seenAfterOutage: boolean;
  /** It waited on its way to us, so that `heardAt` says nothing of the movement. */
  readonly queued?: boolean;
  readonly evidenceRef: string;
}

/** All that is remembered of a door between two facts; plain data, so that it can be stored and rebuilt. */
export interface DoorState {
  readonly sensorId: string;
  /** The last settled state; null before the first report. */
  readonly settled: ContactChange | null;
  /** A change that came too soon after the settled one to be told from bouncing. */
  readonly unsettled: ContactChange | null;
  readonly availability: 'online' | 'offline' | 'asleep' | 'unknown';
  /** The sensor was away since its last report: what it says next did not happen just now. */
  readonly wasAway: boolean;
  readonly clockFault: boolean;
  readonly lastHeardAt: number | null;
  /** Newest time that the device itself told in a contact report, and the newest of those that were believed. */
  readonly lastDeviceAt: number | null;
  readonly lastTrustedAt: number | null;
  readonly grants: readonly { readonly at: number; readonly evidenceRef: string }[];
  readonly recentIds: readonly { readonly id: string; readonly receivedAt: number }[];
  readonly heldOpenTold: boolean;
  /** An opening without grant so far, to be judged when late grants would have arrived. */
  readonly ungranted: ContactChange | null;
}

/** What became of a fact, for whoever asks why there is no event. */
export type Disposition =
  'changed' | 'repeated' | 'duplicate' | 'bouncing' | 'late' | 'first-report' | 'snapshot' | 'noted';

/** The door after a fact, and the events to append. */
export interface DoorStep {
  readonly state: DoorState;
  readonly events: readonly DoorEvent[];
  readonly disposition: Disposition;
}

const rememberedFacts = 32;

/** A door of which nothing is known yet. */
export function newDoorState(sensorId: string): DoorState {
  return {
    sensorId,
    settled: null,
    unsettled: null,
    availability: 'unknown',
    wasAway: false,
    clockFault: false,
    lastHeardAt: null,
    lastDeviceAt: null,
    lastTrustedAt: null,
    grants: [],
    recentIds: [],
    heldOpenTold: false,
    ungranted: null,
  };
}

/**
 * Takes one fact in. Repeats, redeliveries, bounces, late reports and snapshots make no event (mqtt.md C2); a change that is
 * first seen after an outage makes one that says so. `readersHealthy` = the readers of this door could have reported a
 * grant; without that nothing is called forced. `knownUntil` = until when silence meant that nothing happened (epoch ms): what
 * waited in a queue while we were away must not make a door that was closed in time look held open.
 */
export function applyDoorFact(
  before: DoorState,
  fact: DoorFact,
  rules: DoorRules,
  readersHealthy: boolean,
  knownUntil: number = fact.receivedAt,
): DoorStep {
  const happenedAt = trustedInstant(fact.deviceAt, fact.receivedAt, rules).at;
  const due = advanceDoor(before, Math.min(knownUntil, fact.receivedAt, happenedAt), rules, readersHealthy);
  const heard: DoorState = {
    ...due.state,
    lastHeardAt: Math.max(fact.receivedAt, due.state.lastHeardAt ?? fact.receivedAt),
  };
  const step = takeIn(heard, fact, rules);
  return { ...step, events: [...due.events, ...step.events] };
}

function takeIn(state: DoorState, fact: DoorFact, rules: DoorRules): DoorStep {
  switch (fact.kind) {
    case 'availability':
      return noted(withAvailability(state, fact));
    case 'grant':
      return fact.retained ? noted(state) : noted(withGrant(state, fact, rules));
    case 'contact':
      return fact.retained ? withSnapshot(state, fact) : withContact(state, fact, rules);
  }
}

/** What falls due by the mere passing of time (epoch ms): a bounce that settles, a forced opening, a door held open. */
export function advanceDoor(
  before: DoorState,
  asOf: number,
  rules: DoorRules,
  readersHealthy: boolean,
): Omit<DoorStep, 'disposition'> {
  const settled = settle(before, asOf - Math.max(before.unsettled?.at ?? asOf, before.unsettled?.heardAt ?? asOf), rules);
  const forced = judgeOpening(settled.state, asOf, rules, readersHealthy);
  const held = judgeHeldOpen(forced.state, asOf, rules);
  return { state: held.state, events: [...settled.events, ...forced.events, ...held.events] };
}

function withAvailability(state: DoorState, fact: AvailabilityFact): DoorState {
  const away = fact.availability === 'offline';
  return {
    ...state,
    availability: fact.availability,
    wasAway: state.wasAway || away,
    ungranted: away ? null : state.ungranted,
  };
}

function withGrant(state: DoorState, fact: GrantFact, rules: DoorRules): DoorState {
  const { at } = trustedInstant(fact.deviceAt, fact.receivedAt, rules);
  return { ...state, grants: [...state.grants, { at, evidenceRef: fact.evidenceRef }].slice(-rememberedFacts) };
}

// A retained value may be old: it only fills a gap in our knowledge, and its time is that of our asking.
function withSnapshot(state: DoorState, fact: ContactFact): DoorStep {
  const known = state.settled !== null && !state.wasAway;
  if (known || state.settled?.contact === fact.contact) return { state, events: [], disposition: 'snapshot' };
  const change: ContactChange = {
    contact: fact.contact,
    at: fact.receivedAt,
    heardAt: fact.receivedAt,
    timeSource: 'receipt',
    seenAfterOutage: true,
    evidenceRef: fact.evidenceRef,
  };
  return {
    state: { ...state, settled: change, unsettled: null, ungranted: null, heldOpenTold: false },
    events: [],
    disposition: 'snapshot',
  };
}

function withContact(before: DoorState, fact: ContactFact, rules: DoorRules): DoorStep {
  if (wasSeen(before, fact, rules)) return { state: before, events: [], disposition: 'duplicate' };
  const instant = trustedInstant(fact.deviceAt, fact.receivedAt, rules);
  const trusted = instant.timeSource === 'device';
  if (trusted && before.lastTrustedAt !== null && instant.at < before.lastTrustedAt) {
    return { state: before, events: [], disposition: 'late' };
  }
  const state: DoorState = {
    ...before,
    clockFault: fact.deviceAt === null ? before.clockFault : instant.clockFault,
    lastDeviceAt: fact.deviceAt ?? before.lastDeviceAt,
    lastTrustedAt: trusted ? instant.at : before.lastTrustedAt,
    recentIds: [...before.recentIds, { id: factId(fact), receivedAt: fact.receivedAt }].slice(-rememberedFacts),
  };
  const change = changeOf(state, fact, instant);
  // By the device's clock the bounce before may be over, though by ours it is not yet.
  const due = state.unsettled === null ? null : settle(state, elapsedMs(state.unsettled, change), rules);
  const step = placeContact(due?.state ?? state, change, rules);
  return { ...step, events: [...(due?.events ?? []), ...step.events] };
}

function changeOf(state: DoorState, fact: ContactFact, { at, timeSource }: TrustedInstant): ContactChange {
  const latest = state.unsettled ?? state.settled;
  return {
    contact: fact.contact,
    // Two clocks may disagree by a little; one door has one order of events.
    at: Math.max(at, latest?.at ?? at),
    heardAt: fact.receivedAt,
    timeSource,
    seenAfterOutage: state.wasAway,
    ...(fact.queued === true ? { queued: true } : {}),
    evidenceRef: fact.evidenceRef,
  };
}

function placeContact(before: DoorState, change: ContactChange, rules: DoorRules): DoorStep {
  const state: DoorState = { ...before, wasAway: false };
  const { settled, unsettled } = state;
  const quiet = (next: DoorState, disposition: Disposition): DoorStep => ({ state: next, events: [], disposition });
  if (settled === null) return quiet({ ...state, settled: change }, 'first-report');
  if ((unsettled ?? settled).contact === change.contact) return quiet(state, 'repeated');
  if (unsettled !== null) return quiet({ ...state, unsettled: null }, 'bouncing');
  if (elapsedMs(settled, change) < rules.bounceMs && !settled.seenAfterOutage) return quiet({ ...state, unsettled: change }, 'bouncing');
  return { disposition: 'changed', ...changed(state, change, rules) };
}

// By the device's clock where both have it: messages that waited in a queue arrive all at once. A clock that counts whole
// seconds cannot tell a bounce, so there our receipt has to.
function elapsedMs(from: ContactChange, to: ContactChange): number {
  // What waited comes all at once: without a clock of the device's own nobody can call that bouncing.
  const heard = to.queued === true ? Infinity : to.heardAt - from.heardAt;
  if (from.timeSource !== 'device' || to.timeSource !== 'device') return heard;
  const told = to.at - from.at;
  const wholeSeconds = from.at % 1000 === 0 && to.at % 1000 === 0;
  return wholeSeconds && told <= 1000 ? heard : told;
}

// A report delivered twice is known by its own id; by its device time only when that has since moved on: a clock that counts
// whole seconds gives two movements in one second the same time (mqtt.md C2, dedupe).
function wasSeen(state: DoorState, fact: ContactFact, rules: DoorRules): boolean {
  const movedOn = fact.deviceAt !== null && state.lastDeviceAt !== null && fact.deviceAt < state.lastDeviceAt;
  if (fact.eventId === null && !movedOn) return false;
  const id = factId(fact);
  return state.recentIds.some((seen) => seen.id === id && fact.receivedAt - seen.receivedAt <= rules.duplicateMs);
}

function factId(fact: ContactFact): string {
  return fact.eventId === null ? `at ${fact.deviceAt} ${fact.contact}` : `id ${fact.eventId} ${fact.contact}`;
}

function changed(state: DoorState, change: ContactChange, rules: DoorRules): Omit<DoorStep, 'disposition'> {
  const opened = change.contact === 'open';
  const judged = opened && rules.expectsGrant && !change.seenAfterOutage;
  const after: DoorState = {
    ...state,
    settled: change,
    unsettled: null,
    wasAway: false,
    heldOpenTold: false,
    ungranted: judged ? change : state.ungranted,
  };
  return { state: after, events: [eventOf(state.sensorId, opened ? 'opened' : 'closed', change, null)] };
}

function settle(state: DoorState, elapsed: number, rules: DoorRules): Omit<DoorStep, 'disposition'> {
  const { unsettled } = state;
  if (unsettled === null || elapsed < rules.bounceMs) return { state, events: [] };
  return changed(state, unsettled, rules);
}

function judgeOpening(
  state: DoorState,
  asOf: number,
  rules: DoorRules,
  readersHealthy: boolean,
): Omit<DoorStep, 'disposition'> {
  const opening = state.ungranted;
  if (opening === null || asOf < Math.max(opening.at, opening.heardAt) + rules.grantDelayMs)
    return { state, events: [] };
  const granted = state.grants.some(
    ({ at }) => at >= opening.at - rules.grantWindowMs && at <= opening.at + rules.grantDelayMs,
  );
  const after: DoorState = { ...state, ungranted: null };
  const judgeable = readersHealthy && state.availability !== 'offline' && !state.clockFault;
  if (granted || !judgeable) return { state: after, events: [] };
  return { state: after, events: [eventOf(state.sensorId, 'forced-open', opening, null)] };
}

function judgeHeldOpen(state: DoorState, asOf: number, rules: DoorRules): Omit<DoorStep, 'disposition'> {
  const { settled } = state;
  const open = settled !== null && settled.contact === 'open' && state.unsettled === null;
  if (!open || state.heldOpenTold || state.availability === 'offline' || state.wasAway) return { state, events: [] };
  if (asOf < settled.at + rules.heldOpenMs) return { state, events: [] };
  const event = { ...eventOf(state.sensorId, 'held-open', settled, settled.at), at: settled.at + rules.heldOpenMs };
  return { state: { ...state, heldOpenTold: true }, events: [event] };
}

function eventOf(
  sensorId: string,
  kind: DoorEvent['kind'],
  change: ContactChange,
  openSince: number | null,
): DoorEvent {
  const { at, heardAt, timeSource, seenAfterOutage, evidenceRef } = change;
  return { sensorId, kind, at, heardAt, timeSource, seenAfterOutage, openSince, evidenceRefs: [evidenceRef] };
}

function noted(state: DoorState): DoorStep {
  return { state, events: [], disposition: 'noted' };
}
