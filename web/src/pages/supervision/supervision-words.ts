import { clockTime } from '../../format/dates';
import { en } from '../../i18n/supervision.en';
import { id } from '../../i18n/supervision.id';
import { namespace, type Say } from '../../i18n/words';

/** The words of supervision. */
export const supervisionWords = namespace('supervision', id, en);

/** Says something of supervision. */
export type SaySupervision = Say<typeof id>;

/** What plan and ledger say of somebody, with the time that it rests on: `Masuk 07:20`. */
export const stateText = (say: SaySupervision, state: string, at: string | null, zone: string): string => say(`state.${state}` as 'state.in', { time: at ? clockTime(at, zone) : '' });
