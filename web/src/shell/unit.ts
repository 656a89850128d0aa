import { useSearch } from '@tanstack/react-router';

/** Id of the unit that the rail's switcher names; undefined = the whole reach of the account. It stays in the address from page to page. */
export const useUnitId = (): string | undefined => (useSearch({ strict: false }) as { unit?: string }).unit;
