import { api, answerOf, type Schema } from '../../api/client';
import { weekdayName } from '../../format/dates';
import { type SayReport } from './reports-words';

/** A scheduled report: what, about whom, when, and for whom. */
export type Definition = Schema<'DefinitionItem'>;
/** The same as a form writes it. */
export type DefinitionDraft = Schema<'DefinitionBody'>;
/** One place a report goes to. */
export type Recipient = Schema<'RecipientItem'>;
/** A run with its deliveries. */
export type Run = Schema<'ReportRunItem'>;
/** A report whose figures have changed since it was sent. */
export type Correction = Schema<'CorrectionItem'>;
/** Somebody who is left out. */
export type Mute = Schema<'MuteItem'>;

/** The daily report of the whole office, which the server's settings give. */
export const defaultId = 'daily-discipline';
/** What can be scheduled, how often, and where to. */
export const kinds = ['daily-discipline', 'monthly-recap', 'year-account', 'terminals', 'monev'] as const;
export const cadences = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export const channels = ['mail', 'webhook', 'drop'] as const;

export const definitionsQuery = { queryKey: ['report-definitions'], queryFn: () => answerOf(api.GET('/api/v1/reports/definitions')) };
export const mutesQuery = { queryKey: ['report-mutes'], queryFn: () => answerOf(api.GET('/api/v1/reports/mutes')) };
// What could be corrected is computed anew for each report that once waited: not asked again at each look.
export const correctionsQuery = { queryKey: ['report-corrections'], queryFn: () => answerOf(api.GET('/api/v1/reports/corrections')), staleTime: 5 * 60_000 };

/** A schedule that nobody has filled in yet. */
export const emptyDraft = (language: 'id' | 'en'): DefinitionDraft => ({
  ...{ name: '', enabled: true, report: 'daily-discipline', unit: null, cadence: 'daily', weekday: 1, dayOfMonth: 1, workingDaysOnly: true, at: '06:30', language },
  ...{ attachments: [], recipients: [{ channel: 'mail', address: '' }] },
});

/** What of a schedule a form writes. */
export const draftOf = ({ name, enabled, report, unit, cadence, weekday, dayOfMonth, workingDaysOnly, at, language, attachments, recipients }: Definition): DefinitionDraft => ({
  ...{ name, enabled, report, unit: unit ?? null, cadence, weekday, dayOfMonth, workingDaysOnly, at, language, attachments, recipients },
});

/** An id that no schedule has yet: the name in small letters, and a number where it is taken. */
export function newId(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '') || 'laporan';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? plain : `${plain}-${number}`;
    if (!taken.includes(id) && id !== defaultId) return id;
  }
}

/** `setiap Senin, 06:30`. */
export const rhythmText = ({ cadence, weekday, dayOfMonth, at }: Pick<Definition, 'cadence' | 'weekday' | 'dayOfMonth' | 'at'>, say: SayReport): string =>
  say(`every.${cadence}`, { at, weekday: weekdayName(weekday % 7), day: dayOfMonth } as never);

/** The definition that a run belongs to, and the number of its correction; 1 = it is none. */
export function editionOf(report: string): { readonly id: string; readonly number: number } {
  const [id = report, number = '1'] = report.split('~');
  return { id, number: Number(number) };
}

/** What a run's report is called. */
export const runName = (report: string, definitions: readonly Definition[] | undefined): string => {
  const { id } = editionOf(report);
  return definitions?.find((one) => one.id === id)?.name ?? id;
};
