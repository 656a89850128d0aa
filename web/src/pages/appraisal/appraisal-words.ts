import { en } from '../../i18n/appraisal.en';
import { id } from '../../i18n/appraisal.id';
import { namespace } from '../../i18n/words';

/** The words of appraisal. */
export const appraisalWords = namespace('appraisal', id, en);

/** How each status is coloured; the word stands in it. */
export const appraisalTone = { new: 'machine', planned: 'accent', agreed: 'leave', evaluated: 'punch', objected: 'late', closed: 'present' } as const;

/** The levels, lowest first. */
export const levels = ['below', 'as-expected', 'above'] as const;
/** One of the levels. */
export type Level = (typeof levels)[number];
