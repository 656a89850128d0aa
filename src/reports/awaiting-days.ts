/**
 * Days of which nothing is said until a machine is heard, as a condition about `attendance_day`. A machine is asked for only once the window has
 * closed, so such a day is unsettled and has no moment at which it closes: by that the few are found among millions.
 * @param day alias of the table
 */
export const awaitsMachine = (day: string): string =>
  `${day}.settled = 0 AND ${day}.closes_at IS NULL AND (${day}.flags LIKE '%AWAITING_DEVICE_SYNC%' OR ${day}.flags LIKE '%DEVICE_FAULT%')`;
