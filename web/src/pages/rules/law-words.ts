import { en } from '../../i18n/law.en';
import { id } from '../../i18n/law.id';
import { namespace, type Say } from '../../i18n/words';

/** The words of what the regulations name: parameters, members of their values, choices, and what the files write in English. */
export const lawWords = namespace('law', id, en);

/** Says something of the regulations. */
export type SayLaw = Say<typeof id>;
type Key = keyof typeof id;
type Kind = 'name' | 'key' | 'word' | 'title' | 'note';

/** The word of a code in the language that is shown, or null where there is none: a file of the office's own brings names of its own. */
export function lawWord(say: SayLaw, kind: Kind, code: string): string | null {
  const key = `${kind}.${code}`;
  return key in id ? (say as (key: Key) => string)(key as Key) : null;
}
