import { Logger } from '@nestjs/common';
import { Clock } from '../../../src/platform/clock';
import { type Role } from '../../../src/platform/config';
import { type Database } from '../../../src/platform/database/database';
import { JobRunner } from '../../../src/platform/jobs/job-runner';

/** Looking asks the database for nothing: only claiming a slot does. */
const noDatabase = null as unknown as Database;
const runner = (role: Role = 'all'): JobRunner => new JobRunner(noDatabase, new Clock(), { role });

/** A piece of work that ends when it is told to, and counts how often it was begun. */
function held(): { readonly work: () => Promise<void>; readonly end: () => void; readonly begun: () => number } {
  let [begun, end] = [0, (): void => undefined];
  const work = (): Promise<void> => {
    begun += 1;
    return new Promise((resolve) => (end = resolve));
  };
  return { work, end: () => end(), begun: () => begun };
}

describe('a look whether a job has anything to do', () => {
  it('does nothing while the one before is still at work, and looks again after it', async () => {
    const [jobs, { work, end, begun }] = [runner(), held()];
    const first = jobs.look('reminders', work);
    await jobs.look('reminders', work);
    expect(begun()).toBe(1);
    end();
    await first;
    const second = jobs.look('reminders', work);
    end();
    await second;
    expect(begun()).toBe(2);
  });

  it('holds up no other job', async () => {
    const [jobs, one, other] = [runner(), held(), held()];
    const looks = [jobs.look('reminders', one.work), jobs.look('daily-report', other.work)];
    expect([one.begun(), other.begun()]).toEqual([1, 1]);
    one.end();
    other.end();
    await Promise.all(looks);
  });

  it('that fails is a matter of the log, and the next one looks again', async () => {
    const said = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const jobs = runner();
    await jobs.look('reminders', () => Promise.reject(new Error('the database is gone')));
    expect(said).toHaveBeenCalledTimes(1);
    said.mockRestore();
    let looked = false;
    await jobs.look('reminders', async () => void (looked = true));
    expect(looked).toBe(true);
  });

  it.each<[Role, number]>([['all', 1], ['worker', 1], ['intake', 0], ['web', 0], ['cli', 0]])('is for processes that do the work of the office: %s', async (role, times) => {
    let looked = 0;
    await runner(role).look('reminders', async () => void (looked += 1));
    expect(looked).toBe(times);
  });

  it('is none any more once the process begins to end, which waits for the one at work', async () => {
    const [jobs, { work, end, begun }] = [runner(), held()];
    const look = jobs.look('reminders', work);
    jobs.onModuleDestroy();
    expect(jobs.isStopping).toBe(true);
    await jobs.look('daily-report', work);
    expect(begun()).toBe(1);
    let ended = false;
    const over = jobs.beforeApplicationShutdown().then(() => (ended = true));
    await new Promise(setImmediate);
    expect(ended).toBe(false);
    end();
    await Promise.all([look, over]);
  });
});
