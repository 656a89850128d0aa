import { en } from '../../i18n/review.en';
import { id } from '../../i18n/review.id';
import { namespace, type Say } from '../../i18n/words';

/** Words of the review. */
export const reviewWords = namespace('review', id, en);

/** Says the words of the review. */
export type SayReview = Say<typeof id>;
