import { en } from '../i18n/form.en';
import { id } from '../i18n/form.id';
import { namespace } from '../i18n/words';

/** Words that every form has. */
export const formWords = namespace('form', id, en);
