import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { ConfigurationError, messageOf } from '../../platform/errors';
import { Metrics } from '../../platform/health/metrics';
import { CONFIG } from '../../platform/tokens';
import { createPushListener, type PushListener, type PushListenerEvent } from './push-listener';
import { PushIntake } from './push-intake';

const reportEveryMs = 60_000;
const mostTopics = 10_000;

/** The terminals' own door: another port than people's, tolerant of their HTTP, nothing but `/iclock`. */
@Injectable()
export class DeviceListener implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeviceListener.name);
  private readonly reportedAt = new Map<string, number>();
  private listener: PushListener | null = null;
  /** The port that terminals reach, once listening. */
  port: number | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly intake: PushIntake,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role !== 'all' && this.config.role !== 'intake') return;
    const listener = createPushListener(this.intake, { now: () => this.clock.now(), log: (event) => this.report(event) });
    try {
      this.port = (await listener.listen(this.config.devicePort, this.config.deviceHost)).port;
    } catch (error) {
      throw new ConfigurationError([`DEVICE_PORT: cannot listen on ${this.config.deviceHost}:${this.config.devicePort} (${messageOf(error)})`]);
    }
    this.listener = listener;
    this.metrics.watch('device listener', () => (this.listener ? null : 'closed'));
    this.logger.log(`Terminals: http://${this.config.deviceHost}:${this.port}/iclock`);
  }

  /** What has begun is stored and answered; what has not is refused, so the terminal keeps it. */
  async onModuleDestroy(): Promise<void> {
    await this.listener?.close();
    this.listener = null;
  }

  private report(event: PushListenerEvent): void {
    if (event.kind !== 'refused' && event.kind !== 'aborted' && !this.isNews(`${event.kind} ${event.kind === 'failed' ? event.serial : event.address}`)) return;
    if (event.kind === 'failed') this.logger.error({ ...event, err: event.error }, 'an upload could not be kept; the terminal was asked to come again');
    else if (event.kind === 'unreadable') this.logger.warn({ ...event, rawPacket: event.rawPacket?.toString('latin1') }, 'a request on the device port could not be read');
    else this.logger.debug(event, 'a request on the device port was not served');
  }

  /** A terminal that keeps failing is one line a minute, not one a second. */
  private isNews(topic: string): boolean {
    const now = this.clock.now();
    if (now - (this.reportedAt.get(topic) ?? Number.NEGATIVE_INFINITY) < reportEveryMs) return false;
    if (this.reportedAt.size >= mostTopics) this.reportedAt.clear();
    this.reportedAt.set(topic, now);
    return true;
  }
}
