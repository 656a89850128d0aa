import type { Aedes, AuthenticateError, Client, PublishPacket } from 'aedes';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { unsharedFilter } from '../../protocols/door/topic';
import { MqttGroupCommit, groupCommitDefaults, type GroupCommitSettings } from './mqtt-group-commit';
import type { DecodeDelivery, MqttLog, StoreMessages } from './mqtt-message';
import { receive } from './mqtt-receive';

/** What a device shows when it connects. */
export interface DeviceCredentials {
  readonly clientId: string;
  readonly username: string | null;
  readonly password: Buffer | null;
}

/** A device that was let in. */
export interface DeviceIdentity {
  readonly clientId: string;
  readonly username: string | null;
}

/** Who may connect, publish and subscribe: a forged "closed" is a forged fact about somebody's presence (mqtt.md C2). */
export interface BrokerAccess {
  readonly authenticate: (credentials: DeviceCredentials) => boolean | Promise<boolean>;
  /** `ignore`: allowed, and of no interest (a device's telemetry): acknowledged and not kept. */
  readonly mayPublish: (device: DeviceIdentity, topic: string) => 'keep' | 'ignore' | 'refuse';
  readonly maySubscribe: (device: DeviceIdentity, filter: string) => boolean;
}

/** Settings of the broker inside our own process (MQTT 3.1.1 only). */
export interface MqttEmbeddedBrokerOptions {
  readonly host?: string;
  readonly port: number;
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer; readonly ca?: string | Buffer };
  readonly access: BrokerAccess;
  readonly maximumConnections?: number;
  /** Devices were connected to an earlier process: what they send first may have waited for us. */
  readonly resumed?: boolean;
  readonly commit?: Partial<GroupCommitSettings>;
  readonly decode: DecodeDelivery;
  readonly store: StoreMessages;
  readonly log: MqttLog;
  readonly now: () => number;
}

// The values of aedes' AuthErrorCode, a const enum that isolated modules cannot read.
const badCredentials = 4;
const serverUnavailable = 3;

/** How long after its return a device is thought to send what waited. */
const catchUpMs = 1000;
const rememberedClients = 10_000;

/**
 * A broker for a small office without one: every publish is committed in the authorisation hook, before the device gets its
 * PUBACK, so that acknowledged means durable from end to end (stack.md 6). When the store stays away the connection is
 * closed without PUBACK, and the device sends again.
 */
export class MqttEmbeddedBroker {
  private broker: Aedes | null = null;
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  private readonly commit: MqttGroupCommit;
  private readonly devices = new WeakMap<Client, DeviceIdentity>();
  private readonly catchingUpUntil = new WeakMap<Client, number>();
  private readonly seenClients = new Set<string>();

  constructor(private readonly options: MqttEmbeddedBrokerOptions) {
    this.commit = new MqttGroupCommit(options.store, options.log, { ...groupCommitDefaults, ...options.commit }, () => undefined);
  }

  /** Listens; resolves with the port that was bound. */
  async start(): Promise<number> {
    const { Aedes: Broker } = await import('aedes');
    const broker = await Broker.createBroker({
      authenticate: (client, username, password, done) => void this.authenticate(client, username, password, done),
      authorizePublish: (client, packet, done) => this.authorizePublish(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => {
        const allowed = this.options.access.maySubscribe(this.identityOf(client), unsharedFilter(subscription.topic));
        done(null, allowed ? subscription : null);
      },
    });
    broker.on('clientError', (client, error) => this.options.log('warn', 'a device was disconnected', { clientId: client.id, reason: error.message }));
    broker.on('connectionError', (_, error) => this.options.log('warn', 'a connection was refused', { reason: error.message }));
    this.broker = broker;
    return this.listen(broker);
  }

  /** Commits what was received, acknowledges it, and closes. */
  async stop(): Promise<void> {
    const { server, broker } = this;
    const closed = new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
    await this.commit.stop();
    if (broker !== null && !broker.closed) await new Promise<void>((resolve) => broker.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = null;
    this.broker = null;
  }

  /** How the broker stands. */
  health(): { connectedDevices: number; storeFailing: boolean; queued: number } {
    return { connectedDevices: this.broker?.connectedClients ?? 0, storeFailing: this.commit.storeFailing, queued: this.commit.queued };
  }

  private listen(broker: Aedes): Promise<number> {
    const { tls, host = '127.0.0.1', port, maximumConnections = 1000 } = this.options;
    const accept = (socket: Socket): void => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      broker.handle(socket);
    };
    const server = tls === undefined ? createServer(accept) : createTlsServer({ ...tls }, accept);
    server.maxConnections = maximumConnections;
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        server.on('error', (error) => this.options.log('error', 'the broker\'s listener failed', { error: error.message }));
        resolve((server.address() as AddressInfo).port);
      });
    });
  }

  private async authenticate(
    client: Client,
    username: string | undefined,
    password: Buffer | undefined,
    done: (error: AuthenticateError | null, success: boolean | null) => void,
  ): Promise<void> {
    const credentials = { clientId: client.id, username: username ?? null, password: password ?? null };
    try {
      const known = await this.options.access.authenticate(credentials);
      if (known) this.admit(client, credentials.username);
      done(known ? null : refusal('unknown device or wrong password', badCredentials), known);
    } catch (error) {
      this.options.log('error', 'a device could not be authenticated', { clientId: client.id, error: String(error) });
      done(refusal('authentication is not available', serverUnavailable), false);
    }
  }

  // Not every device marks what it sends again: what a device says right after it has come back may have waited.
  private admit(client: Client, username: string | null): void {
    this.devices.set(client, { clientId: client.id, username });
    const comesBack = this.options.resumed === true || this.seenClients.has(client.id);
    if (comesBack) this.catchingUpUntil.set(client, performance.now() + catchUpMs);
    if (this.seenClients.size < rememberedClients) this.seenClients.add(client.id);
  }

  private authorizePublish(client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void): void {
    if (client === null) return done(null);
    const device = this.identityOf(client);
    const verdict = packet.topic.startsWith('$') ? 'refuse' : this.options.access.mayPublish(device, packet.topic);
    if (verdict === 'ignore') return done(null);
    if (verdict === 'refuse') {
      this.options.log('warn', 'a device published where it may not', { clientId: device.clientId, topic: packet.topic });
      return done(new Error(`${device.clientId} may not publish to this topic`));
    }
    if (this.commit.isFull) return done(new Error('too many messages wait for the store'));
    this.commit.add({
      message: this.received(packet, client, device),
      // A last will is published after its device is gone: nobody would send it again.
      redeliverable: packet.qos > 0 && !client.closed,
      acknowledge: () => done(null),
      abandon: () => done(new Error('the message could not be stored')),
    });
  }

  // The publisher's retain flag asks us to keep a value; the message itself is news, never a snapshot.
  private received(packet: PublishPacket, client: Client, device: DeviceIdentity) {
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const receivedAt = this.options.now();
    const { topic, qos, dup: duplicate } = packet;
    const queued = duplicate || performance.now() < (this.catchingUpUntil.get(client) ?? 0);
    const delivery = { topic, payload, retained: false, receivedAt, qos, duplicate, packetId: packet.messageId ?? null, queued, publisher: device.clientId };
    return receive(delivery, this.options.decode, this.options.log);
  }

  private identityOf(client: Client): DeviceIdentity {
    return this.devices.get(client) ?? { clientId: client.id, username: null };
  }
}

function refusal(message: string, returnCode: number): AuthenticateError {
  return Object.assign(new Error(message), { returnCode });
}
