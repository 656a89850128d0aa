import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMay } from '../access/me';
import { answerOf, api, type Schema } from '../api/client';

/** What the frame of every page shows: the reach of one's role, what waits, and all terminals. */
export type Overview = Schema<'Overview'>;

/** The overview, asked again every minute and whenever a page invalidates it. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: (): Promise<Overview> => answerOf(api.GET('/api/v1/overview')),
  refetchInterval: 60_000,
  staleTime: 30_000,
});

/** The overview, or nothing while it loads. Whoever may read no reports (an employee) has the date and zone of the device and nothing that waits. */
export function useOverview(): Overview | undefined {
  const enabled = useMay('reports.read');
  const { data } = useQuery({ ...overviewQuery, enabled });
  return enabled ? data : ownOverview();
}

const ownOverview = (): Overview => ({ now: new Date().toISOString(), today: deviceDate(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone, units: [], review: 0, cases: 0, requests: 0, complaints: 0, terminals: [] });

/** The date of this device, written like 2026-11-23. */
export function deviceDate(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}
