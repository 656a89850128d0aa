import { en } from '../../i18n/performance.en';
import { id } from '../../i18n/performance.id';
import { namespace, type Say } from '../../i18n/words';

/** The words of performance. */
export const performanceWords = namespace('performance', id, en);

/** Says something of performance. */
export type SayPerformance = Say<typeof id>;
