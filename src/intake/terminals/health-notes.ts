import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { messageOf } from '../../platform/errors';
import { type Sighting, TerminalHealthBook } from './terminal-health';

/** How long sightings are gathered before they are written: what is lost by a crash in between only makes a terminal look older. */
const gatherMs = 1000;

/** Gathers what terminals that call by themselves show, so that thousands of them cost one transaction a second. */
@Injectable()
export class HealthNotes implements OnModuleDestroy {
  private readonly logger = new Logger(HealthNotes.name);
  private waiting = new Map<string, Sighting>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private inTrouble = false;

  constructor(private readonly health: TerminalHealthBook) {}

  /** Notes a contact; it is written within a second. */
  note(serial: string, sighting: Sighting): void {
    this.waiting.set(serial, { ...this.waiting.get(serial), ...sighting });
    this.timer ??= setTimeout(() => void this.flush(), gatherMs).unref();
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const taken = this.waiting;
    this.waiting = new Map();
    if (taken.size > 0) this.writing = this.writing.then(() => this.write(taken));
    return this.writing;
  }

  async onModuleDestroy(): Promise<void> {
    await this.flush();
  }

  private async write(taken: ReadonlyMap<string, Sighting>): Promise<void> {
    try {
      await this.health.seenAll(taken);
      this.inTrouble = false;
    } catch (error) {
      if (!this.inTrouble) this.logger.warn(`the condition of ${taken.size} terminals could not be noted: ${messageOf(error)}`);
      this.inTrouble = true;
    }
  }
}
