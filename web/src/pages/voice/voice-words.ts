import { en } from '../../i18n/voice.en';
import { id } from '../../i18n/voice.id';
import { namespace } from '../../i18n/words';

/** Words of the citizens' voice. */
export const voiceWords = namespace('voice', id, en);
