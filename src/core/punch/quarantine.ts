import { DAY_MS, MINUTE_MS, type Instant } from '../time/instant';

/** Why a record waits instead of counting (reconciliation.md rule 3). */
export type QuarantineReason = 'too-old' | 'in-the-future' | 'unknown-pin';

export const QUARANTINE_AFTER_DAYS = 366;
export const QUARANTINE_AHEAD_MINUTES = 10;

/** Whether the time of a record is believable at `asOf`; exactly 366 days old and exactly 10 minutes ahead still are. */
export function quarantineByTime(at: Instant, asOf: Instant): QuarantineReason | null {
  if (at < asOf - QUARANTINE_AFTER_DAYS * DAY_MS) return 'too-old';
  return at > asOf + QUARANTINE_AHEAD_MINUTES * MINUTE_MS ? 'in-the-future' : null;
}
