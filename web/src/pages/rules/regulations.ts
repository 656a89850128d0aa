import { api, answerOf, type Schema } from '../../api/client';

/** One value in force, with where it stands and how far to trust it. */
export type Parameter = Schema<'ParameterItem'>;
/** One row of a table of thresholds. */
export type ThresholdRow = Schema<'ThresholdRowItem'>;
/** One regulation as it stands on a date. */
export type Provision = Schema<'ProvisionItem'>;
/** What another rule would have made of days that are past. */
export type WhatIf = Schema<'WhatIfAnswer'>;
/** Somebody whose level would differ. */
export type Differing = Schema<'DifferingLevelItem'>;

/** People that a what-if run lists at most; everybody is counted. */
const mostListed = 5000;

/** The query of the law on a date. */
export const regulationsQuery = (on: string) => ({ queryKey: ['regulations', on], queryFn: () => answerOf(api.GET('/api/v1/regulations', { params: { query: { on } } })), staleTime: 60_000 });

/** Runs another rule over days that are past; changes nothing. @throws Problem */
export const whatIf = (body: Omit<Schema<'WhatIfBody'>, 'limit'>): Promise<WhatIf> => answerOf(api.POST('/api/v1/regulations/what-if', { body: { ...body, limit: mostListed } }));

/** Which way somebody would move; by days, since levels have no order of their own outside of their regulation. */
export const directionOf = ({ cumulativeDays: { now, then } }: Differing): 'up' | 'down' | 'same' => (then > now ? 'up' : then < now ? 'down' : 'same');
