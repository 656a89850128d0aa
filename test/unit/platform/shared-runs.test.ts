import { SharedRuns } from '../../../src/platform/shared-runs';

/** Work that ends when it is told to, and counts how often it was begun. */
function slowWork(): { readonly begun: () => number; work(): Promise<number>; end(error?: Error): Promise<void> } {
  const open: { resolve: (value: number) => void; reject: (error: Error) => void }[] = [];
  let begun = 0;
  return {
    begun: () => begun,
    work: () => new Promise((resolve, reject) => {
      begun++;
      open.push({ resolve, reject });
    }),
    end: async (error) => {
      const one = open.shift();
      if (error) one?.reject(error);
      else one?.resolve(begun);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('work that many ask for at once', () => {
  it('is shared by all who come while it runs, but begun after they came', async () => {
    const [runs, slow] = [new SharedRuns<number>(), slowWork()];
    const first = runs.take('a', slow.work);
    const [second, third] = [runs.take('a', slow.work), runs.take('a', slow.work)];
    expect(slow.begun()).toBe(1);
    await slow.end();
    expect(slow.begun()).toBe(2);
    const fourth = runs.take('a', slow.work);
    await slow.end();
    await slow.end();
    expect(await Promise.all([first, second, third, fourth])).toEqual([1, 2, 2, 3]);
  });

  it('begins anew when nobody waits, and by itself for another key', async () => {
    const [runs, slow] = [new SharedRuns<number>(), slowWork()];
    const [a, b] = [runs.take('a', slow.work), runs.take('b', slow.work)];
    expect(slow.begun()).toBe(2);
    await slow.end();
    await slow.end();
    expect(await Promise.all([a, b])).toEqual([2, 2]);
    const later = runs.take('a', slow.work);
    expect(slow.begun()).toBe(3);
    await slow.end();
    expect(await later).toBe(3);
  });

  it('that fails is told to those who shared it, and the next run goes on', async () => {
    const [runs, slow] = [new SharedRuns<number>(), slowWork()];
    const first = runs.take('a', slow.work);
    const [second, third] = [runs.take('a', slow.work), runs.take('a', slow.work)];
    const failed = expect(first).rejects.toThrow('broken');
    await slow.end(new Error('broken'));
    await failed;
    await slow.end();
    expect(await Promise.all([second, third])).toEqual([2, 2]);
  });
});
