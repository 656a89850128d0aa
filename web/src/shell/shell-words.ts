import { en } from '../i18n/shell.en';
import { id } from '../i18n/shell.id';
import { namespace } from '../i18n/words';

/** Words of the frame around every page. */
export const shellWords = namespace('shell', id, en);
