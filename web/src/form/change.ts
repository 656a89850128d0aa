import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change through the API: afterwards the named lists are asked again, and what stood on the page stays until the new answer is there. */
export function useChange<Input, Answer = unknown>(lists: readonly string[], change: (input: Input) => Promise<Answer>, onDone: (answer: Answer) => void = () => undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      onDone(answer);
      await Promise.all(lists.map((list) => queries.invalidateQueries({ queryKey: [list] })));
    },
  });
}
