import { MINUTE_MS, wholeMinute, type Instant } from '../time/instant';
import type { SecondsRule } from './policy';

/** The instant an IN counts from (reconciliation.md rule 2 and its variants). */
export function asIn(rule: SecondsRule, at: Instant): Instant {
  if (rule === 'drop') return wholeMinute(at);
  if (rule === 'keep') return at;
  return rule === 'round' ? nearestMinute(at) : wholeMinute(at + MINUTE_MS - 1);
}

/** The instant an OUT counts to. */
export function asOut(rule: SecondsRule, at: Instant): Instant {
  if (rule === 'keep') return at;
  return rule === 'round' ? nearestMinute(at) : wholeMinute(at);
}

function nearestMinute(at: Instant): Instant {
  return wholeMinute(at + MINUTE_MS / 2);
}
