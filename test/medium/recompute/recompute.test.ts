import { LockReader } from '../../../src/attendance/locks/lock-reader';
import { MonthLockStore } from '../../../src/attendance/locks/month-lock-store';
import { RequestDesk } from '../../../src/attendance/requests/request-desk';
import { ViolationDecisions } from '../../../src/discipline/violations/violation-decisions';
import { TerminalHealthBook } from '../../../src/intake/terminals/terminal-health';
import { TerminalRegistry } from '../../../src/intake/terminals/terminal-registry';
import { addDays, datesBetween, weekday } from '../../../src/core/time/calendar';
import { markAwaiting, markDue } from '../../../src/recompute/mark-due';
import { PlanReader } from '../../../src/plan/reading/plan-reader';
import { Rebuild } from '../../../src/recompute/rebuild';
import { Recompute } from '../../../src/recompute/recompute';
import { testServer } from '../../support/test-database';
import { officeOf, RecomputeUnderTest, zone } from './recompute-under-test';

jest.setTimeout(120_000);

/** Monday 23 November 2026 was a working day; the tests look back at it from Tuesday noon. */
const monday = '2026-11-23';
const tuesdayNoon = '2026-11-24T12:00:00+07:00';

describe('recomputation', () => {
  let city: RecomputeUnderTest;

  beforeEach(async () => {
    city = await RecomputeUnderTest.open(tuesdayNoon);
    await city.plan(officeOf(['ani', 'budi', 'citra'], '2026-11-02'));
  });
  afterEach(() => city.close());

  it('judges a day from plan and punches, and writes nothing when nothing came out differently', async () => {
    await city.punch('ani', `${monday} 07:41:00`);
    await city.punch('ani', `${monday} 16:02:00`);
    await city.drain();
    const first = await city.day('ani', monday);
    expect(first).toMatchObject({ status: 'PRESENT', late_minutes: 11, worked_minutes: 439, settled: 1, shift: 'REG', zone });
    city.clock.set('2026-11-24T12:30:00+07:00');
    await city.punch('ani', `${monday} 16:02:20`);
    const again = await city.drain();
    expect(again).toMatchObject({ judged: 3 });
    // A double tap changes the inputs, so the day is written again; a mark alone is not.
    const second = await city.day('ani', monday);
    await city.database.transaction((tx) => tx.insert('dirty_day', ['employee_id', 'work_date', 'marked_at'], [[second?.employee_id ?? '', monday, 1]]));
    city.clock.set('2026-11-24T13:00:00+07:00');
    expect(await city.drain()).toMatchObject({ judged: 1, changed: 0 });
    expect((await city.day('ani', monday))?.computed_at).toBe(second?.computed_at);
  });

  it('takes an absence back when a sick letter is approved late', async () => {
    await city.drain();
    expect(await city.day('budi', monday)).toMatchObject({ status: 'ABSENT', absent_days: 1 });
    expect(await city.violations('budi')).toContainEqual(expect.objectContaining({ work_date: monday, kind: 'absence', state: 'unverified', provision: expect.any(String) as string }));
    const desk = city.app.get(RequestDesk);
    const letter = await desk.file({ employeeNumber: 'budi' }, { kind: 'leave', type: 'sick', fromDate: monday, toDate: monday, letter: 'SKD-7', reason: 'demam' }, 'token:officer');
    await city.drain();
    expect((await city.day('budi', monday))?.flags).toContain('LEAVE_PENDING');
    expect(await city.violations('budi')).toContainEqual(expect.objectContaining({ work_date: monday, state: 'waiting' }));
    await desk.decide(letter.id, 'approve', 'token:officer', null);
    await city.drain();
    expect(await city.day('budi', monday)).toMatchObject({ status: 'ON_LEAVE', absent_days: 0 });
    expect((await city.violations('budi')).filter((row) => row.work_date === monday)).toEqual([]);
  });

  it('makes an absence of nothing happening, once the window has closed', async () => {
    await city.drain();
    const today = '2026-11-24';
    expect(await city.day('citra', today)).toMatchObject({ status: 'PENDING', settled: 0 });
    city.clock.set('2026-11-24T19:59:00+07:00');
    await markDue(city.database, city.clock.now());
    await city.drain();
    expect(await city.day('citra', today)).toMatchObject({ status: 'PENDING' });
    city.clock.set('2026-11-24T20:00:00+07:00');
    await markDue(city.database, city.clock.now());
    await city.drain();
    expect(await city.day('citra', today)).toMatchObject({ status: 'ABSENT', settled: 1, closes_at: null });
  });

  it('opens each date for everybody, also the ones in between after a week of downtime', async () => {
    await markDue(city.database, city.clock.now());
    await city.drain();
    city.clock.set('2026-12-01T06:00:00+07:00');
    await markDue(city.database, city.clock.now());
    await city.drain();
    for (const date of datesBetween('2026-11-02', '2026-12-01')) expect({ date, day: (await city.day('ani', date))?.work_date }).toEqual({ date, day: date });
  });

  it('looks at a day again when the window closes that an overtime order kept open, though nothing arrives', async () => {
    const desk = city.app.get(RequestDesk);
    const today = '2026-11-24';
    const order = await desk.file({ employeeNumber: 'citra' }, { kind: 'overtime-order', fromDate: today, toDate: today, fromTime: '16:00', toTime: '22:00', letter: 'SPL 7' }, 'token:officer');
    await desk.decide(order.id, 'approve', 'token:officer', null);
    await city.punch('citra', `${today} 07:25:00`);
    const statusAt = async (clock: string): Promise<string | undefined> => {
      city.clock.set(`${today}T${clock}:00+07:00`);
      await markDue(city.database, city.clock.now());
      await city.drain();
      return (await city.day('citra', today))?.status;
    };
    // The shift's own window closes at 20:00, that of the order an hour after it.
    expect(await statusAt('12:00')).toBe('PENDING');
    expect(await statusAt('20:05')).toBe('PENDING');
    expect(await statusAt('23:01')).toBe('INCOMPLETE');
  });

  it('takes along the days whose windows meet: a night on leave gives the morning after its punch', async () => {
    const night = '2026-11-18';
    await city.plan(`shifts: [{ code: N, segments: [['21:00', '07:00+1']] }]\nroster: [{ employee: ani, date: ${night}, shifts: [N] }]`);
    await city.punch('ani', '2026-11-19 07:20:00');
    await city.punch('ani', '2026-11-19 16:02:00');
    await city.drain();
    expect(await city.day('ani', '2026-11-19')).toMatchObject({ status: 'INCOMPLETE' });
    const desk = city.app.get(RequestDesk);
    const leave = await desk.file({ employeeNumber: 'ani' }, { kind: 'leave', type: 'annual', fromDate: night, toDate: night, reason: 'keluarga' }, 'token:officer');
    await desk.decide(leave.id, 'approve', 'token:officer', null);
    await city.drain();
    expect(await city.day('ani', night)).toMatchObject({ status: 'ON_LEAVE' });
    expect(await city.day('ani', '2026-11-19')).toMatchObject({ status: 'PRESENT', worked_minutes: 450 });
  });

  it('reads a record by what its clock was off by at the time, not by what it is off by today', async () => {
    await city.plan('policies: [{ unit: CITY, fromDate: 2026-11-02, policy: { driftCorrection: true } }]');
    const [registry, health] = [city.app.get(TerminalRegistry), city.app.get(TerminalHealthBook)];
    await registry.announce('T1', { zone, speaks: 'push' });
    await registry.approve('T1');
    await health.seen('T1', { at: Date.parse(`${monday}T06:00:00+07:00`), clockOffsetSeconds: 420 });
    await city.punch('ani', `${monday} 07:34:00`);
    await city.drain();
    const before = await city.day('ani', monday);
    expect(before?.flags).toContain('CLOCK_DRIFT_CORRECTED');
    expect(before).toMatchObject({ late_minutes: 0 });
    // Set right at noon: the afternoon is read as it stands, the morning as before.
    await health.seen('T1', { at: Date.parse(`${monday}T12:00:00+07:00`), clockOffsetSeconds: 0 });
    await city.punch('ani', `${monday} 16:00:00`);
    await city.drain();
    expect(await city.day('ani', monday)).toMatchObject({ status: 'PRESENT', late_minutes: 0, early_leave_minutes: 0, worked_minutes: 450 });
  });

  it('reads records that came in ahead of the first reading of their clock again', async () => {
    await city.plan('policies: [{ unit: CITY, fromDate: 2026-11-02, policy: { driftCorrection: true } }]');
    const registry = city.app.get(TerminalRegistry);
    await registry.announce('T1', { zone, speaks: 'push' });
    await registry.approve('T1');
    await city.punch('ani', `${monday} 07:34:00`);
    await city.punch('ani', `${monday} 16:08:00`);
    await city.drain();
    expect(await city.day('ani', monday)).toMatchObject({ late_minutes: 4 });
    await city.app.get(TerminalHealthBook).seen('T1', { at: city.clock.now(), clockOffsetSeconds: 420 });
    await city.drain();
    expect(await city.day('ani', monday)).toMatchObject({ late_minutes: 0, early_leave_minutes: 0 });
  });

  it('accuses nobody while the terminal of the site is silent', async () => {
    const units = (await city.app.get(PlanReader).loadPlanBook()).shared.tree;
    const [registry, health] = [city.app.get(TerminalRegistry), city.app.get(TerminalHealthBook)];
    await registry.announce('T9', { zone, speaks: 'push', unitId: units.withCode('OFFICE')?.id ?? '' });
    await registry.approve('T9');
    await health.seen('T9', { at: Date.parse('2026-11-23T10:00:00+07:00'), syncedUntilAt: Date.parse('2026-11-23T10:00:00+07:00') });
    await city.drain();
    expect(await city.day('ani', monday)).toMatchObject({ status: 'PENDING', settled: 0, absent_days: 0 });
    expect((await city.day('ani', monday))?.flags).toContain('AWAITING_DEVICE_SYNC');
    expect((await city.violations('ani')).filter((row) => row.work_date === monday)).toEqual([]);
    expect(await city.day('citra', monday)).toMatchObject({ status: 'ABSENT' });
    await health.seen('T9', { at: city.clock.now(), syncedUntilAt: city.clock.now() });
    await markAwaiting(city.database, city.clock.now());
    await city.drain();
    expect(await city.day('ani', monday)).toMatchObject({ status: 'ABSENT', settled: 1 });
  });

  it('keeps the record of a closed month, asks an officer, and judges once when he accepts', async () => {
    await city.drain();
    const october = city.app.get(MonthLockStore);
    city.clock.set('2026-12-03T09:00:00+07:00');
    await markDue(city.database, city.clock.now());
    await city.drain();
    await october.lock('', '2026-11', 'token:officer', 'rekap selesai');
    await city.punch('citra', `${monday} 07:20:00`);
    await city.punch('citra', `${monday} 16:10:00`);
    await city.drain();
    const kept = await city.day('citra', monday);
    expect(kept).toMatchObject({ status: 'ABSENT', absent_days: 1 });
    expect(kept?.flags).toContain('LOCKED_CHANGE_PENDING');
    const [change] = await city.database.query<{ id: string; state: string }>('SELECT id, state FROM locked_change');
    expect(change?.state).toBe('open');
    expect((await city.app.get(LockReader).lockedDays(city.database, [kept?.employee_id ?? ''], monday, monday)).size).toBe(1);
    const before = await city.day('citra', monday);
    await city.app.get(Rebuild).run();
    expect({ ...(await city.day('citra', monday)), computed_at: 0 }).toEqual({ ...before, computed_at: 0 });
    await city.database.transaction(async (tx) => {
      await tx.execute("UPDATE locked_change SET state = 'accepted' WHERE id = ?", [change?.id ?? '']);
      await tx.insert('dirty_day', ['employee_id', 'work_date', 'marked_at'], [[kept?.employee_id ?? '', monday, 1]]);
    });
    await city.drain();
    expect(await city.day('citra', monday)).toMatchObject({ status: 'PRESENT', absent_days: 0 });
  });

  it('raises a case by verified days, and withdraws it when one of them is excused', async () => {
    await city.drain();
    const employeeId = await city.employeeId('budi');
    const days = datesBetween('2026-11-16', '2026-11-20').slice(0, 3);
    const decisions = city.app.get(ViolationDecisions);
    const about = days.map((workDate) => ({ employeeId, workDate, kind: 'absence' as const }));
    const outcome = await decisions.decide({ decision: 'verified', about: [...about, { employeeId, workDate: '2026-11-22', kind: 'absence' }], reason: null, document: null, papers: [], dryRun: false, actor: 'token:officer' });
    expect(outcome).toMatchObject({ applied: 3, notApplied: [{ workDate: '2026-11-22', why: 'no-such-violation' }] });
    await city.drain();
    const cases = (): Promise<{ state: string; level: string; counted_days: number }[]> => city.database.query('SELECT state, level, counted_days FROM discipline_case WHERE employee_id = ?', [employeeId]);
    expect(await cases()).toEqual([{ state: 'opened', level: 'teguran-lisan', counted_days: 3 }]);
    await decisions.decide({ decision: 'excused', about: about.slice(0, 1), reason: 'surat tugas menyusul', document: 'ST-12', papers: [], dryRun: false, actor: 'token:officer' });
    await city.drain();
    expect(await cases()).toEqual([expect.objectContaining({ state: 'withdrawn' })]);
    await city.app.get(Rebuild).run();
    expect(await cases()).toEqual([expect.objectContaining({ state: 'withdrawn' })]);
  });

  it('rebuilds a span or a unit and leaves the rest alone', async () => {
    await city.drain();
    await city.database.transaction((tx) => tx.execute("UPDATE attendance_day SET status = 'BROKEN'"));
    const tree = (await city.app.get(PlanReader).loadPlanBook()).shared.tree;
    await city.app.get(Rebuild).run({ from: '2026-11-09', to: '2026-11-13', unitIds: new Set(tree.subtreeOf(tree.withCode('OTHER')?.id ?? '').unitIds) });
    const mended = await city.database.query<{ number: string; work_date: string }>("SELECT e.number, d.work_date FROM attendance_day d JOIN employee e ON e.id = d.employee_id WHERE d.status <> 'BROKEN' ORDER BY d.work_date");
    expect(mended).toEqual(datesBetween('2026-11-09', '2026-11-13').map((work_date) => ({ number: 'citra', work_date })));
  });
});

describe('several workers at once', () => {
  it('lose no mark and count no year twice, whatever arrives meanwhile', async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => `p${index}`);
    const city = await RecomputeUnderTest.open(tuesdayNoon);
    await city.plan(officeOf(numbers, '2026-11-02'));
    // On SQLite one process has one writer: its workers share it. Another process would wait outside this event loop.
    const others = testServer ? await Promise.all([city.another(), city.another(), city.another()]) : [city, city, city];
    let arriving = true;
    const workers = others.map(async ({ app }) => {
      while (arriving) await app.get(Recompute).round();
      await app.get(Recompute).drain();
    });
    const dates = datesBetween('2026-11-02', monday).filter((date) => weekday(date) <= 5);
    const arrivals = numbers.map(async (pin) => {
      for (const date of dates) {
        await city.punch(pin, `${date} 07:2${pin.length}:00`);
        await city.punch(pin, `${date} 16:10:00`);
      }
    });
    await Promise.all(arrivals);
    arriving = false;
    await Promise.all(workers);
    await city.drain();
    const absent = await city.database.query("SELECT work_date FROM attendance_day WHERE status NOT IN ('PRESENT', 'OFF', 'PENDING')");
    expect(absent).toEqual([]);
    const days = 'SELECT employee_id, work_date, shift_no, status, digest, explanation FROM attendance_day ORDER BY employee_id, work_date, shift_no';
    const before = await city.database.query(days);
    await city.app.get(Rebuild).run();
    expect(await city.database.query(days)).toEqual(before);
    expect(before).toHaveLength(numbers.length * datesBetween('2026-11-02', addDays('2026-11-24', 1)).length);
    if (testServer) await Promise.all(others.map(({ app }) => app.close()));
    await city.close();
  });
});

describe('the decreed days that ship with the law', () => {
  it('stand in the plan of a fresh installation, and an administrator who removes one keeps it removed', async () => {
    const city = await RecomputeUnderTest.open(tuesdayNoon);
    const days = () => city.database.query<{ holiday_date: string }>("SELECT holiday_date FROM holiday WHERE kind <> 'local' ORDER BY holiday_date");
    const shipped = await days();
    expect(shipped.map((row) => row.holiday_date)).toEqual(expect.arrayContaining(['2025-08-18', '2026-03-18', '2027-12-26']));
    expect(shipped).toHaveLength(79);
    await city.database.transaction((tx) => tx.execute("DELETE FROM holiday WHERE holiday_date = '2026-12-24'"));
    const other = await city.another();
    expect(await days()).toHaveLength(78);
    await other.app.close();
    await city.close();
  });
});
