import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { HOUR_MS } from '../../core/time/instant';
import { Database, type SqlValue, type Transaction } from '../../platform/database/database';

/** What became of a rating: kept, known already, or too many at this moment. */
export type RatingOutcome = 'taken' | 'again' | 'full';

/** A rating on its way into the database. */
export interface ComingRating {
  readonly id: string;
  /** The values of the table's columns. */
  readonly row: readonly SqlValue[];
  readonly pointCode: string;
  /** How many ratings of this clock hour the point keeps at all; null for those that have no such limit. */
  readonly capacity: number | null;
  readonly at: number;
}

interface Waiting extends ComingRating {
  resolve(outcome: RatingOutcome): void;
  reject(error: unknown): void;
}

/** Milliseconds in which ratings gather before they are written: nobody feels them, and a flood makes twenty commits a second instead of hundreds. */
const gatherMs = 50;
const mostAtOnce = 500;

const columns = ['id', 'once_key', 'point_code', 'service_id', 'channel', 'quick', 'elements', 'remark', 'language', 'address_key', 'form_seconds', 'trapped', 'given_at', 'respondent'];

/** Writes ratings that come close together in one transaction: each commit waits for the disk, and on SQLite the whole process waits with it. */
@Injectable()
export class RatingBook {
  private readonly waiting: Waiting[] = [];
  private writing = false;

  constructor(private readonly database: Database) {}

  /** Resolves when the rating is kept for good, or was not. */
  add(rating: ComingRating): Promise<RatingOutcome> {
    const outcome = new Promise<RatingOutcome>((resolve, reject) => this.waiting.push({ ...rating, resolve, reject }));
    if (!this.writing) void this.writeAll();
    return outcome;
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      await wait(gatherMs);
      await this.write(this.waiting.splice(0, mostAtOnce));
    }
    this.writing = false;
  }

  private async write(ratings: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.database.transaction((tx) => keep(tx, ratings));
      ratings.forEach((rating, index) => rating.resolve(outcomes[index] ?? 'full'));
    } catch (error) {
      // What is wrong with one of them must not take the others along.
      if (ratings.length > 1) for (const rating of ratings) await this.write([rating]);
      else ratings[0]?.reject(error);
    }
  }
}

async function keep(tx: Transaction, ratings: readonly ComingRating[]): Promise<RatingOutcome[]> {
  const kept = new Map<string, number>();
  const fitting: ComingRating[] = [];
  for (const rating of ratings) if (await hasRoom(tx, rating, kept)) fitting.push(rating);
  if (fitting.length > 0) await tx.insert('rating', columns, fitting.map(({ row }) => row), { ignore: ['once_key'] });
  const marks = fitting.map(() => '?').join(',');
  const rows = fitting.length === 0 ? [] : await tx.query<{ id: string }>(`SELECT id FROM rating WHERE id IN (${marks})`, fitting.map(({ id }) => id));
  const taken = new Set(rows.map(({ id }) => id));
  const fits = new Set(fitting.map(({ id }) => id));
  return ratings.map(({ id }) => (taken.has(id) ? 'taken' : fits.has(id) ? 'again' : 'full'));
}

/** Counts each point and hour once in a transaction, and from there by itself. */
async function hasRoom(tx: Transaction, rating: ComingRating, kept: Map<string, number>): Promise<boolean> {
  if (rating.capacity === null) return true;
  const hourAt = rating.at - (rating.at % HOUR_MS);
  const key = `${rating.pointCode} ${hourAt}`;
  const count = kept.get(key) ?? (await keptSince(tx, rating.pointCode, hourAt));
  kept.set(key, count + 1);
  return count < rating.capacity;
}

async function keptSince(tx: Transaction, pointCode: string, sinceAt: number): Promise<number> {
  const [row] = await tx.query<{ kept: number }>('SELECT COUNT(*) AS kept FROM rating WHERE point_code = ? AND given_at >= ?', [pointCode, sinceAt]);
  return Number(row?.kept ?? 0);
}
