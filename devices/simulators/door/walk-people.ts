import { setTimeout as delay } from 'node:timers/promises';
import type { DoorSensorSimulator } from './door-sensor-simulator';

/** How people walk: how many passages, how long the door stands open, how long until the next one (ms, real time). */
export interface WalkPlan {
  readonly passages: number;
  readonly openForMs: number;
  readonly restMs: number;
  /** After this many passages the sensor vanishes for `awayMs` and comes back; 0 = never. */
  readonly vanishEvery: number;
  readonly awayMs: number;
  readonly cards: readonly string[];
}

/** People going through one door one after the other: a card where there is a reader, the door opens, the door closes. */
export async function walkPeople(sensor: DoorSensorSimulator, plan: WalkPlan, random: () => number): Promise<void> {
  for (let passage = 1; passage <= plan.passages; passage += 1) {
    const uid = plan.cards[Math.floor(random() * plan.cards.length)];
    if (uid !== undefined) await sensor.showCard(uid, random() < 0.95);
    await sensor.move(true);
    await delay(plan.openForMs * (0.8 + random() * 0.4));
    await sensor.move(false);
    await delay(plan.restMs * (0.8 + random() * 0.4));
    if (plan.vanishEvery > 0 && passage % plan.vanishEvery === 0) await beAway(sensor, plan.awayMs);
  }
}

async function beAway(sensor: DoorSensorSimulator, awayMs: number): Promise<void> {
  sensor.vanish();
  await delay(awayMs);
  await sensor.start();
}

/** Numbers in [0, 1) that are the same for the same seed (a 32-bit xorshift). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
