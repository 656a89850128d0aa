import { en } from '../../i18n/sanctions.en';
import { id } from '../../i18n/sanctions.id';
import { namespace, type Say } from '../../i18n/words';

/** Names of the sanctions of PP 94/2021; a local rule brings its own, which are said by their title. */
export const sanctionWords = namespace('sanctions', id, en);

/** Says the name of a sanction. */
export type SaySanction = Say<typeof id>;
type Key = keyof typeof id;

/** Rows of the table of PP 94/2021 by weight, lightest first; the last is open. */
export const absenceLadder: readonly { readonly sanction: string; readonly from: number; readonly to: number; readonly severity: number }[] = [
  { sanction: 'teguran-lisan', from: 3, to: 3, severity: 1 },
  { sanction: 'teguran-tertulis', from: 4, to: 6, severity: 2 },
  { sanction: 'pernyataan-tidak-puas', from: 7, to: 10, severity: 3 },
  { sanction: 'potong-tukin-25-6-bulan', from: 11, to: 13, severity: 4 },
  { sanction: 'potong-tukin-25-9-bulan', from: 14, to: 16, severity: 5 },
  { sanction: 'potong-tukin-25-12-bulan', from: 17, to: 20, severity: 6 },
  { sanction: 'turun-jabatan-12-bulan', from: 21, to: 24, severity: 8 },
  { sanction: 'bebas-jabatan-12-bulan', from: 25, to: 27, severity: 9 },
  { sanction: 'pdhtaps', from: 28, to: 28, severity: 10 },
];

/** The name of a sanction by its code: in the language that is shown, else the title of the regulation, else the code. */
export function sanctionName(say: SaySanction, code: string | null, title?: string | null): string {
  if (code === null) return title ?? '';
  return code in id ? say(code as Key) : (title ?? code);
}

/** Its one word for a ruler or a narrow column. */
export const shortSanction = (say: SaySanction, code: string): string => (`short.${code}` in id ? say(`short.${code}` as Key) : code);

/** The name of a tier. */
export const tierName = (say: SaySanction, tier: string): string => (`tier.${tier}` in id ? say(`tier.${tier}` as Key) : tier);
