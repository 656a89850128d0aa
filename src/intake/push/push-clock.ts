import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type AttlogLine, type PushLine, type RtlogLine } from '../../protocols/push/push-line';
import { FaultWatch } from '../incidents/fault-watch';
import { type Terminal } from '../terminals/terminal';
import { TerminalHealthBook } from '../terminals/terminal-health';
import { type WireRecord, toPunch } from '../to-punch';
import { zoneMismatch } from './upload-delivery';

/** A record that comes so soon after it was made was sent at once. */
const promptMs = 2 * 60_000;
const futureToleranceMs = 10 * 60_000;
const firstPlausibleDate = '2001-01-01';
/** Prompt records by which a clock is measured: being late only makes a clock look slow, so the least late of some is the best guess. */
const samplesNeeded = 5;
const samplesKept = 20;
const noteEveryMs = 15 * 60_000;
/** So many records that are late by the same time, over so long a while: a backlog comes faster than it was made, a clock is late at the pace of life. */
const steadySamples = 5;
const steadyOverMs = 10 * 60_000;
const steadyWithinMs = 60_000;
/** An upload of more records than that is a backlog. */
const mostAtOnce = 3;
const defaultClockFaultMs = 10 * 60_000;
const quarterMs = 15 * 60_000;

interface Late {
  readonly at: number;
  readonly aheadMs: number;
}

interface Samples {
  readonly lagsMs: number[];
  notedAt: number;
}

/** What a pushing terminal's records say about its clock (push.md A7): it is never asked, it only shows. */
@Injectable()
export class PushClock {
  private readonly samples = new Map<string, Samples>();
  private readonly late = new Map<string, Late[]>();

  constructor(
    private readonly clock: Clock,
    private readonly faults: FaultWatch,
    private readonly health: TerminalHealthBook,
  ) {}

  /** Looks at the last record of an upload: the newest one, when the terminal sends as it records. */
  async look(terminal: Terminal, lines: readonly PushLine[], receivedAt: number): Promise<void> {
    const last = lines.findLast(isRealTime);
    if (!last) return;
    const offsetSeconds = last.kind === 'attlog' ? last.offsetSeconds : null;
    const record: WireRecord = { pin: '', wallClock: last.wallClock, state: 0, verify: 0, workCode: null, offsetSeconds };
    const { punchedAt } = toPunch(record, { terminal: terminal.serial, zone: terminal.zone, source: 'push', receivedAt, acceptFromDate: '' });
    const aheadMs = punchedAt - receivedAt;
    const prompt = Math.abs(aheadMs) <= promptMs;
    if (last.wallClock < firstPlausibleDate || aheadMs > futureToleranceMs) await this.wrong(terminal, receivedAt, { wallClock: last.wallClock });
    else if (!prompt && zoneMismatch([last], terminal.zone)) await this.wrong(terminal, receivedAt, { wallClock: last.wallClock, offsetSeconds });
    else if (prompt) await this.right(terminal, aheadMs, receivedAt);
    else if (lines.filter(isRealTime).length <= mostAtOnce) await this.steady(terminal, { at: receivedAt, aheadMs });
  }

  /** A steady offset near a multiple of 15 minutes is a zone that the terminal took otherwise than it was told; another one is a clock that is wrong (push.md A7). */
  private async steady(terminal: Terminal, sample: Late): Promise<void> {
    const late = [...(this.late.get(terminal.serial) ?? []), sample].slice(-steadySamples);
    this.late.set(terminal.serial, late);
    const offsets = late.map(({ aheadMs }) => aheadMs);
    const isSteady = late.length === steadySamples && sample.at - (late[0]?.at ?? sample.at) >= steadyOverMs && Math.max(...offsets) - Math.min(...offsets) <= steadyWithinMs;
    if (!isSteady) return;
    // The least late is the nearest to the clock.
    const offsetMs = Math.max(...offsets);
    const offsetSeconds = Math.round(offsetMs / 1000);
    const limitMs = terminal.settings.clockFaultMinutes === undefined ? defaultClockFaultMs : terminal.settings.clockFaultMinutes * 60_000;
    const isZone = Math.abs(offsetMs - Math.round(offsetMs / quarterMs) * quarterMs) <= steadyWithinMs;
    // From the first of them on, by either clock.
    const sinceAt = late[0]?.at ?? sample.at;
    if (Math.abs(offsetMs) > limitMs) await this.faults.openClockFault(terminal, Math.min(sinceAt, sinceAt + offsetMs), { offsetSeconds, ...(isZone ? { likely: 'zone' } : {}) });
    await this.health.seen(terminal.serial, { at: this.clock.now(), clockOffsetSeconds: offsetSeconds });
  }

  private async wrong(terminal: Terminal, at: number, detail: object): Promise<void> {
    this.samples.delete(terminal.serial);
    const lastGoodAt = (await this.health.of(terminal.serial))?.syncedUntilAt ?? at;
    await this.faults.openClockFault(terminal, lastGoodAt, detail);
  }

  private async right(terminal: Terminal, aheadMs: number, at: number): Promise<void> {
    this.late.delete(terminal.serial);
    await this.faults.clockRight(terminal, at);
    const samples = this.samples.get(terminal.serial) ?? { lagsMs: [], notedAt: 0 };
    this.samples.set(terminal.serial, samples);
    samples.lagsMs.push(aheadMs);
    if (samples.lagsMs.length > samplesKept) samples.lagsMs.shift();
    const now = this.clock.now();
    if (samples.lagsMs.length < samplesNeeded || now - samples.notedAt < noteEveryMs) return;
    samples.notedAt = now;
    await this.health.seen(terminal.serial, { at: now, clockOffsetSeconds: Math.round(Math.max(...samples.lagsMs) / 1000) });
  }
}

/** A time that came as one number may be counted otherwise; only a written one is compared. */
const isRealTime = (line: PushLine): line is AttlogLine | RtlogLine => line.kind === 'attlog' || (line.kind === 'rtlog' && line.timeForm === 'text');
