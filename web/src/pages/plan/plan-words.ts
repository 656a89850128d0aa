import { en } from '../../i18n/plan.en';
import { id } from '../../i18n/plan.id';
import { namespace, type Say } from '../../i18n/words';

/** Words of the work plan. */
export const planWords = namespace('plan', id, en);

/** Says one of them. */
export type SayPlan = Say<typeof id>;
