import { en } from '../../i18n/people.en';
import { id } from '../../i18n/people.id';
import { namespace, type Say } from '../../i18n/words';

/** Words of people and units. */
export const peopleWords = namespace('people', id, en);

/** Says one of them. */
export type SayPeople = Say<typeof id>;
