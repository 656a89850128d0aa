import { Clock } from '../../src/platform/clock';

/** A clock that stands until it is set. */
export class SetClock extends Clock {
  constructor(private at: number) {
    super();
  }

  override now(): number {
    return this.at;
  }

  /** @param moment ISO 8601 with an offset, e.g. `2026-11-24T10:00:00+07:00` */
  set(moment: string): void {
    this.at = Date.parse(moment);
  }
}
