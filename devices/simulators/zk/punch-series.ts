import type { SimulatedPunch, SimulatedUser } from './simulator-options';

const wallClockAt = (millis: number): string => new Date(millis).toISOString().slice(0, 19).replace('T', ' ');

/** A plausible log: so many punches of so many users, a minute apart from a wall clock on, in turns in and out. */
export function punchSeries(
  count: number,
  options: { users?: number; from?: string; pinPrefix?: string } = {},
): SimulatedPunch[] {
  const { users = 50, from = '2026-03-02 07:00:00', pinPrefix = '' } = options;
  const start = Date.parse(`${from.replace(' ', 'T')}Z`);
  return Array.from({ length: count }, (_, i) => {
    const uid = (i % users) + 1;
    return {
      uid,
      pin: `${pinPrefix}${1000 + uid}`,
      wallClock: wallClockAt(start + i * 61_000),
      verify: i % 3 === 0 ? 15 : 1,
      state: i % 2,
      workCode: 0,
    };
  });
}

/** The users of such a log. */
export function usersOfSeries(count: number, pinPrefix = ''): SimulatedUser[] {
  return Array.from({ length: count }, (_, i) => ({
    uid: i + 1,
    pin: `${pinPrefix}${1001 + i}`,
    name: `User ${i + 1}`,
    card: 100_000 + i,
  }));
}
