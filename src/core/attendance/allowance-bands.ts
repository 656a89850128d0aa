import type { AttendanceDraft } from './attendance-draft';
import type { Band, BandPolicy } from './policy';

/** Fills in the allowance bands of the minutes, or those a missing punch stands for (reconciliation.md rule 12). */
export function fillBands(draft: AttendanceDraft, bands: BandPolicy | null): void {
  if (!bands || draft.status === 'ABSENT') return;
  draft.lateBand = draft.flags.includes('MISSING_IN') ? (bands.missingIn ?? null) : band(bands.late, draft.lateMinutes);
  draft.earlyBand = draft.flags.includes('MISSING_OUT')
    ? (bands.missingOut ?? null)
    : band(bands.early, draft.earlyLeaveMinutes);
}

/** The band with the highest start that the minutes reach; the bands may be in any order. */
function band(bands: readonly Band[] | undefined, minutes: number): string | null {
  let found: Band | null = null;
  for (const one of bands ?? []) if (minutes >= one[1] && minutes > 0 && (!found || one[1] >= found[1])) found = one;
  return found ? found[0] : null;
}
