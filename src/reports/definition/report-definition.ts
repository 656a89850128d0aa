import type { Rhythm } from '../../core/report/definition-slot';
import type { ReportLanguage } from '../../core/report/report-texts';

/** The reports that can be scheduled. */
export const reportKinds = ['daily-discipline', 'monthly-recap', 'year-account', 'terminals', 'monev'] as const;
/** One of the report kinds. */
export type ReportKind = (typeof reportKinds)[number];

/** How a report leaves the house; `file` is the data folder itself. */
export const definitionChannels = ['mail', 'webhook', 'drop'] as const;
/** One of the channels of a definition. */
export type DefinitionChannel = (typeof definitionChannels)[number];

/** One place a report goes to: a mail address, a URL, or a folder below the drop folder. */
export interface Recipient {
  readonly channel: DefinitionChannel;
  readonly address: string;
}

/** What is made, about whom, when, and for whom: data, not code. */
export interface ReportDefinition extends Rhythm {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly report: ReportKind;
  /** Code of a unit with all below it; null = everybody. */
  readonly unit: string | null;
  /** 'HH:MM' in the zone of the unit. */
  readonly at: string;
  readonly language: ReportLanguage;
  readonly attachments: readonly ('pdf' | 'xlsx')[];
  readonly recipients: readonly Recipient[];
  readonly changedAt: number;
  readonly changedBy: string;
}

/** The definition that the environment gives (REPORT_DAILY_AT, REPORT_DAILY_TO) until somebody edits it. */
export const defaultDefinitionId = 'daily-discipline';
