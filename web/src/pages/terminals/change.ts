import { useMutation, useQueryClient } from '@tanstack/react-query';

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
