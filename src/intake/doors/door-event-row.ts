import { createHash } from 'node:crypto';
import { type DoorEvent } from '../../core/corroboration/door-fact';
import { type TrustedInstant } from '../../core/corroboration/door-rules';
import { type SqlValue } from '../../platform/database/database';
import { type DeviceTime } from '../../protocols/door/door-reading';
import { messageDigest } from '../mqtt/message-digest';
import { type MqttDelivery } from '../mqtt/mqtt-message';

/** Everything that `door_event` may hold under `kind`. */
export const doorEventKinds = ['opened', 'closed', 'held-open', 'forced-open', 'card-granted', 'card-denied', 'card-read', 'device-event', 'availability'] as const;
/** What a door event is. */
export type DoorEventKind = (typeof doorEventKinds)[number];

/** A row of the append-only door log; both times are kept, instants in epoch milliseconds. */
export interface DoorEventRow {
  readonly sensor: string;
  readonly key: string;
  readonly kind: DoorEventKind;
  readonly value: string | null;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly deviceTime: string | null;
  readonly timeTrusted: boolean;
  readonly raw: string | null;
  readonly evidence: string | null;
  readonly openSinceAt: number | null;
  readonly afterOutage: boolean | null;
  /** The low 24 bits of a card whose number is known, by which a card that is enrolled later finds its reads. */
  readonly cardLow: number | null;
}

/** Longest part of a payload that is kept with an event. */
const rawCharacters = 4000;

export const doorEventColumns = ['sensor', 'event_key', 'kind', 'value', 'occurred_at', 'received_at', 'device_time', 'time_trusted', 'raw', 'evidence', 'open_since_at', 'after_outage', 'card_low'];
export const doorEventKey = ['sensor', 'event_key'];

/** The values of a row in the order of `doorEventColumns`. */
export const doorEventValues = (row: DoorEventRow): SqlValue[] => [
  row.sensor,
  row.key,
  row.kind,
  row.value,
  row.occurredAt,
  row.receivedAt,
  row.deviceTime,
  row.timeTrusted ? 1 : 0,
  row.raw,
  row.evidence,
  row.openSinceAt,
  row.afterOutage === null ? null : row.afterOutage ? 1 : 0,
  row.cardLow,
];

/**
 * The row of what a door's state machine concluded.
 * @param number of the event among those of its door
 * @param message the one that reported the movement, where it is at hand
 * @param asOf when it was concluded (epoch ms)
 */
export function rowOfDoorEvent(event: DoorEvent, number: number, message: MqttDelivery | null, deviceTime: DeviceTime | null, asOf: number): DoorEventRow {
  const evidence = event.evidenceRefs.join(' ');
  return {
    sensor: event.sensorId,
    key: `${event.at.toString(36)}-${number.toString(36).padStart(7, '0')}-${event.kind}`,
    kind: event.kind,
    value: null,
    occurredAt: event.at,
    receivedAt: event.kind === 'held-open' ? asOf : event.heardAt,
    deviceTime: deviceTimeText(deviceTime),
    timeTrusted: event.timeSource === 'device',
    raw: message === null ? null : payloadText(message),
    evidence,
    openSinceAt: event.openSince,
    afterOutage: event.seenAfterOutage,
    cardLow: null,
  };
}

/** The row of a card read, a device's event or a change of availability; `identity` tells it from others of the same instant. */
export function rowOfReading(
  sensor: string,
  { kind, value, identity, cardLow = null }: { kind: DoorEventKind; value: string; identity: string; cardLow?: number | null },
  instant: TrustedInstant,
  message: MqttDelivery,
  deviceTime: DeviceTime | null,
): DoorEventRow {
  return {
    sensor,
    key: eventKey(instant.at, kind, `${value}|${identity}`),
    kind,
    value: value.slice(0, 64),
    occurredAt: instant.at,
    receivedAt: message.receivedAt,
    deviceTime: deviceTimeText(deviceTime),
    timeTrusted: instant.timeSource === 'device',
    raw: payloadText(message),
    evidence: null,
    openSinceAt: null,
    afterOutage: null,
    cardLow,
  };
}

/** Names a message among the evidence of an event: when it was received, and a digest of what it said. */
export function messageRef(message: MqttDelivery): string {
  return `${message.receivedAt}-${messageDigest(message)}`;
}

const eventKey = (at: number, kind: string, identity: string): string => `${at.toString(36)}-${kind}-${createHash('sha1').update(identity).digest('base64url').slice(0, 14)}`;

/** A payload as it is kept with an event. */
export const payloadText = ({ payload }: MqttDelivery): string => payload.toString('utf8').replaceAll('\0', '').slice(0, rawCharacters);

function deviceTimeText(time: DeviceTime | null): string | null {
  if (time === null) return null;
  if (time.kind === 'wall-clock') return time.wallClock;
  return time.kind === 'instant' ? new Date(time.at).toISOString() : `${time.uptimeMs} ms since start`;
}
