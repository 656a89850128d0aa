import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Problem } from '../../api/problem';

/** A change of a device: afterwards every list of the page is asked again. */
export function useDeviceChange<Input>(change: (input: Input) => Promise<unknown>, onDone: () => void = () => undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ['terminals'] }), queries.invalidateQueries({ queryKey: ['overview'] })]);
      onDone();
    },
  });
}

/** What the service said about a change that it did not make. */
export const detailOf = (error: unknown): string => (error instanceof Problem ? error.message || error.code || String(error.status) : String(error));
