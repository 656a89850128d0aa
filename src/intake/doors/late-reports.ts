import { Injectable } from '@nestjs/common';
import { type NewPunch } from '../../ledger/punch';
import { type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { ProtocolError } from '../../protocols/errors';
import { type MqttDelivery } from '../mqtt/mqtt-message';
import { punchesOfCards } from './card-punches';
import { DoorBook } from './door-book';
import { doorEventColumns, doorEventKey, doorEventValues } from './door-event-row';
import { DoorFleet } from './door-fleet';
import { DoorProfiles } from './door-profiles';
import { DoorRegistry } from './door-registry';

/** A report that was kept unread: its reason begins with its topic. */
export interface UnreadReport {
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly payload: Buffer;
}

/** Reports of doors that could not be read when they came: evidence of their time, and nothing about how a door stands now. */
@Injectable()
export class LateReports {
  constructor(
    private readonly registry: DoorRegistry,
    private readonly profiles: DoorProfiles,
  ) {}

  /**
   * Reads a report again; what it writes is written by the function that is returned, which gives the punches of known cards.
   * @throws DomainError `unknown-door-sensor`, `still-unreadable`, `nothing-to-keep`
   */
  async read(report: UnreadReport): Promise<(tx: Transaction) => Promise<NewPunch[]>> {
    const fleet = new DoorFleet(await this.registry.list(), this.profiles);
    const topic = topicOf(report.reason, fleet);
    if (topic === null) throw new DomainError('unknown-door-sensor', 'No door sensor listens to the topic of this record; add the sensor first.', 409);
    const book = readInto(fleet, { topic, payload: report.payload, receivedAt: report.receivedAt, retained: false, qos: 1, duplicate: false, packetId: null, queued: true, publisher: null });
    if (book.events.length === 0) throw new DomainError('nothing-to-keep', 'The record can be read now, and says nothing of a card or a door; it can be set aside.', 409);
    return async (tx) => {
      await tx.insert('door_event', doorEventColumns, book.events.map(doorEventValues), { ignore: doorEventKey });
      return punchesOfCards(tx, book.passages);
    };
  }
}

function readInto(fleet: DoorFleet, delivery: MqttDelivery): DoorBook {
  const book = new DoorBook(fleet, new Map(), null);
  try {
    for (const reading of fleet.decode(delivery)) book.takeLate(reading, delivery);
    return book;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new DomainError('still-unreadable', `The record still cannot be read: ${error.message}.`);
  }
}

/** The topic before the reason; a topic may hold a colon itself, so it is the one that somebody listens to. */
function topicOf(reason: string, fleet: DoorFleet): string | null {
  for (let end = reason.indexOf(': '); end > 0; end = reason.indexOf(': ', end + 1)) {
    const topic = reason.slice(0, end);
    if (fleet.listeners(topic).length > 0) return topic;
  }
  return null;
}
