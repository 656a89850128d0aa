import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import { sharedFilter } from '../../protocols/door/topic';
import { MqttGroupCommit, groupCommitDefaults, type GroupCommitSettings } from './mqtt-group-commit';
import type { DecodeDelivery, MqttLog, StoreMessages } from './mqtt-message';
import { receive } from './mqtt-receive';

/** Certificates for a broker behind TLS (PEM); without `ca` the system's authorities count. */
export interface MqttTls {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly serverName?: string;
}

/** How to reach the broker, what to hear, and where to put it. */
export interface MqttSubscriberOptions {
  /** mqtt://host:port or mqtts://host:port. */
  readonly url: string;
  /** Fixed per worker: the broker keeps the session under this name. */
  readonly clientId: string;
  readonly protocolVersion: 4 | 5;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: MqttTls;
  readonly filters: readonly string[];
  /** Filters that the session may still hold from an earlier run, as they were subscribed; they are dropped. */
  readonly staleFilters?: readonly string[];
  /** Share the filters with the other workers of this group (breaks the order per door). */
  readonly shareGroup?: string;
  readonly keepaliveSeconds?: number;
  /** How long the broker keeps our session while we are away (MQTT 5); at least the longest outage. */
  readonly sessionExpirySeconds?: number;
  readonly receiveMaximum?: number;
  readonly reconnectMs?: number;
  readonly commit?: Partial<GroupCommitSettings>;
  readonly decode: DecodeDelivery;
  readonly store: StoreMessages;
  readonly log: MqttLog;
  readonly now: () => number;
  /** Told when the way to the broker opens and closes: while it is closed, no sensor's silence means anything. */
  readonly onConnection?: (connected: boolean) => void;
}

/** How the subscriber stands. */
export interface MqttSubscriberHealth {
  readonly connected: boolean;
  readonly storeFailing: boolean;
  readonly queued: number;
  readonly lastMessageAt: number | null;
  readonly received: number;
  readonly acknowledged: number;
}

const defaults = { keepaliveSeconds: 60, sessionExpirySeconds: 7 * 86_400, receiveMaximum: 2000, reconnectMs: 1000 };
const stopDeadlineMs = 5000;
/** What every handler calls back with; made once, since each new one would walk the stack. */
const acknowledgedLater = new Error('acknowledged after the commit');
/** The least time that a resumed session is thought to deliver what was kept. */
const catchUpMs = 1000;

/**
 * Listens to an external broker with a persistent session, and acknowledges a message only after its group is committed
 * (mqtt.md C2, stack.md 6). MQTT.js acknowledges by itself once a handler has called back; therefore every
 * handler calls back with an error, which lets the next packet in without a PUBACK, and the PUBACK is sent by us through
 * the client's private `_sendPacket`. Its version is pinned, and the kill -9 test watches over it.
 */
export class MqttSubscriber {
  private client: MqttClient | null = null;
  private readonly commit: MqttGroupCommit;
  /** Number of the connection; packet ids of an earlier one must never be acknowledged. */
  private epoch = 0;
  private stopping = false;
  private outageLogged = false;
  private subscribeAgain = false;
  /** When a session that the broker had kept was resumed, while it still delivers what it kept (monotonic milliseconds). */
  private resumedAt: number | null = null;
  private connectionTold = false;
  private lastMessageAt: number | null = null;
  private received = 0;
  private acknowledged = 0;
  private filters: readonly string[];
  private readonly subscribed: Promise<void>;
  private resolveSubscribed: () => void = () => undefined;

  constructor(private readonly options: MqttSubscriberOptions) {
    const settings = { ...groupCommitDefaults, ...options.commit };
    const keepaliveMs = (options.keepaliveSeconds ?? defaults.keepaliveSeconds) * 1000;
    if (settings.retryForMs >= keepaliveMs) throw new RangeError(`retryForMs ${settings.retryForMs} has to stay below the keepalive of ${keepaliveMs} ms`);
    this.filters = this.asSubscribed(options.filters);
    this.commit = new MqttGroupCommit(options.store, options.log, settings, () => this.dropConnection());
    this.subscribed = new Promise((resolve) => (this.resolveSubscribed = resolve));
  }

  /** Begins to connect, and goes on trying until `stop`. */
  start(): void {
    if (this.client !== null) return;
    const client = connect(this.options.url, this.connectOptions());
    client.handleMessage = (packet, done) => this.handle(packet, done);
    client.on('connect', (connack) => this.onConnect(client, connack.sessionPresent));
    client.on('close', () => this.onClose());
    client.on('error', (error) => this.onOutage(error.message));
    this.client = client;
  }

  /** Resolves when the broker has confirmed the first subscription. */
  ready(): Promise<void> {
    return this.subscribed;
  }

  /** Listens to other filters from now on: the fleet has changed. */
  follow(wanted: readonly string[]): void {
    const filters = this.asSubscribed(wanted);
    const dropped = this.filters.filter((filter) => !filters.includes(filter));
    const added = filters.filter((filter) => !this.filters.includes(filter));
    this.filters = filters;
    // While there is no connection the next one has to say it all.
    if (this.client?.connected !== true) this.subscribeAgain = true;
    else this.tell(this.client, added, dropped);
  }

  /** The filters as the broker's session holds them. */
  get subscriptions(): readonly string[] {
    return this.filters;
  }

  health(): MqttSubscriberHealth {
    return {
      connected: this.client?.connected ?? false,
      storeFailing: this.commit.storeFailing,
      queued: this.commit.queued,
      lastMessageAt: this.lastMessageAt,
      received: this.received,
      acknowledged: this.acknowledged,
    };
  }

  /** Commits and acknowledges what is in hand, then leaves; the broker keeps the session and what was not acknowledged. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.commit.stop();
    const client = this.client;
    if (client === null) return;
    const gone = client.endAsync(!client.connected);
    const tooLate = setTimeout(() => client.stream.destroy(), stopDeadlineMs);
    await gone.finally(() => clearTimeout(tooLate));
    this.client = null;
  }

  private connectOptions(): IClientOptions {
    const { options } = this;
    const common: IClientOptions = {
      clientId: options.clientId,
      clean: false,
      protocolVersion: options.protocolVersion,
      keepalive: options.keepaliveSeconds ?? defaults.keepaliveSeconds,
      reconnectPeriod: options.reconnectMs ?? defaults.reconnectMs,
      reconnectOnConnackError: true,
      resubscribe: false,
      ...(options.username === undefined ? {} : { username: options.username }),
      ...(options.password === undefined ? {} : { password: options.password }),
      ...tlsOptions(options.tls),
    };
    if (options.protocolVersion === 4) return common;
    const sessionExpiryInterval = options.sessionExpirySeconds ?? defaults.sessionExpirySeconds;
    return { ...common, properties: { sessionExpiryInterval, receiveMaximum: options.receiveMaximum ?? defaults.receiveMaximum } };
  }

  private onConnect(client: MqttClient, sessionPresent: boolean): void {
    this.epoch += 1;
    const first = this.epoch === 1;
    this.options.log('info', 'connected to the broker', { url: this.options.url, sessionPresent });
    this.outageLogged = false;
    this.resumedAt = sessionPresent ? performance.now() : null;
    this.tellConnection(true);
    // The filters may have changed since the session was made, so the first connection of a process always subscribes.
    if (!first && sessionPresent && !this.subscribeAgain) return this.resolveSubscribed();
    this.subscribeAgain = false;
    this.tell(client, this.filters, sessionPresent ? this.staleFilters() : []);
  }

  private staleFilters(): string[] {
    return (this.options.staleFilters ?? []).filter((filter) => !this.filters.includes(filter));
  }

  private asSubscribed(filters: readonly string[]): string[] {
    const { shareGroup } = this.options;
    return filters.map((filter) => (shareGroup === undefined ? filter : sharedFilter(shareGroup, filter)));
  }

  private tell(client: MqttClient, filters: readonly string[], dropped: readonly string[]): void {
    if (dropped.length > 0) {
      client.unsubscribe([...dropped], (error) => {
        if (error) this.options.log('warn', 'subscriptions that are not needed any more could not be dropped', { error: error.message });
      });
    }
    if (filters.length === 0) return this.resolveSubscribed();
    // rap stays off: with it live messages would look retained (mqtt.md C2).
    client.subscribe([...filters], { qos: 1, rap: false, rh: 0 }, (error, granted) => {
      const refused = (granted ?? []).filter((grant) => Number(grant.qos) >= 128).map((grant) => grant.topic);
      if (error !== null || refused.length > 0) {
        this.options.log('error', 'the broker refused a subscription', { error: error?.message ?? null, refused });
      } else this.resolveSubscribed();
    });
  }

  private handle(packet: IPublishPacket, done: (error?: Error) => void): void {
    if (this.stopping) return;
    this.received += 1;
    this.lastMessageAt = this.now();
    const { epoch } = this;
    const message = receive(
      {
        topic: packet.topic,
        payload: typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
        retained: packet.retain,
        receivedAt: this.lastMessageAt,
        qos: packet.qos,
        duplicate: packet.dup,
        packetId: packet.messageId ?? null,
        queued: packet.dup || this.isCatchingUp(),
        publisher: null,
      },
      this.options.decode,
      this.options.log,
    );
    this.commit.add({
      message,
      redeliverable: packet.qos > 0,
      acknowledge: () => this.acknowledge(packet.messageId, epoch),
      abandon: () => undefined,
    });
    // With an error the next packet is let in and no PUBACK goes out; a full queue holds the next packet back.
    this.commit.whenSpace(() => done(packet.qos > 0 ? acknowledgedLater : undefined));
  }

  // After a session was resumed the broker sends what it kept; that is over once our own queue has run empty.
  private isCatchingUp(): boolean {
    const since = this.resumedAt;
    if (since === null) return false;
    const over = performance.now() - since > catchUpMs && this.commit.queued === 0;
    if (over) this.resumedAt = null;
    return !over;
  }

  private acknowledge(messageId: number | undefined, epoch: number): void {
    const { client } = this;
    if (messageId === undefined || client === null || epoch !== this.epoch || !client.connected) return;
    this.acknowledged += 1;
    client['_sendPacket']({ cmd: 'puback', messageId, reasonCode: 0 });
  }

  private dropConnection(): void {
    if (this.stopping || this.client === null) return;
    this.options.log('warn', 'dropping the connection, so that the broker sends again what could not be stored');
    this.client.stream.destroy();
  }

  private onClose(): void {
    this.epoch += 1;
    if (!this.stopping) this.commit.abandonRedeliverable();
    this.tellConnection(false);
    this.onOutage('connection closed');
  }

  private tellConnection(open: boolean): void {
    if (open === this.connectionTold) return;
    this.connectionTold = open;
    this.options.onConnection?.(open);
  }

  private onOutage(reason: string): void {
    if (this.stopping || this.outageLogged) return;
    this.outageLogged = true;
    this.options.log('warn', 'no connection to the broker; trying again', { url: this.options.url, reason });
  }

  private now(): number {
    return this.options.now();
  }
}

function tlsOptions(tls: MqttTls | undefined): IClientOptions {
  if (tls === undefined) return {};
  const { ca, cert, key, serverName } = tls;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  };
}
