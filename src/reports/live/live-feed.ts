import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type Response } from 'express';
import { Clock } from '../../platform/clock';
import { messageOf } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { type Reach } from '../reach';
import { type Change, ChangeMarks } from './change-marks';

/** Pause between two looks at the database while somebody listens. */
const everyMs = 2_000;
/** Lines that keep a proxy from closing a quiet connection. */
const heartbeatMs = 20_000;

interface Listener {
  readonly response: Response;
  readonly units: ReadonlySet<string> | null;
}

/** Tells everybody who has the console open what changed within their reach; one look at the database serves them all. */
@Injectable()
export class LiveFeed implements OnApplicationShutdown {
  private readonly logger = new Logger(LiveFeed.name);
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | null = null;
  private lastBeatAt = 0;

  constructor(
    private readonly marks: ChangeMarks,
    private readonly clock: Clock,
  ) {}

  /** Keeps a response open and writes to it until its reader goes away. */
  async listen(response: Response, reach: Reach): Promise<void> {
    response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    response.write('retry: 3000\n: here\n\n');
    const listener: Listener = { response, units: reach === null ? null : new Set(reach) };
    if (this.listeners.size === 0) await this.marks.start();
    this.listeners.add(listener);
    response.on('close', () => this.listeners.delete(listener));
    this.schedule();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
    for (const { response } of this.listeners) response.end();
    this.listeners.clear();
  }

  private schedule(): void {
    if (this.timer || this.listeners.size === 0) return;
    this.timer = setTimeout(() => {
      void this.look().finally(() => {
        this.timer = null;
        this.schedule();
      });
    }, everyMs);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    try {
      const changes = await this.marks.next();
      for (const listener of this.listeners) for (const message of messagesFor(listener, changes)) listener.response.write(`event: change\ndata: ${JSON.stringify({ ...message, at: isoOf(this.clock.now()) })}\n\n`);
    } catch (error) {
      this.logger.warn(`The live stream could not look: ${messageOf(error)}`);
    }
    const now = this.clock.now();
    if (now - this.lastBeatAt < heartbeatMs) return;
    this.lastBeatAt = now;
    for (const { response } of this.listeners) response.write(': still here\n\n');
  }
}

interface Message {
  readonly topic: string;
  readonly workDate: string | null;
  readonly changed: number;
}

/** The changes within a reach, one message for each topic and date; a change without a unit is told to those who see everything. */
function messagesFor({ units }: Listener, changes: readonly Change[]): Message[] {
  const messages = new Map<string, Message>();
  for (const { topic, unitId, workDate } of changes) {
    if (units !== null && (unitId === null || !units.has(unitId))) continue;
    const key = `${topic} ${workDate ?? ''}`;
    messages.set(key, { topic, workDate, changed: (messages.get(key)?.changed ?? 0) + 1 });
  }
  return [...messages.values()];
}
