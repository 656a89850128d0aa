import { queryOptions, useQuery } from '@tanstack/react-query';
import { send } from '../api/client';

/** A terminal as one square of the map. */
export interface TerminalSquare {
  readonly serialNumber: string;
  readonly name: string;
  readonly state: 'heard' | 'silent' | 'clock' | 'pending';
}

/** What the frame of every page shows: the reach of one's role, what waits, and all terminals. */
export interface Overview {
  /** The time of the service, ISO. */
  readonly now: string;
  readonly today: string;
  readonly zone: string;
  readonly units: readonly { readonly id: string; readonly name: string; readonly depth: number }[];
  readonly review: number;
  readonly cases: number;
  readonly requests: number;
  readonly terminals: readonly TerminalSquare[];
}

/** The overview, asked again every minute and whenever a page invalidates it. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => send<Overview>('GET', '/api/v1/overview'),
  refetchInterval: 60_000,
  staleTime: 30_000,
});

/** The overview, or nothing while it loads. */
export const useOverview = (): Overview | undefined => useQuery(overviewQuery).data;
