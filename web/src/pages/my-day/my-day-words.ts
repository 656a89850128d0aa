import { en } from '../../i18n/my-day.en';
import { id } from '../../i18n/my-day.id';
import { namespace, type Say } from '../../i18n/words';

/** The words of the employee's own pages. */
export const myDayWords = namespace('my-day', id, en);

/** Says something of one's own day. */
export type SayMyDay = Say<typeof id>;
