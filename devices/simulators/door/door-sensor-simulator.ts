import { connectAsync, type MqttClient } from 'mqtt';
import { payloadStyles, type PayloadStyle, type SimulatedMessage } from './payload-styles';

/** What goes wrong with a simulated sensor. */
export interface DoorFaults {
  /** Each report is published twice, as a broker or a nervous device does. */
  readonly redeliver?: boolean;
  /** The clock starts in 1970, as before the first NTP answer. */
  readonly clockOf1970?: boolean;
  /** Reports are retained whatever the model does by itself. */
  readonly retain?: boolean;
  /** Each movement of the contact bounces once before it rests. */
  readonly bounce?: boolean;
}

/** Which sensor to play, where, and how badly. */
export interface DoorSensorOptions {
  readonly url: string;
  readonly profileId: string;
  /** Name in the topics; has to be unique on the broker. */
  readonly name: string;
  readonly username?: string;
  readonly password?: string;
  readonly protocolVersion?: 4 | 5;
  readonly qos?: 0 | 1;
  readonly faults?: DoorFaults;
  readonly now?: () => number;
}

/** What truly happened at the door, whatever was reported of it; `at` epoch ms. */
export type DoorTruth =
  | { readonly kind: 'opened' | 'closed'; readonly name: string; readonly at: number }
  | { readonly kind: 'card'; readonly name: string; readonly at: number; readonly uid: string; readonly granted: boolean };

/** A door sensor or card reader that speaks as its model does, over real MQTT, and remembers the truth to compare with. */
export class DoorSensorSimulator {
  /** Everything that happened while the sensor could tell of it. */
  readonly truth: DoorTruth[] = [];
  private readonly style: PayloadStyle;
  private readonly startedAt: number;
  private client: MqttClient | null = null;
  private counter = 0;
  private open = false;

  constructor(private readonly options: DoorSensorOptions) {
    const style = payloadStyles[options.profileId];
    if (style === undefined) throw new RangeError(`no payload style for profile "${options.profileId}"`);
    this.style = style;
    this.startedAt = this.now();
  }

  /** The row that a fleet needs for this sensor. */
  get fleetRow(): { sensorId: string; profileId: string; parameters: Readonly<Record<string, string>>; invert?: boolean } {
    const { name, profileId } = this.options;
    const row = { sensorId: name, profileId, parameters: this.style.parameters(name) };
    return this.style.invert === undefined ? row : { ...row, invert: this.style.invert };
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Connects, says that it is there, and reports how the door stands, as devices do. */
  async start(): Promise<void> {
    const { url, name, protocolVersion = 4, username, password, qos = 1 } = this.options;
    const will = this.style.availability?.(name, false);
    this.client = await connectAsync(url, {
      clientId: `simulated-${name}`,
      protocolVersion,
      reconnectPeriod: 100,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(will === undefined ? {} : { will: { ...will, payload: Buffer.from(will.payload), qos } }),
    });
    this.client.on('error', () => undefined);
    // After a lost connection devices say again that they are there and how the door stands.
    this.client.on('connect', () => void this.announce().catch(() => undefined));
    await this.announce();
  }

  private async announce(): Promise<void> {
    const here = this.style.availability?.(this.options.name, true);
    await Promise.all([here === undefined ? undefined : this.publish(here), this.reportContact()]);
  }

  /** Leaves politely: no last will. */
  async stop(): Promise<void> {
    await this.client?.endAsync();
    this.client = null;
  }

  /** Vanishes: the broker publishes the last will. Movements until `start` are told by nobody. */
  vanish(): void {
    if (this.client === null) return;
    this.client.options.reconnectPeriod = 0;
    this.client.stream.destroy();
    this.client = null;
  }

  /** Opens or closes the door; a sensor without contact keeps silent. */
  async move(open: boolean): Promise<void> {
    if (open === this.open) return;
    const bouncing = this.options.faults?.bounce === true && this.client !== null ? this.bounceTo(open) : [];
    this.open = open;
    if (this.client !== null && this.style.contact !== undefined) this.truth.push({ kind: open ? 'opened' : 'closed', name: this.options.name, at: this.now() });
    await Promise.all([...bouncing, this.reportContact()]);
  }

  /** Holds a card to the reader. */
  async showCard(uid: string, granted: boolean): Promise<void> {
    if (this.client === null || this.style.card === undefined) return;
    this.truth.push({ kind: 'card', name: this.options.name, at: this.now(), uid, granted });
    await this.publishAll(this.style.card(this.options.name, uid, granted, this.moment()));
  }

  // The reports follow one another as fast as the wire takes them; nobody waits for a PUBACK in the middle of a bounce.
  private bounceTo(open: boolean): Promise<void>[] {
    return [open, !open].map((state) => {
      this.open = state;
      return this.reportContact();
    });
  }

  private async reportContact(): Promise<void> {
    const messages = this.style.contact?.(this.options.name, this.open, this.moment());
    if (messages !== undefined) await this.publishAll(messages);
  }

  private async publishAll(messages: readonly SimulatedMessage[]): Promise<void> {
    const times = this.options.faults?.redeliver === true ? 2 : 1;
    const sent = Array.from({ length: times }, () => messages).flat();
    await Promise.all(sent.map((message) => this.publish({ ...message, retain: message.retain || this.options.faults?.retain === true })));
  }

  private async publish({ topic, payload, retain }: SimulatedMessage): Promise<void> {
    await this.client?.publishAsync(topic, payload, { qos: this.options.qos ?? 1, retain });
  }

  private moment(): { clockAt: number; counter: number } {
    this.counter += 1;
    const clockAt = this.options.faults?.clockOf1970 === true ? this.now() - this.startedAt + 5000 : this.now();
    return { clockAt, counter: this.counter };
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}
