/** The lowest and the highest count that GET_FREE_SIZES gave around a read (zk.md B.6). */
export interface CountRange {
  readonly least: number;
  readonly most: number;
}

const DRIFT = 3;

/** The range of two counts, read before and after; the log may have grown or been cleared between them. */
export function countRange(before: number, after: number): CountRange {
  return { least: Math.min(before, after), most: Math.max(before, after) };
}

/**
 * The record sizes in bytes that `totalBytes` can be made of: whole records, as many as were counted; failing that, a few more than
 * were counted (punches between the two moments). Fewer than counted never fits: that would be a partial log (zk.md B.9, E.3).
 */
export function fittingRecordSizes(totalBytes: number, sizes: readonly number[], counted: CountRange): number[] {
  const within = (most: number) => (size: number) => {
    const count = totalBytes / size;
    return Number.isInteger(count) && count >= counted.least && count <= most;
  };
  const exact = sizes.filter(within(counted.most));
  return exact.length > 0 ? exact : sizes.filter(within(counted.most + DRIFT));
}
