import { Injectable } from '@nestjs/common';

/** The one source of "now" for the service; tests put their own in its place. */
@Injectable()
export class Clock {
  /** The current instant in epoch milliseconds. */
  now(): number {
    return Date.now();
  }
}
