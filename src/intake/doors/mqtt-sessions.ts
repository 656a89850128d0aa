import { type Config } from '../../platform/config';
import { type Database } from '../../platform/database/database';
import { type Leases } from '../../platform/lease';
import { type MqttLog } from '../mqtt/mqtt-message';
import { MqttSubscriber, type MqttSubscriberHealth, type MqttTls } from '../mqtt/mqtt-subscriber';
import { type DoorStore } from './door-store';
import { installationClientId, noteSessionFilters, sessionFilters } from './installation';
import { brokerAddress } from './mqtt-connection';

/** What the sessions need around them. */
export interface SessionSurroundings {
  readonly database: Database;
  readonly leases: Leases;
  readonly store: DoorStore;
  readonly log: MqttLog;
  readonly now: () => number;
  readonly onConnection: (open: boolean) => void;
}

/** A slot whose owner has not renewed it for this long is taken over, with the session that the broker keeps for it. */
const slotMs = 3 * 60_000;
const mostSlots = 16;

/**
 * Our sessions at an external broker. One process has one, under the installation's name. Several intake processes share the topics,
 * each under a numbered name that is leased: a broker keeps unacknowledged messages by name, so a name that nobody holds any more has
 * to be taken over by somebody, or its messages would wait for ever.
 */
export class MqttSessions {
  private readonly held = new Map<number, MqttSubscriber>();
  private clientId = '';
  private stopped = false;

  constructor(
    private readonly config: Config,
    private readonly brokerUrl: string,
    private readonly tls: MqttTls | null,
    private readonly around: SessionSurroundings,
  ) {}

  async start(): Promise<void> {
    this.clientId = await installationClientId(this.around.database);
    if (!this.isShared) return this.open(0);
    for (let slot = 0; slot < mostSlots; slot += 1) if (await this.lease(slot)) return this.open(slot);
    throw new Error(`${mostSlots} intake processes share the broker already`);
  }

  /** Renews the leases, and takes over sessions whose process is gone. */
  async keepSlots(): Promise<void> {
    if (!this.isShared || this.stopped) return;
    for (const slot of await this.knownSlots()) {
      if (!(await this.lease(slot))) await this.close(slot);
      else if (!this.held.has(slot)) await this.open(slot);
    }
  }

  /** Listens to other topics from now on. */
  async follow(filters: readonly string[]): Promise<void> {
    for (const [slot, subscriber] of this.held) {
      await noteSessionFilters(this.around.database, this.nameOf(slot), [...new Set([...subscriber.subscriptions, ...this.subscribed(filters)])]);
      subscriber.follow(filters);
      await noteSessionFilters(this.around.database, this.nameOf(slot), subscriber.subscriptions);
    }
  }

  /** All sessions taken together. */
  health(): Pick<MqttSubscriberHealth, 'connected' | 'storeFailing' | 'queued'> {
    const all = [...this.held.values()].map((subscriber) => subscriber.health());
    return { connected: all.every(({ connected }) => connected), storeFailing: all.some(({ storeFailing }) => storeFailing), queued: all.reduce((sum, { queued }) => sum + queued, 0) };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.held.keys()].map((slot) => this.close(slot)));
  }

  private get isShared(): boolean {
    return this.config.role === 'intake';
  }

  private nameOf(slot: number): string {
    return slot === 0 ? this.clientId : `${this.clientId}-${slot}`;
  }

  private subscribed(filters: readonly string[]): string[] {
    return this.isShared ? filters.map((filter) => `$share/${this.clientId}/${filter}`) : [...filters];
  }

  private async open(slot: number): Promise<void> {
    const { database, store, log, now } = this.around;
    const clientId = this.nameOf(slot);
    const staleFilters = await sessionFilters(database, clientId);
    const { filters } = store.fleet;
    await noteSessionFilters(database, clientId, [...new Set([...staleFilters, ...this.subscribed(filters)])]);
    const subscriber = new MqttSubscriber({
      ...brokerAddress(this.brokerUrl),
      clientId,
      protocolVersion: this.config.mqttVersion,
      ...(this.tls === null ? {} : { tls: this.tls }),
      filters,
      staleFilters,
      ...(this.isShared ? { shareGroup: this.clientId } : {}),
      decode: (delivery) => store.fleet.decode(delivery),
      store: (batch) => store.keep(clientId, batch),
      log,
      now,
      onConnection: () => this.around.onConnection(this.health().connected),
    });
    this.held.set(slot, subscriber);
    subscriber.start();
    void subscriber.ready().then(() => noteSessionFilters(database, clientId, subscriber.subscriptions)).catch((error: unknown) => log('warn', 'the topics of a session could not be noted', { error: String(error) }));
  }

  private async close(slot: number): Promise<void> {
    const subscriber = this.held.get(slot);
    this.held.delete(slot);
    await subscriber?.stop();
  }

  private leaseName(slot: number): string {
    return `mqtt.session:${slot}`;
  }

  private lease(slot: number): Promise<boolean> {
    return this.around.leases.take(this.leaseName(slot), slotMs);
  }

  private async knownSlots(): Promise<number[]> {
    const rows = await this.around.database.query<{ name: string }>("SELECT name FROM lease WHERE name LIKE 'mqtt.session:%' ORDER BY name");
    return rows.map(({ name }) => Number(name.slice('mqtt.session:'.length)));
  }
}
