import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api, keepCsrfToken, type Schema } from '../api/client';
import { changeLanguage } from '../i18n/words';

/** Who is signed in, and what they may do. */
export type Me = Schema<'MeItem'>;

/** A permission as the service names it, e.g. `violations.decide`. */
export type Permission = Me['permissions'][number];

/** The signed-in account; a problem with status 401 where nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me> => {
    const me = await answerOf(api.GET('/api/v1/me'));
    keepCsrfToken(me.csrfToken ?? '');
    if (me.language) changeLanguage(me.language);
    return me;
  },
  staleTime: 5 * 60_000,
  retry: false,
});

/** The signed-in account; pages inside the shell always have one. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('a page inside the shell without an account');
  return data;
}

/** Whether an account has a permission in any reach. */
export const may = ({ permissions }: Pick<Me, 'permissions'>, permission: Permission): boolean => permissions.includes(permission);

/** Whether the signed-in account has it. */
export const useMay = (permission: Permission): boolean => may(useMe(), permission);
