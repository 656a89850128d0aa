import { setTimeout as sleep } from 'node:timers/promises';
import { type DoorFaults, DoorSensorSimulator } from '../../../devices/simulators/door/door-sensor-simulator';
import { walkPeople } from '../../../devices/simulators/door/walk-people';

const kinds: readonly (readonly [profileId: string, faults: DoorFaults])[] = [
  ['generic-json-contact', { redeliver: true }],
  ['generic-json-card', {}],
  ['zigbee2mqtt-contact', {}],
  ['generic-plain-contact', {}],
  ['generic-json-card', { redeliver: true, clockOf1970: true }],
  ['tasmota-switch-contact', { redeliver: true }],
  ['esphome-contact', { retain: true }],
  ['shelly-gen2-input', { redeliver: true }],
];
const password = 'pintu-rahasia';
const walk = { passages: 1, openForMs: 600, restMs: 600, vanishEvery: 0, awayMs: 0, cards: ['94D8FC5F', '00A1B2C3'] };

/** Doors that people walk through as long as a soak lasts, whatever becomes of the service meanwhile. */
export class SoakDoors {
  /** Whether sensors may vanish and come back; not while the service is down, since they could not come back. */
  mayVanish = true;
  private readonly sensors: DoorSensorSimulator[] = [];
  private isOver = false;
  private walking: Promise<unknown> = Promise.resolve();

  /** Adds doors to a running service, and lets people walk. */
  async begin(count: number, serviceUrl: string, token: string, mqttPort: string): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const [profileId, faults] = kinds[n % kinds.length] as (typeof kinds)[number];
      const name = `SOAKD${n}`;
      const sensor = new DoorSensorSimulator({ url: `mqtt://127.0.0.1:${mqttPort}`, profileId, name, username: name, password, faults });
      const { sensorId, parameters, invert } = sensor.fleetRow;
      const body = { code: sensorId, name, door: name, profile: profileId, parameters, ...(invert === undefined ? {} : { invert }), username: name, password };
      const answer = await fetch(`${serviceUrl}/api/v1/door-sensors`, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
      if (answer.status !== 200) throw new Error(`the door ${name} was not added: ${await answer.text()}`);
      this.sensors.push(sensor);
    }
    for (const sensor of this.sensors) await sensor.start();
    this.walking = Promise.all(this.sensors.map((sensor) => this.keepWalking(sensor)));
  }

  /** Everybody has gone home, and every report is acknowledged. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.walking;
    await Promise.all(this.sensors.map((sensor) => sensor.stop()));
  }

  /** What truly happened, as `sensor kind card`. */
  get truth(): string[] {
    return this.sensors.flatMap(({ truth }) => truth.map((each) => `${each.name} ${each.kind === 'card' ? `card-${each.granted ? 'granted' : 'denied'} ${each.uid}` : `${each.kind} `}`));
  }

  private async keepWalking(sensor: DoorSensorSimulator): Promise<void> {
    for (let passages = 1; !this.isOver; passages += 1) {
      await walkPeople(sensor, walk, Math.random);
      if (passages % 5 !== 0 || !this.mayVanish) continue;
      sensor.vanish();
      await sleep(300);
      await sensor.start();
    }
  }
}
