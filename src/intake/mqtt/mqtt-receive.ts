import { ProtocolError } from '../../protocols/errors';
import type { DecodeDelivery, MqttDelivery, MqttLog, ReceivedMessage } from './mqtt-message';

/**
 * Decodes a delivery. What does not follow the protocol becomes a rejection; so does a message that our decoder fails on,
 * since it would otherwise come back for ever, but that is our fault and is logged as such.
 */
export function receive(delivery: MqttDelivery, decode: DecodeDelivery, log: MqttLog): ReceivedMessage {
  try {
    return { readings: decode(delivery), rejection: null, ...delivery };
  } catch (error) {
    if (!(error instanceof ProtocolError)) log('error', 'the decoder failed on a message; it is kept as rejected', { topic: delivery.topic, error: String(error) });
    return { readings: [], rejection: error instanceof ProtocolError ? error.message : `decoder failed: ${String(error)}`, ...delivery };
  }
}
