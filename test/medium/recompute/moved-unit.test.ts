import { datesBetween } from '../../../src/core/time/calendar';
import { Rebuild } from '../../../src/recompute/rebuild';
import { officeOf, RecomputeUnderTest } from './recompute-under-test';

jest.setTimeout(180_000);

const movedOn = '2026-11-16';

/** Everything that a unit can inherit, otherwise in the city than under the board. */
const board = `
units: [{ code: BOARD, name: Board }]
shifts: [{ code: LATE, segments: [['09:00', '17:30']], breaks: [['12:00', '13:00']] }, { code: SHORT, segments: [['09:00', '15:00']], breaks: [['12:00', '13:00']] }]
schedules: [{ code: 5HL, week: [LATE, LATE, LATE, LATE, LATE, null, null] }]
assignments: [{ unit: BOARD, schedule: 5HL, fromDate: 2026-01-01 }]
policies: [{ unit: CITY, fromDate: 2026-11-01, policy: { lateGraceMinutes: 15 } }]
holidays: [{ date: 2026-11-11, name: Hari jadi dewan, kind: local, unit: BOARD }, { date: 2026-11-18, name: Hari jadi kota, kind: local, unit: CITY }, { date: 2026-11-19, name: Hari jadi dewan, kind: local, unit: BOARD }]
holidayExemptions: [{ unit: BOARD, fromDate: 2026-11-10, toDate: 2026-11-12 }]
periodHours: [{ name: Apel, fromDate: 2026-11-12, toDate: 2026-11-17, unit: BOARD, replaces: { LATE: SHORT } }]
`;

describe('a unit that moves', () => {
  let city: RecomputeUnderTest;
  beforeEach(async () => {
    city = await RecomputeUnderTest.open('2026-11-24T12:00:00+07:00');
    await city.plan(officeOf(['ani', 'budi', 'citra'], '2026-11-02'));
    await city.plan(board);
    // Ten minutes late for the city, which forgives fifteen; much too early for the board.
    for (const date of datesBetween('2026-11-02', '2026-11-23')) for (const who of ['ani', 'citra']) await city.punch(who, `${date} 07:40:00`);
    for (const date of datesBetween('2026-11-02', '2026-11-23')) for (const who of ['ani', 'citra']) await city.punch(who, `${date} 16:10:00`);
    await city.drain();
  });
  afterEach(() => city.close());

  /** What was judged, with the digest of all that it was judged by. */
  const judged = (number: string) =>
    city.database.query<{ work_date: string; shift: string | null; status: string; worked_minutes: number; late_minutes: number; digest: string; explanation: string; computed_at: number }>(
      'SELECT d.work_date, d.shift, d.status, d.worked_minutes, d.late_minutes, d.digest, d.explanation, d.computed_at FROM attendance_day d JOIN employee e ON e.id = d.employee_id WHERE e.number = ? ORDER BY d.work_date, d.shift_no',
      [number],
    );
  const move = (from: string): Promise<void> => city.plan(`units: [{ code: OFFICE, name: Office, parent: BOARD, parentFromDate: "${from}" }]`);

  it('leaves the days before its date as they were, to the digest, and has those from it on judged by its new line', async () => {
    const [ani, citra] = [await judged('ani'), await judged('citra')];
    city.clock.set('2026-11-24T13:00:00+07:00');
    await move(movedOn);
    await city.drain();
    const after = await judged('ani');
    const before = (rows: typeof ani): typeof ani => rows.filter((row) => row.work_date < movedOn);
    const digests = (rows: typeof ani): string[] => rows.map(({ work_date: date, digest, explanation }) => `${date} ${digest} ${explanation}`);
    expect(digests(before(after))).toEqual(digests(before(ani)));
    expect(before(ani).length).toBeGreaterThan(10);
    // Nobody of another unit was judged anew at all.
    expect(await judged('citra')).toEqual(citra);
    // Period hours of the board: six hours less the break on its first two days.
    expect(after.filter(({ work_date: date }) => date > '2026-11-15' && date < '2026-11-19').map((row) => row.worked_minutes)).toEqual([300, 300, 370]);
    expect(before(ani).find(({ work_date: date }) => date === '2026-11-12')).toMatchObject({ shift: 'REG', late_minutes: 0 });
    const since = after.filter((row) => row.work_date >= movedOn);
    expect(since.map(({ work_date: date, shift, status }) => `${date} ${shift ?? '-'} ${status}`)).toEqual([
      // The period hours of the board hold on its first two days; its own holiday is one, that of the city is none.
      ...['2026-11-16 LATE PRESENT', '2026-11-17 LATE PRESENT', '2026-11-18 LATE PRESENT', '2026-11-19 - HOLIDAY', '2026-11-20 LATE PRESENT'],
      ...['2026-11-21 - OFF', '2026-11-22 - OFF', '2026-11-23 LATE PRESENT', '2026-11-24 LATE PENDING', '2026-11-25 LATE PENDING'],
    ]);
  });

  it('comes out of a rebuild the same', async () => {
    await move(movedOn);
    await city.drain();
    const incremental = await Promise.all(['ani', 'budi', 'citra'].map(judged));
    await city.app.get(Rebuild).run();
    const bare = (people: typeof incremental) => people.map((rows) => rows.map(({ computed_at: _, ...rest }) => rest));
    expect(bare(await Promise.all(['ani', 'budi', 'citra'].map(judged)))).toEqual(bare(incremental));
  });

  it('that is taken back is judged as if it had never moved', async () => {
    const ani = await judged('ani');
    await move(movedOn);
    await city.drain();
    expect((await judged('ani')).map(({ digest }) => digest)).not.toEqual(ani.map(({ digest }) => digest));
    await city.plan(`units: [{ code: OFFICE, name: Office, parent: CITY, parentFromDate: "${movedOn}" }]`);
    await city.drain();
    expect((await judged('ani')).map(({ digest }) => digest)).toEqual(ani.map(({ digest }) => digest));
  });

  it('takes effect on a date to come by itself', async () => {
    await move('2026-11-25');
    await city.drain();
    expect((await city.day('ani', '2026-11-24'))?.shift).toBe('REG');
    city.clock.set('2026-11-26T12:00:00+07:00');
    await city.punch('ani', '2026-11-25 09:00:00');
    await city.punch('ani', '2026-11-25 17:30:00');
    await city.drain();
    expect([(await city.day('ani', '2026-11-25'))?.shift, (await city.day('ani', '2026-11-25'))?.status]).toEqual(['LATE', 'PRESENT']);
  });
});
