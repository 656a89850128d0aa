import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, answerOf, type Schema } from '../../api/client';
import { type UrlSearch } from '../../list/url-state';

/** Rows of one page. */
export const pageSize = 100;

/** The filters of the address as the service takes them. */
export function filterOf(search: UrlSearch, date: string | undefined): { from?: string; to?: string; unitId?: string; kind?: never; category?: string; text?: string } {
  const dates = date === undefined || date === 'all' ? {} : { from: date, to: date };
  const text = search['q']?.trim();
  return {
    ...dates,
    ...(search['unit'] ? { unitId: search['unit'] } : {}),
    ...(search['kind'] ? { kind: search['kind'] as never } : {}),
    ...(search['cat'] ? { category: search['cat'] } : {}),
    ...(text ? { text } : {}),
  };
}

/** The tab of the address. */
export function tabOf(search: UrlSearch): 'review' | 'waiting' | 'explanation' | 'done' {
  const tab = search['tab'];
  return tab === 'waiting' || tab === 'explanation' || tab === 'done' ? tab : 'review';
}

/** How much is in each tab under the filters. */
export const useCounts = (search: UrlSearch, date: string | undefined) =>
  useQuery({
    queryKey: ['review-counts', filterOf(search, date)],
    queryFn: () => answerOf(api.GET('/api/v1/review/counts', { params: { query: filterOf(search, date) } })),
    placeholderData: keepPreviousData,
    enabled: date !== undefined,
  });

/** One page of the tab; it is not asked again by itself, so that no row moves under the cursor. */
export const useRows = (search: UrlSearch, date: string | undefined) => {
  const query = { ...filterOf(search, date), tab: tabOf(search), page: Number(search['page'] ?? 1), pageSize, ...(search['sort'] ? { sort: search['sort'] } : {}) };
  return useQuery({ queryKey: ['review-rows', query], queryFn: () => answerOf(api.GET('/api/v1/review', { params: { query } })), enabled: date !== undefined, staleTime: Infinity, gcTime: 0 });
};

/** The date that is reviewed first: the last one on which somebody was due. */
export const useLastWorkDate = (unitId: string | undefined) =>
  useQuery({
    queryKey: ['review-last-date', unitId],
    queryFn: async () => (await answerOf(api.GET('/api/v1/review/counts', { params: { query: { from: '1970-01-01', to: '1970-01-01', ...(unitId ? { unitId } : {}) } } }))).lastWorkDate,
    staleTime: 60_000,
  });

/** One day of one person, explained. */
export const useDay = (employeeId: string, workDate: string, shiftNo: number) =>
  useQuery({
    queryKey: ['review-day', employeeId, workDate, shiftNo],
    queryFn: (): Promise<Schema<'ReviewDay'>> => answerOf(api.GET('/api/v1/review/{employeeId}/{workDate}/{shiftNo}', { params: { path: { employeeId, workDate, shiftNo } } })),
    placeholderData: keepPreviousData,
  });
