import { en } from '../../i18n/reports.en';
import { id } from '../../i18n/reports.id';
import { namespace, type Say } from '../../i18n/words';

/** Words of the reports. */
export const reportsWords = namespace('reports', id, en);
/** Says something about reports. */
export type SayReport = Say<typeof id>;
