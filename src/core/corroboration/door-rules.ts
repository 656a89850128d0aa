import type { TimeSource } from './door-fact';

/** What a site wants of one door, and what is believed of its clock; all in milliseconds. */
export interface DoorRules {
  /** Changes that follow one another faster than this are one movement of the contact (mqtt.md C2). */
  readonly bounceMs: number;
  /** Open longer than this is held open. */
  readonly heldOpenMs: number;
  /** An opening needs a grant in this time before it, or it was forced (mqtt.md C3: 5 to 10 s). */
  readonly grantWindowMs: number;
  /** How much later than the opening its grant may still arrive. */
  readonly grantDelayMs: number;
  /** Whether the door opens only after a grant that we hear of; without it no opening is ever called forced. */
  readonly expectsGrant: boolean;
  /** A device's time is believed from this long ago ... */
  readonly trustPastMs: number;
  /** ... until this far ahead (mqtt.md C2). */
  readonly trustFutureMs: number;
  /** The same payload id with the same state within this time is one report; counters of one byte come round. */
  readonly duplicateMs: number;
}

/** The defaults of mqtt.md C2 and C3, for a door without reader. */
export const defaultDoorRules: DoorRules = {
  bounceMs: 300,
  heldOpenMs: 60_000,
  grantWindowMs: 10_000,
  grantDelayMs: 2000,
  expectsGrant: false,
  trustPastMs: 7 * 86_400_000,
  trustFutureMs: 5 * 60_000,
  duplicateMs: 60_000,
};

/** An instant with the clock it was taken from; `clockFault` when the device told a time that cannot be. */
export interface TrustedInstant {
  readonly at: number;
  readonly timeSource: TimeSource;
  readonly clockFault: boolean;
}

/** The instant of a fact (epoch ms): the device's where it lies within [receipt - 7 d, receipt + 5 min], else our receipt (mqtt.md C2). */
export function trustedInstant(deviceAt: number | null, receivedAt: number, rules: DoorRules): TrustedInstant {
  if (deviceAt === null) return { at: receivedAt, timeSource: 'receipt', clockFault: false };
  const believable = deviceAt >= receivedAt - rules.trustPastMs && deviceAt <= receivedAt + rules.trustFutureMs;
  if (!believable) return { at: receivedAt, timeSource: 'receipt', clockFault: true };
  return { at: deviceAt, timeSource: 'device', clockFault: false };
}
