import type { KeptPunch } from '../punch/kept-punch';
import { MINUTE_MS, type Instant } from '../time/instant';
import { step, type ExplanationStep } from './explanation-step';
import type { AttendancePolicy } from './policy';
import { asIn, asOut } from './role-time';

/** One stretch of presence; a side is null when nobody recorded it. */
export interface Pair {
  inAt: Instant | null;
  outAt: Instant | null;
  readonly inPunch: KeptPunch | null;
  outPunch: KeptPunch | null;
}

/** The punches of a stint in their roles. */
export interface Pairing {
  readonly pairs: Pair[];
  readonly flags: string[];
  readonly steps: ExplanationStep[];
}

/** What pairing needs to know of the stint. */
export interface PairingFrame {
  readonly policy: AttendancePolicy;
  /** First and last owed instant: a lone punch takes the nearer. */
  readonly startAt: Instant;
  readonly endAt: Instant;
  /** Something else stands for the OUT, so a lone punch without direction is the IN. */
  readonly outStands: boolean;
}

/** Lays punches (ascending) into IN and OUT (reconciliation.md rule 7). */
export function pairPunches(punches: readonly KeptPunch[], frame: PairingFrame): Pairing {
  const pairing: Pairing = { pairs: [], flags: [], steps: [] };
  if (punches.length === 0) return pairing;
  if (frame.policy.pairing === 'direction') pairByDirection(punches, frame, pairing);
  else if (isLone(punches, frame.policy)) pairing.pairs.push(lonePair(punches, frame, pairing));
  else pairByOrder(punches, frame, pairing);
  return pairing;
}

/** One moment only: a single punch, or several too close together to be a coming and a going. */
function isLone(punches: readonly KeptPunch[], policy: AttendancePolicy): boolean {
  const [first, last] = [punches[0] as KeptPunch, punches[punches.length - 1] as KeptPunch];
  if (policy.pairing === 'alternating') return punches.length === 1;
  return last.minuteAt - first.minuteAt < policy.minPairGapMinutes * MINUTE_MS || punches.length === 1;
}

function lonePair(punches: readonly KeptPunch[], frame: PairingFrame, pairing: Pairing): Pair {
  const [first, last] = [punches[0] as KeptPunch, punches[punches.length - 1] as KeptPunch];
  const named = new Set(punches.map((punch) => punch.direction).filter((direction) => direction !== null));
  const [key] = named;
  const byKey = key !== undefined && named.size === 1;
  const isIn = byKey ? key === 'in' : frame.outStands || isNearStart(first.minuteAt, frame);
  const punch = isIn ? first : last;
  pairing.steps.push(step(byKey ? 'LONE_PUNCH_BY_KEY' : 'LONE_PUNCH_BY_TIME', { at: punch.at }));
  return isIn ? newPair(frame, punch, null) : newPair(frame, null, punch);
}

function isNearStart(at: Instant, { startAt, endAt }: PairingFrame): boolean {
  return Math.abs(at - startAt) <= Math.abs(endAt - at);
}

function pairByOrder(punches: readonly KeptPunch[], frame: PairingFrame, pairing: Pairing): void {
  const used = frame.policy.pairing === 'alternating' ? punches : [punches[0], punches[punches.length - 1]];
  for (let index = 0; index < used.length; index += 2) {
    const pair = newPair(frame, used[index] ?? null, used[index + 1] ?? null);
    checkKeys(pair, pairing);
    pairing.pairs.push(pair);
  }
}

/** The role wins: people press the wrong key. */
function checkKeys({ inPunch, outPunch }: Pair, pairing: Pairing): void {
  if (inPunch?.direction === 'out') pairing.steps.push(step('KEY_SAYS_OUT', { at: inPunch.at }));
  if (outPunch?.direction === 'in') pairing.steps.push(step('KEY_SAYS_IN', { at: outPunch.at }));
  if (inPunch?.direction === 'out' || outPunch?.direction === 'in') pairing.flags.push('DIRECTION_MISMATCH');
}

function pairByDirection(punches: readonly KeptPunch[], frame: PairingFrame, pairing: Pairing): void {
  for (const punch of punches) {
    const last = pairing.pairs[pairing.pairs.length - 1];
    const open = last !== undefined && last.outPunch === null;
    const direction = punch.direction ?? (open || isLoneOut(punches, frame) ? 'out' : 'in');
    if (direction === 'in') {
      if (open) repeat('REPEATED_IN', punch, pairing);
      else pairing.pairs.push(newPair(frame, punch, null));
    } else if (open) setOut(last, punch, frame);
    else if (last) extend(last, punch, frame, pairing);
    else pairing.pairs.push(newPair(frame, null, punch));
  }
}

/** A single punch without direction takes the nearer end under this pairing, too. */
function isLoneOut(punches: readonly KeptPunch[], frame: PairingFrame): boolean {
  const only = punches.length === 1 && !frame.outStands ? punches[0] : undefined;
  return only !== undefined && !isNearStart(only.minuteAt, frame);
}

function extend(last: Pair, punch: KeptPunch, frame: PairingFrame, pairing: Pairing): void {
  setOut(last, punch, frame);
  repeat('REPEATED_OUT', punch, pairing);
}

function setOut(pair: Pair, punch: KeptPunch, { policy }: PairingFrame): void {
  pair.outPunch = punch;
  pair.outAt = asOut(policy.secondsRule, punch.at);
}

function repeat(code: 'REPEATED_IN' | 'REPEATED_OUT', punch: KeptPunch, pairing: Pairing): void {
  if (!pairing.flags.includes(code)) pairing.flags.push(code);
  pairing.steps.push(step(code, { at: punch.at }));
}

function newPair({ policy }: PairingFrame, inPunch: KeptPunch | null, outPunch: KeptPunch | null): Pair {
  return {
    inAt: inPunch ? asIn(policy.secondsRule, inPunch.at) : null,
    outAt: outPunch ? asOut(policy.secondsRule, outPunch.at) : null,
    inPunch,
    outPunch,
  };
}
