import { en } from '../../i18n/settings.en';
import { id } from '../../i18n/settings.id';
import { namespace, type Say } from '../../i18n/words';

/** Words of the settings. */
export const settingsWords = namespace('settings', id, en);

/** Says one of them. */
export type SaySetting = Say<typeof id>;
