import { queryOptions, useQuery } from '@tanstack/react-query';
import { keepCsrfToken, send } from '../api/client';
import { changeLanguage } from '../i18n/words';
import { type Language } from '../i18n/language';

/** A role of an account, in a unit and all below it. */
export interface RoleOfMe {
  readonly role: string;
  readonly unitId: string | null;
  readonly unitName?: string | null;
}

/** Who is signed in, and what they may do. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly username?: string;
  readonly employeeId?: string | null;
  readonly roles: readonly RoleOfMe[];
  readonly permissions: readonly string[];
  readonly csrfToken?: string | null;
  readonly mustChangePassword: boolean;
  readonly language?: Language | null;
  readonly theme?: 'light' | 'dark' | 'auto' | null;
}

/** The signed-in account; a problem with status 401 where nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me> => {
    const me = await send<Me>('GET', '/api/v1/me');
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

/** Whether the account has a permission, e.g. `violations.decide`. */
export const useMay = (permission: string): boolean => {
  const { permissions } = useMe();
  return permissions.includes(permission) || permissions.includes('*');
};
