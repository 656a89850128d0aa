import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schema } from '../../api/client';
import { aboutOf, keyOf, type ReviewItem } from './review-row';

/** Asks the service what verifying the selected rows would do: to how many, and which it could not. Nothing is changed by it. */
export function useDryRun(rows: readonly ReviewItem[]): Schema<'DecisionAnswer'> | undefined {
  const [asked] = useDebouncedValue(rows, 150);
  const about = aboutOf(asked);
  const { data } = useQuery({
    queryKey: ['review-dry-run', about],
    queryFn: () => answerOf(api.POST('/api/v1/violations/decisions', { body: { decision: 'verified', about, dryRun: true } })),
    enabled: about.length > 0,
    // What could be verified a moment ago may wait for a machine now.
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  // An answer about other rows than the selected ones would be a wrong number.
  return asked.length === rows.length && asked.every((row, index) => keyOf(row) === keyOf(rows[index] ?? row)) ? data : undefined;
}
