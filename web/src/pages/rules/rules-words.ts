import { en } from '../../i18n/rules.en';
import { id } from '../../i18n/rules.id';
import { namespace } from '../../i18n/words';

/** Words of the rules. */
export const rulesWords = namespace('rules', id, en);
