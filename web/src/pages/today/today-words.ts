import { en } from '../../i18n/today.en';
import { id } from '../../i18n/today.id';
import { namespace } from '../../i18n/words';

/** Words of the page of today. */
export const todayWords = namespace('today', id, en);
