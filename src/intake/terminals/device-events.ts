import { Injectable, Logger } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { messageOf } from '../../platform/errors';

/** What happens to terminals and door sensors, told after the commit to whoever likes to hear it; nothing depends on it. */
export interface DeviceEventMap {
  'device.announced': { serial: string; address: string };
  'device.approved': { serial: string };
  'device.retired': { serial: string };
  'device.incident-opened': { serial: string; kind: string; fromAt: number };
  'device.incident-closed': { serial: string; kind: string; fromAt: number; toAt: number };
  'device.alarm-raised': { serial: string; kind: string; at: number };
  'device.sensor-incident-opened': { sensor: string; kind: string; fromAt: number };
  'device.sensor-incident-closed': { sensor: string; kind: string; fromAt: number; toAt: number };
  'device.command-answered': { serial: string; id: number; status: string };
}

/** Sends `device.*` events; a listener that fails harms nobody. */
@Injectable()
export class DeviceEvents {
  private readonly logger = new Logger(DeviceEvents.name);

  constructor(private readonly emitter: EventEmitter2) {}

  /** Tells all listeners. */
  emit<K extends keyof DeviceEventMap>(name: K, event: DeviceEventMap[K]): void {
    try {
      this.emitter.emit(name, event);
    } catch (error) {
      this.logger.warn(`a listener of ${name} failed: ${messageOf(error)}`);
    }
  }
}
