import { createHash } from 'node:crypto';
import type { DailyReport } from '../core/report/daily-report';
import { isoOf } from '../platform/http/iso';

const withIsoInstants = (key: string, value: unknown): unknown =>
  key.endsWith('At') && typeof value === 'number' ? isoOf(value) : value;

/** SHA-256 over the compact JSON of a report without the moment it was made: the same data have the same digest. */
export function reportDigest(report: DailyReport): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...report, generatedAt: undefined }, withIsoInstants))
    .digest('hex');
}

/** A report as a JSON document, instants as ISO 8601 in UTC. */
export const dailyReportJson = (report: DailyReport): string =>
  `${JSON.stringify({ digest: reportDigest(report), report }, withIsoInstants, 2)}\n`;
