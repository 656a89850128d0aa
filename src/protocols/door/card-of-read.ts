import { type CardNumber, lowBits, readCard } from '../card-writing';
import type { DoorProfile, DoorRead } from './door-profile';
import type { DoorSensorConfig } from './door-reading';
import { valueAt } from './payload';

/** Bits of a reader of which two are parity (mqtt.md C1, Wiegand). */
const shortSize = 26;

/**
 * The number of a card that a reader read; null when nobody knows how this reader writes cards.
 * @param uid as the reader wrote it
 * @param payload of the message, which may say how many bits were heard
 */
export function cardOfRead(profile: DoorProfile, sensor: DoorSensorConfig, uid: string, payload: string): CardNumber | null {
  const read = profile.messages.flatMap((row) => row.reads).find(readsCard);
  const card = readCard(sensor.cardWriting ?? read?.writing, uid);
  if (card === null || read?.size === undefined || bitsAt(payload, read.size) !== shortSize) return card;
  return card.number === BigInt(lowBits(card)) ? { ...card, isWhole: false } : null;
}

const readsCard = (read: DoorRead): read is Extract<DoorRead, { kind: 'card-read' }> => read.kind === 'card-read';

function bitsAt(payload: string, path: string): unknown {
  try {
    return valueAt(JSON.parse(payload), path);
  } catch {
    return undefined;
  }
}
