import { type AttendanceDay } from '../../../src/core/attendance/attendance-day';
import { attendanceDayColumns, attendanceDayValues } from '../../../src/attendance/attendance-day-store';
import { LockReader } from '../../../src/attendance/locks/lock-reader';
import { applyAcceptedChanges, decideLockedChange, recordLockedChange } from '../../../src/attendance/locks/locked-change-store';
import { MonthLockStore } from '../../../src/attendance/locks/month-lock-store';
import { openOffice, type Office } from './office';

const judged = (part: Partial<AttendanceDay> = {}): AttendanceDay => ({
  date: '2026-10-15',
  shiftNo: 1,
  shift: 'office',
  status: 'ABSENT',
  lateMinutes: 0,
  earlyLeaveMinutes: 0,
  workedMinutes: 0,
  overtimeMinutes: 0,
  breakOverrunMinutes: 0,
  absentDays: 1,
  lateBand: null,
  earlyBand: null,
  flags: [],
  inAt: null,
  outAt: null,
  settled: true,
  signals: ['ABSENT'],
  explanation: [],
  digest: 'd1',
  ...part,
});

describe('closed months', () => {
  let office: Office;
  let locks: MonthLockStore;
  let reader: LockReader;

  beforeAll(async () => {
    office = await openOffice();
    locks = office.app.get(MonthLockStore);
    reader = office.app.get(LockReader);
  });
  afterEach(() => office.clear());
  afterAll(() => office.close());

  const store = (employeeId: string, unitId: string | null, ...days: AttendanceDay[]) =>
    office.database.transaction((tx) => tx.insert('attendance_day', attendanceDayColumns, days.map((day) => attendanceDayValues({ employeeId, unitId, zone: 'Asia/Jakarta', day, closesAt: null }, 1))));
  const locked = async (ids = ['e-ana', 'e-budi']) => {
    const found = await reader.lockedDays(office.database, ids, '2026-01-01', '2026-12-31');
    return [...found].flatMap(([id, days]) => [...days.keys()].map((date) => `${id} ${date}`)).sort();
  };
  const record = (proposal: AttendanceDay, at = 10) =>
    office.database.transaction((tx) => recordLockedChange(tx, { employeeId: 'e-ana', workDate: '2026-10-15', unitId: 'u-health', record: [judged()], proposal: [proposal] }, at));
  const changes = () => office.database.query<{ id: string; state: string; since_at: number; changed_at: number }>('SELECT id, state, since_at, changed_at FROM locked_change ORDER BY id');
  const decide = async (state: 'accepted' | 'refused') => {
    const open = (await changes()).find((change) => change.state === 'open');
    await office.database.transaction((tx) => decideLockedChange(tx, open?.id ?? '', state, 'token:hr', 'x', 20));
  };

  it('keep the records of their units, and of those under them', async () => {
    await store('e-ana', 'u-health', judged(), judged({ date: '2026-11-02' }));
    await store('e-budi', 'u-city', judged());
    await locks.lock('u-health', '2026-10', 'token:hr', 'rekap');
    expect(await locked()).toEqual(['e-ana 2026-10-15']);
    await locks.unlock('u-health', '2026-10', 'token:hr', 'x');
    await locks.lock('u-city', '2026-10', 'token:hr', 'rekap');
    expect(await locked()).toEqual(['e-ana 2026-10-15', 'e-budi 2026-10-15']);
    expect(await locked(['e-budi'])).toEqual(['e-budi 2026-10-15']);
    expect(await reader.lockedThrough(office.database, 'u-health')).toBe('2026-10-31');
    expect(await reader.lockedThrough(office.database)).toBeNull();
  });

  it('hand the engine all rows of a date as they stood, without the mark of a pending change', async () => {
    await store('e-ana', 'u-health', judged({ absentDays: 0.5, flags: ['LOCKED_CHANGE_PENDING', 'SEGMENT_ABSENT'] }), judged({ shiftNo: 2, shift: 'night', absentDays: 0.5 }));
    await locks.lock('', '2026-10', 'token:hr', 'rekap');
    const day = (await reader.lockedDays(office.database, ['e-ana'], '2026-10-15', '2026-10-15')).get('e-ana')?.get('2026-10-15');
    expect(day).toMatchObject({ date: '2026-10-15', status: 'ABSENT', absentDays: 1 });
    expect(day?.rows?.map((row) => [row.shift, row.flags])).toEqual([['office', ['SEGMENT_ABSENT']], ['night', []]]);
  });

  it('are closed only when they are over, and once', async () => {
    await expect(locks.lock('', '2026-11', 'a', 'x')).rejects.toThrow('2026-11 is not over yet; it can be locked from the day after 2026-11-30.');
    await expect(locks.lock('', '2026-13', 'a', 'x')).rejects.toMatchObject({ code: 'bad-month' });
    await expect(locks.lock('u-none', '2026-10', 'a', 'x')).rejects.toMatchObject({ code: 'unknown-unit', status: 404 });
    await locks.lock('', '2026-10', 'token:a', 'x');
    await expect(locks.lock('', '2026-10', 'b', 'x')).rejects.toMatchObject({ code: 'already-locked', status: 409, message: '2026-10 is already locked for all units, by token:a.' });
    await expect(locks.unlock('u-health', '2026-10', 'b', 'x')).rejects.toMatchObject({ status: 409, message: '2026-10 is not locked for the unit u-health. It is closed by the lock of all units; unlock that one.' });
  });

  it('are a story that is only appended to', async () => {
    await locks.lock('', '2026-10', 'a', 'rekap');
    await locks.unlock('', '2026-10', 'b', 'salah');
    await locks.lock('', '2026-10', 'c', 'rekap lagi');
    expect((await locks.list(true)).map((word) => `${word.sequence} ${word.action} ${word.actor} ${word.reason}`)).toEqual(['1 locked a rekap', '2 unlocked b salah', '3 locked c rekap lagi']);
    expect(await locks.list(false)).toHaveLength(1);
  });

  it('say how many days still wait when they are closed', async () => {
    await store('e-ana', 'u-health', judged({ settled: false }));
    await office.database.transaction((tx) => tx.insert('dirty_day', ['employee_id', 'work_date', 'marked_at'], [['e-budi', '2026-10-31', 1], ['e-budi', '2026-11-01', 1]]));
    expect(await locks.lock('', '2026-10', 'a', 'x')).toMatchObject({ openDays: 2 });
  });

  it('turn a change into one entry for an officer, which follows what the facts say', async () => {
    expect(await record(judged(), 10)).toBe('same');
    expect(await record(judged({ status: 'PRESENT', absentDays: 0 }), 11)).toBe('recorded');
    expect(await record(judged({ status: 'PRESENT', absentDays: 0, digest: 'other', explanation: [{ code: 'CHANGE_AFTER_CLOSING', params: {} }] }), 12)).toBe('known');
    expect(await record(judged({ status: 'ON_LEAVE', absentDays: 0 }), 13)).toBe('updated');
    expect(await changes()).toEqual([expect.objectContaining({ state: 'open', since_at: 11, changed_at: 13 })]);
    expect(await record(judged(), 14)).toBe('withdrawn');
    expect(await changes()).toEqual([expect.objectContaining({ state: 'withdrawn' })]);
  });

  it('do not ask again about what an officer refused, but about something new', async () => {
    await record(judged({ status: 'PRESENT' }));
    await decide('refused');
    expect(await office.dirtyDays('e-ana')).toEqual([]);
    expect(await record(judged({ status: 'PRESENT' }))).toBe('known');
    expect(await record(judged({ status: 'HALF_DAY' }))).toBe('recorded');
    expect((await changes()).map((change) => change.state)).toEqual(['refused', 'open']);
  });

  it('let an accepted day be judged anew, once', async () => {
    await store('e-ana', 'u-health', judged(), judged({ date: '2026-10-16' }));
    await locks.lock('', '2026-10', 'a', 'x');
    await record(judged({ status: 'PRESENT' }));
    await decide('accepted');
    expect(await office.dirtyDays('e-ana')).toEqual(['2026-10-15']);
    expect(await locked()).toEqual(['e-ana 2026-10-16']);
    const apply = () => office.database.transaction((tx) => applyAcceptedChanges(tx, (day) => day.employeeId === 'e-ana' && day.workDate === '2026-10-15', 30));
    expect(await apply()).toBe(1);
    expect(await locked()).toEqual(['e-ana 2026-10-15', 'e-ana 2026-10-16']);
    expect(await apply()).toBe(0);
  });

  it('refuse a second decision', async () => {
    await record(judged({ status: 'PRESENT' }));
    const [open] = await changes();
    await decide('refused');
    await expect(office.database.transaction((tx) => decideLockedChange(tx, open?.id ?? '', 'accepted', 'a', 'x', 1))).rejects.toMatchObject({ code: 'wrong-transition', status: 409 });
  });

  it('when opened, let everything that waited there be judged as usual', async () => {
    await locks.lock('u-health', '2026-10', 'a', 'x');
    await record(judged({ status: 'PRESENT' }));
    await locks.unlock('u-health', '2026-10', 'a', 'x');
    expect((await changes()).map((change) => change.state)).toEqual(['withdrawn']);
    expect(await office.dirtyDays('e-ana')).toEqual(['2026-10-15']);
  });

  it('stay closed for a unit when only another of its locks goes', async () => {
    await locks.lock('', '2026-10', 'a', 'x');
    await locks.lock('u-health', '2026-10', 'a', 'x');
    await record(judged({ status: 'PRESENT' }));
    await locks.unlock('u-health', '2026-10', 'a', 'x');
    expect((await changes()).map((change) => change.state)).toEqual(['open']);
    expect(await office.dirtyDays('e-ana')).toEqual([]);
  });
});
