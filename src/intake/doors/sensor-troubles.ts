import { type SensorHealth } from './sensor-memory';

/** What can befall a sensor; a span of its own, which makes no day pending. */
export const sensorTroubleKinds = ['silent', 'battery-low', 'clock-wrong'] as const;
export type SensorTroubleKind = (typeof sensorTroubleKinds)[number];

/** Troubles that stand, with their begin (epoch milliseconds). */
export type StandingTroubles = Partial<Readonly<Record<SensorTroubleKind, number>>>;

/** A trouble that began, or (`toAt`) ended. */
export interface SensorTrouble {
  readonly sensor: string;
  readonly kind: SensorTroubleKind;
  readonly fromAt: number;
  readonly toAt: number | null;
}

const lowPercent = 15;
const wellPercent = 25;

const isLow = ({ batteryLow, batteryPercent }: SensorHealth): boolean => batteryLow === true || (batteryPercent !== null && batteryPercent <= lowPercent);
/** Between the two marks it stays what it was: a battery's level goes up and down with the weather. */
const isWell = ({ batteryLow, batteryPercent }: SensorHealth): boolean => batteryLow !== true && (batteryPercent === null || batteryPercent >= wellPercent);

/** When a trouble begins, or null; silence is found by looking at the clock, not by a message. */
const beginnings: Readonly<Record<Exclude<SensorTroubleKind, 'silent'>, (health: SensorHealth, at: number) => number | null>> = {
  'battery-low': (health, at) => (isLow(health) ? (health.lastContactAt ?? at) : null),
  'clock-wrong': (health, at) => (health.clockTrusted === false ? (health.clockSinceAt ?? at) : null),
};

/**
 * What a message changed in the troubles of a sensor.
 * @param heard whether it is known to be there
 */
export function troublesAfter(sensor: string, standing: StandingTroubles, health: SensorHealth, heard: boolean, at: number): SensorTrouble[] {
  const over: Readonly<Record<SensorTroubleKind, boolean>> = { silent: heard, 'battery-low': isWell(health), 'clock-wrong': health.clockTrusted === true };
  return sensorTroubleKinds.flatMap((kind): SensorTrouble[] => {
    const since = standing[kind];
    if (since !== undefined) return over[kind] ? [{ sensor, kind, fromAt: since, toAt: Math.max(at, since) }] : [];
    const fromAt = kind === 'silent' ? null : beginnings[kind](health, at);
    return fromAt === null ? [] : [{ sensor, kind, fromAt, toAt: null }];
  });
}

/** How long a sensor may be away before it is worth a word, in milliseconds: a restart and a weak radio are not. */
const awayMs = 5 * 60_000;

/**
 * Since when a sensor is silent, or null: it said that it went and did not come back, or, where it would not say so, nothing was heard.
 * @param listeningSinceAt silence before this proves nothing, since we did not listen
 */
export function silentSince(health: SensorHealth, { tellsAbsence, silentMs }: { tellsAbsence: boolean; silentMs: number }, listeningSinceAt: number, at: number): number | null {
  const since = health.availability === 'offline' ? health.availabilitySinceAt : health.lastContactAt;
  if (since === null) return null;
  const limitMs = health.availability === 'offline' ? awayMs : silentMs;
  if (health.availability !== 'offline' && tellsAbsence && health.availability === 'online') return null;
  return at - Math.max(since, listeningSinceAt) > limitMs ? since : null;
}

/** The troubles that stand after some began or ended. */
export function standingAfter(standing: StandingTroubles, changes: readonly SensorTrouble[]): StandingTroubles {
  const next: Partial<Record<SensorTroubleKind, number>> = { ...standing };
  for (const { kind, fromAt, toAt } of changes) {
    if (toAt === null) next[kind] = fromAt;
    else delete next[kind];
  }
  return next;
}
