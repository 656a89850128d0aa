import { en } from '../../i18n/cases.en';
import { id } from '../../i18n/cases.id';
import { namespace, type Say } from '../../i18n/words';

/** The words of discipline cases. */
export const casesWords = namespace('cases', id, en);

/** Says something of cases. */
export type SayCases = Say<typeof id>;
type Key = keyof typeof id;

/** A word made of a code that the API gives; a code that is not known is said as it is. */
export function coded(say: SayCases, prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  return key in id ? (say as (key: Key) => string)(key as Key) : code;
}
