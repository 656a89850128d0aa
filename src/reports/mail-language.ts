import { type ReportLanguage } from '../core/report/report-texts';
import { type Transaction } from '../platform/database/database';

/** In which language an address is written to. */
export type MailLanguage = (address: string) => ReportLanguage;

/** The language that users have chosen for themselves; Bahasa Indonesia for addresses of nobody, of users who chose none, and of several who chose differently. */
export async function readMailLanguage(reader: Pick<Transaction, 'query'>): Promise<MailLanguage> {
  const chosen = await reader.query<{ email: string; language: ReportLanguage | null }>("SELECT email, language FROM user_account WHERE disabled_at IS NULL AND email IS NOT NULL AND email <> ''");
  const languages = new Map<string, Set<ReportLanguage>>();
  for (const { email, language } of chosen) {
    const address = email.toLowerCase();
    languages.set(address, (languages.get(address) ?? new Set()).add(language ?? 'id'));
  }
  return (address) => {
    const [first, ...others] = languages.get(address.toLowerCase()) ?? [];
    return first === undefined || others.length > 0 ? 'id' : first;
  };
}
