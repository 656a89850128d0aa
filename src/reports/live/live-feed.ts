import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type Response } from 'express';
import { type Caller, reachOf as reachOfPermission } from '../../platform/auth/caller';
import { CallerReader } from '../../platform/auth/caller-reader';
import { type Permission } from '../../platform/auth/permission';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { messageOf } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { type Reach, reachOf } from '../reach';
import { type Change, ChangeMarks } from './change-marks';

/** Pause between two looks at the database while somebody listens. */
const everyMs = 2_000;
/** Lines that keep a proxy from closing a quiet connection. */
const heartbeatMs = 20_000;

/** A reader for whom more than this many bytes wait is gone or stuck, and is let go; a browser comes back by itself. */
const mostWaitingBytes = 256 * 1024;

/** What a listener may be told of needs this. */
export const livePermission: Permission = 'reports.read';

interface Listener {
  readonly response: Response;
  /** As whoever listens came in; whether that still holds is asked at every look. */
  readonly caller: Caller;
  readonly unitId: string | undefined;
  /** The roles and the tree of units by which `units` were found. */
  basis: string;
  /** Null = all. */
  units: Reach;
  /** 'YYYY-MM-DD': by it what has no date of its own is told. */
  today: string;
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
    private readonly callers: CallerReader,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keeps a response open and writes to it until its reader goes away, or the session or token by which the reader came is over. */
  async listen(response: Response, caller: Caller, unitId: string | undefined): Promise<void> {
    const units = await reachOf(this.database, caller, unitId);
    response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    response.write('retry: 3000\n: here\n\n');
    const listener: Listener = { response, caller, unitId, basis: basisOf(caller), units, today: caller.today };
    if (this.listeners.size === 0) await this.marks.start();
    this.listeners.add(listener);
    response.on('close', () => this.listeners.delete(listener));
    this.schedule();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearTimeout(this.timer);
    for (const listener of this.listeners) this.end(listener);
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
      await this.letGo();
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

  /** Ends what may no longer be listened to, before anything more is told, and takes up what roles and units have become. */
  private async letGo(): Promise<void> {
    const standing = await this.callers.standing([...this.listeners].map(({ caller }) => caller));
    for (const listener of this.listeners) {
      const caller = standing.get(listener.caller);
      const reach = caller && !caller.mustChangePassword ? reachOfPermission(caller, livePermission) : null;
      if (!caller || reach === null || listener.response.writableLength > mostWaitingBytes) this.end(listener);
      else if (basisOf(caller) !== listener.basis) {
        listener.units = await reachOf(this.database, { ...caller, reach }, listener.unitId);
        listener.today = caller.today;
        listener.basis = basisOf(caller);
      }
    }
  }

  private end(listener: Listener): void {
    this.listeners.delete(listener);
    if (listener.response.writableLength > mostWaitingBytes) listener.response.destroy();
    else listener.response.end();
  }
}

const basisOf = ({ grants, unitsRevision, today }: Caller): string => [today, unitsRevision, ...grants.map(({ id }) => id).sort()].join(' ');

interface Message {
  readonly topic: string;
  readonly workDate: string | null;
  readonly changed: number;
}

/** The changes within a reach, one message for each topic and date; a change without a unit is told to those who see everything. */
function messagesFor({ units, today }: Listener, changes: readonly Change[]): Message[] {
  const messages = new Map<string, Message>();
  for (const { topic, unitId, workDate } of changes) {
    if (units !== null && (unitId === null || !units.has(unitId, workDate ?? today))) continue;
    const key = `${topic} ${workDate ?? ''}`;
    messages.set(key, { topic, workDate, changed: (messages.get(key)?.changed ?? 0) + 1 });
  }
  return [...messages.values()];
}
