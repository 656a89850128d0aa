import { en } from '../../i18n/complaints.en';
import { id } from '../../i18n/complaints.id';
import { namespace, type Say } from '../../i18n/words';

/** Words of complaints. */
export const complaintsWords = namespace('complaints', id, en);

/** Says something of complaints. */
export type SayComplaint = Say<typeof id>;
