import { en } from '../../i18n/first-run.en';
import { id } from '../../i18n/first-run.id';
import { namespace } from '../../i18n/words';

/** Words of setting up. */
export const firstRunWords = namespace('first-run', id, en);
