import { en } from '../../i18n/counter.en';
import { id } from '../../i18n/counter.id';
import { namespace } from '../../i18n/words';

/** Words of the counter. */
export const counterWords = namespace('counter', id, en);
