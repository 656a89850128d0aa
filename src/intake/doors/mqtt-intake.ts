import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { Metrics } from '../../platform/health/metrics';
import { Leases } from '../../platform/lease';
import { CONFIG } from '../../platform/tokens';
import { type MqttEmbeddedBroker } from '../mqtt/mqtt-embedded-broker';
import { type MqttLog } from '../mqtt/mqtt-message';
import { DeviceAccounts } from './device-accounts';
import { doorAccess } from './door-access';
import { DoorRegistry } from './door-registry';
import { DoorStore } from './door-store';
import { noteListening, readListenedUntil } from './installation';
import { readTls, startEmbeddedBroker } from './mqtt-connection';
import { MqttSessions } from './mqtt-sessions';

const tickMs = 5000;
const ticksPerMinute = 12;
/** A process that comes back within this time has missed nothing worth the name. */
const shortGapMs = 15_000;
/** How long the way to the doors has to be open and quiet before silence means that nothing happens. */
const settleMs = 5000;
const clockworkLease = 'doors.clockwork';

/** The doors' way in: a subscription at the site's broker, or a broker of our own where there is none. */
@Injectable()
export class MqttIntake implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MqttIntake.name);
  private embedded: MqttEmbeddedBroker | null = null;
  private sessions: MqttSessions | null = null;
  /** The port that devices reach, once the embedded broker listens. */
  port: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  private work: Promise<void> = Promise.resolve();
  private stopped = false;
  private ticks = 0;
  private openSinceAt: number | null = null;
  private inTrouble = false;
  private resumed = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly store: DoorStore,
    private readonly registry: DoorRegistry,
    private readonly accounts: DeviceAccounts,
    private readonly leases: Leases,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role !== 'all' && this.config.role !== 'intake') return;
    await this.store.loadFleet();
    await this.noteGap();
    if (this.config.mqttUrl === null) await this.startBroker();
    else await this.startSessions(this.config.mqttUrl);
    this.metrics.watch('door sensors', () => this.fault());
    this.registry.onChange(() => this.afterwards(() => this.followFleet()));
    this.schedule();
  }

  /** What has been received is stored and acknowledged; the rest stays with its sender. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.work;
    const listened = this.isOpen();
    await this.sessions?.stop();
    await this.embedded?.stop();
    if (listened) await noteListening(this.database, this.clock.now());
    this.sessions = null;
    this.embedded = null;
  }

  private async startBroker(): Promise<void> {
    const tls = readTls(this.config);
    const { cert, key, ca } = tls ?? {};
    const started = await startEmbeddedBroker(this.config, {
      ...(cert === undefined || key === undefined ? {} : { tls: { cert, key, ...(ca === undefined ? {} : { ca }) } }),
      resumed: this.resumed,
      access: doorAccess(this.accounts, () => this.store.fleet, this.config.mqttAnonymous),
      decode: (delivery) => this.store.fleet.decode(delivery),
      store: (batch) => this.store.keep('embedded', batch),
      log: this.log,
      now: () => this.clock.now(),
    });
    if (this.store.gap) await this.store.markAllAway();
    this.embedded = started.broker;
    this.port = started.port;
    this.openSinceAt = this.clock.now();
    if (started.moved) this.logger.warn('port 1883 is taken by another program (a broker that MQTT_URL should name?)');
    this.logger.log(`Door sensors: ${cert === undefined ? 'mqtt' : 'mqtts'}://${this.config.mqttHost}:${started.port} (embedded broker)`);
  }

  private async startSessions(url: string): Promise<void> {
    const sessions = new MqttSessions(this.config, url, readTls(this.config), {
      database: this.database,
      leases: this.leases,
      store: this.store,
      log: this.log,
      now: () => this.clock.now(),
      onConnection: (open) => this.noteConnection(open),
    });
    this.sessions = sessions;
    await sessions.start();
  }

  /** Nobody knows what happened at the doors while nobody listened. */
  private async noteGap(): Promise<void> {
    const now = this.clock.now();
    const until = await readListenedUntil(this.database);
    this.resumed = until !== null;
    if (until !== null && now - until > shortGapMs) this.store.gap = { fromAt: until, toAt: now };
  }

  private noteConnection(open: boolean): void {
    const now = this.clock.now();
    const { gap } = this.store;
    if (open && this.openSinceAt === null) {
      if (gap !== null) this.store.gap = now - gap.fromAt <= shortGapMs ? null : { fromAt: gap.fromAt, toAt: now };
      this.openSinceAt = now;
    }
    if (!open && this.openSinceAt !== null) {
      this.store.gap = { fromAt: now, toAt: Number.MAX_SAFE_INTEGER };
      this.openSinceAt = null;
    }
  }

  private isOpen(): boolean {
    return this.openSinceAt !== null && (this.embedded !== null || this.sessions !== null);
  }

  private isQuiet(): boolean {
    const settled = this.openSinceAt !== null && this.clock.now() - this.openSinceAt >= settleMs;
    return settled && (this.sessions?.health().queued ?? this.embedded?.health().queued ?? 0) === 0;
  }

  private fault(): string | null {
    const health = this.sessions?.health() ?? this.embedded?.health();
    if (health === undefined) return 'not listening';
    if (this.sessions && !this.isOpen()) return 'no connection to the broker';
    return health.storeFailing ? 'what arrives cannot be stored' : null;
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.afterwards(() => this.tick());
      void this.work.then(() => (this.stopped ? undefined : this.schedule()));
    }, tickMs);
  }

  private afterwards(work: () => Promise<void>): void {
    this.work = this.work.then(work).then(
      () => void (this.inTrouble = false),
      (error: unknown) => {
        if (!this.inTrouble) this.logger.error({ err: error }, 'the doors could not be looked after; it is tried again');
        this.inTrouble = true;
      },
    );
  }

  private async tick(): Promise<void> {
    if (this.stopped) return;
    this.ticks += 1;
    await this.followFleet();
    if (!this.isOpen()) return;
    await noteListening(this.database, this.clock.now());
    if (!(await this.leases.take(clockworkLease, 3 * tickMs))) return;
    // Silence means that nothing happened only while we listen, and once what waited for us has come.
    if (this.isQuiet()) while ((await this.store.advance()) > 0) if (this.stopped) return;
    if (this.ticks % ticksPerMinute === 1) await this.store.eachMinute();
  }

  private async followFleet(): Promise<void> {
    if (await this.store.loadFleet()) await this.sessions?.follow(this.store.fleet.filters);
    if (this.ticks % ticksPerMinute === 0) await this.sessions?.keepSlots();
  }

  private readonly log: MqttLog = (level, message, fields = {}) => {
    if (level === 'info') this.logger.log(fields, message);
    else this.logger[level](fields, message);
  };
}
