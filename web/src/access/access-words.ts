import { en } from '../i18n/access.en';
import { id } from '../i18n/access.id';
import { namespace } from '../i18n/words';

/** Words of signing in and of passwords. */
export const accessWords = namespace('access', id, en);
