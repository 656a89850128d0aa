import type { PunchDirection } from './punch-fact';

/** What the function keys of a terminal mean; numbers that are not named mean nothing. */
export type DirectionByState = ReadonlyMap<number, PunchDirection>;

/**
 * The keys as they leave the factory: 0 in, 1 out, 2 break-out, 3 break-in, 4 overtime-in, 5 overtime-out (zk.md B.12, push.md A8); 255 and
 * everything else name no direction.
 */
export const factoryDirections: DirectionByState = new Map([
  [0, 'in'],
  [1, 'out'],
  [2, 'out'],
  [3, 'in'],
  [4, 'in'],
  [5, 'out'],
]);

/** The direction a person chose at a terminal whose keys mean `directions`. */
export function directionOf(state: number, directions: DirectionByState): PunchDirection {
  return directions.get(state) ?? null;
}
