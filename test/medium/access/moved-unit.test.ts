import { AccessOffice } from './access-office';

/** The team stood under unit a until the 15th, and stands under unit b since. Nobody of it moved. */
const [before, after, movedOn] = ['2026-11-13', '2026-11-20', '2026-11-16'];

let office: AccessOffice;
beforeAll(async () => {
  office = await AccessOffice.open();
  await office.furnish();
  await office.hire();
  for (const role of ['head-of-unit', 'hr-officer'] as const) await office.user(`${role}.b`, role, 'u-b');
  const at = office.clock.now();
  await office.database.transaction(async (tx) => {
    const days = [before, after];
    await tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], [['u-team', 'U-team', 'Tim', 'u-a', 'Asia/Jakarta']]);
    await tx.insert('unit_move', ['unit_id', 'from_date', 'parent_id'], [['u-team', movedOn, 'u-b']]);
    await tx.insert('employee', ['id', 'number', 'name', 'category'], [['e-team', 'N-team', 'Orang Tim', 'PNS']]);
    await tx.insert('employee_unit', ['employee_id', 'from_date', 'unit_id'], [['e-team', '2020-01-01', 'u-team']]);
    await tx.insert('enrolment', ['id', 'pin', 'terminal', 'employee_id', 'from_date'], [['n-team', '7team', '', 'e-team', '2020-01-01']]);
    await tx.execute(`INSERT INTO attendance_day SELECT 'e-team' AS employee_id, work_date, shift_no, 'u-team' AS unit_id, ${dayColumns} FROM attendance_day WHERE employee_id = 'e-moved'`);
    const violation = ['employee_id', 'work_date', 'shift_no', 'kind', 'unit_id', 'minutes', 'days', 'standing', 'evidence', 'state'];
    await tx.insert('violation', violation, days.map((date) => ['e-team', date, 1, 'LATE', 'u-team', 12, 0, 'standing', '[]', 'unverified']));
    const request = ['id', 'employee_id', 'kind', 'state', 'type', 'day_portion', 'from_date', 'to_date', 'filed_date', 'late_days', 'filed_at', 'filed_by', 'changed_at'];
    await tx.insert('request', request, days.map((date) => [`r-${date}`, 'e-team', 'leave', 'requested', 'annual', 'full', date, date, date, 0, at, 'x', at]));
    await tx.insert('locked_change', ['id', 'employee_id', 'work_date', 'unit_id', 'record', 'proposal', 'proposal_digest', 'since_at', 'changed_at', 'state'], days.map((date) => [`l-${date}`, 'e-team', date, 'u-team', '[]', '[]', 'x', at, at, 'open']));
    await tx.insert('roster_entry', ['employee_id', 'work_date', 'shifts'], days.map((date) => ['e-team', date, '']));
    const punch = ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'zone', 'punched_at', 'received_at', 'source'];
    await tx.insert('punch', punch, days.map((date) => ['T-a', `${date} 07:20:00`, '7team', 0, 1, 'Asia/Jakarta', at, at, 'push']));
    await tx.insert('observation', ['id', 'work_date', 'rule', 'finding', 'employee_id', 'unit_id', 'from_at', 'to_at', 'evidence', 'doubtful', 'computed_at'], days.map((date) => [`o-${date}`, date, 'door-held-open', 'observed', 'e-team', 'u-team', at, at, '[]', '[]', at]));
    await tx.insert('supervision_note', ['id', 'employee_id', 'unit_id', 'author', 'kind', 'visibility', 'withdrawn', 'about_date', 'changed_at'], days.map((date) => [`sn-${date}`, 'e-team', 'u-team', 'user:x', 'praise', 'shared', 0, date, at]));
    await tx.insert('supervision_note_event', ['note_id', 'position', 'body'], days.map((date) => [`sn-${date}`, 1, JSON.stringify({ type: 'write', at, actor: 'user:x', text: 'Tim', kind: 'praise', aboutDate: date, visibility: 'shared' })]));
    await tx.insert('discipline_case', ['case_id', 'employee_id', 'account_year', 'unit_id', 'state', 'basis', 'counted_days', 'opened_at', 'changed_at', 'detail'], [['c-team', 'e-team', 2026, 'u-team', 'proposed', 'x', 3, Date.parse(`${before}T01:00:00Z`), at, '{"rounds":[]}']]);
    await tx.execute('UPDATE plan_revision SET revision = revision + 1 WHERE id = 1');
  });
});
afterAll(() => office.close());

const dayColumns = 'zone, shift, status, settled, late_minutes, early_leave_minutes, worked_minutes, overtime_minutes, break_overrun_minutes, absent_days, late_band, early_band, flags, signals, in_at, out_at, closes_at, digest, explanation, computed_at';

/** Every list of dated rows, and what says of a row when it was. */
const lists: readonly [path: string, who: string, query: string, dateOf: (item: Record<string, unknown>) => unknown, mine: (item: Record<string, unknown>) => boolean][] = [
  ['attendance-days', 'head-of-unit', '', (item) => item['workDate'], (item) => item['employeeId'] === 'e-team'],
  ['violations', 'head-of-unit', '', (item) => item['workDate'], (item) => item['employeeId'] === 'e-team'],
  ['review', 'head-of-unit', 'tab=review&from=2026-11-01&to=2026-11-30', (item) => item['workDate'], (item) => item['employeeId'] === 'e-team'],
  ['requests', 'head-of-unit', '', (item) => item['fromDate'], (item) => item['employeeId'] === 'e-team'],
  ['locked-changes', 'hr-officer', '', (item) => item['workDate'], (item) => item['employeeId'] === 'e-team'],
  ['roster', 'head-of-unit', '', (item) => item['date'], (item) => item['employeeId'] === 'e-team'],
  ['punches', 'hr-officer', '', (item) => String(item['wallClock']).slice(0, 10), (item) => item['pin'] === '7team'],
  ['observations', 'hr-officer', '', (item) => item['workDate'], (item) => item['employeeId'] === 'e-team'],
  ['supervision-notes', 'head-of-unit', '', (item) => item['aboutDate'], (item) => item['employeeId'] === 'e-team'],
];

describe('a unit that moved is seen by each side for its own time', () => {
  it.each(lists)('in the list of %s', async (path, role, query, dateOf, mine) => {
    const seen = async (who: string, more = ''): Promise<unknown[]> => {
      const answer = await office.ask('GET', `/api/v1/${path}?pageSize=100&${query}${more}`, who);
      expect(answer.status).toBe(200);
      return (answer.json['items'] as Record<string, unknown>[]).filter(mine).map(dateOf).sort();
    };
    expect(await seen(`${role}.a`)).toEqual([before]);
    expect(await seen(`${role}.b`)).toEqual([after]);
    expect(await seen(`${role}.city`)).toEqual([before, after]);
  });

  it.each(['attendance-days', 'violations', 'review', 'requests', 'locked-changes'])('in the list of %s that is filtered by one side', async (path) => {
    const [, , query, dateOf, mine] = lists.find(([one]) => one === path) ?? lists[0] ?? [];
    const seen = async (unitId: string): Promise<unknown[]> => ((await office.ask('GET', `/api/v1/${path}?pageSize=100&${query}&unitId=${unitId}`, 'hr-officer.city')).json['items'] as Record<string, unknown>[]).filter((item) => mine?.(item)).map((item) => dateOf?.(item)).sort();
    expect(await seen('u-a')).toEqual([before]);
    expect(await seen('u-b')).toEqual([after]);
    expect(await seen('u-team')).toEqual([before, after]);
  });

  it.each(['attendance-days', 'violations'])('in the file of %s', async (path) => {
    const lines = async (who: string): Promise<string[]> => (await office.ask('GET', `/api/v1/${path}?format=csv&language=en`, who)).text.split('\n').filter((line) => line.includes('e-team') || line.includes('N-team'));
    const dates = async (who: string): Promise<string[]> => (await lines(who)).flatMap((line) => [before, after].filter((date) => line.includes(date))).sort();
    expect(await dates('head-of-unit.a')).toEqual([before]);
    expect(await dates('head-of-unit.b')).toEqual([after]);
  });

  it.each<[string, string, (date: string) => string]>([
    ['a day', 'head-of-unit', (date) => `attendance-days/e-team/${date}`],
    ['a request', 'head-of-unit', (date) => `requests/r-${date}`],
    ['a change of a closed day', 'hr-officer', (date) => `locked-changes/l-${date}`],
    ['a note', 'head-of-unit', (date) => `supervision-notes/sn-${date}`],
  ])('as %s that is asked for by its id', async (_, role, path) => {
    const status = async (side: string, date: string): Promise<number> => (await office.ask('GET', `/api/v1/${path(date)}`, `${role}.${side}`)).status;
    expect([await status('a', before), await status('a', after), await status('b', before), await status('b', after)]).toEqual([200, 404, 404, 200]);
  });

  it('in reports: by the date, or the end of the month, that is asked for', async () => {
    const status = async (side: string, query: string): Promise<number> => (await office.ask('GET', `/api/v1/${query}`, `hr-officer.${side}`)).status;
    const recap = (month: string): string => `reports/monthly-recap?unit=U-team&month=${month}`;
    expect([await status('a', recap('2026-10')), await status('b', recap('2026-10'))]).toEqual([200, 404]);
    expect([await status('a', recap('2026-11')), await status('b', recap('2026-11'))]).toEqual([404, 200]);
  });

  it('in figures of months: by the days on which it was in reach', async () => {
    const attended = async (who: string, unitId: string): Promise<unknown> => {
      const answer = await office.ask('GET', `/api/v1/unit-page?unitId=${unitId}&from=2026-11&to=2026-11`, who);
      return answer.status === 200 ? (answer.json['attendance'] as Record<string, unknown>[]).map((month) => month['attended']) : answer.status;
    };
    expect([await attended('hr-officer.city', 'u-team'), await attended('hr-officer.b', 'u-team'), await attended('hr-officer.a', 'u-team')]).toEqual([[2], [1], 404]);
    const [own, other] = [await attended('hr-officer.a', 'u-a'), await attended('hr-officer.b', 'u-b')];
    // Of each side: the own person, whoever moved away or came, and the team for its time.
    expect([own, other]).toEqual([[3], [3]]);
  });

  it('in spans of days: only who had the unit all the time is shown them', async () => {
    const status = async (who: string, from: string, to: string): Promise<number> => (await office.ask('GET', `/api/v1/employees/e-team/planned-days?from=${from}&to=${to}`, who)).status;
    expect([await status('head-of-unit.a', '2026-11-02', before), await status('head-of-unit.a', '2026-11-02', after)]).toEqual([200, 404]);
    expect([await status('head-of-unit.b', movedOn, after), await status('head-of-unit.b', before, after)]).toEqual([200, 404]);
    // Away in the middle, back at the end.
    await office.database.transaction(async (tx) => {
      await tx.insert('unit_move', ['unit_id', 'from_date', 'parent_id'], [['u-team', '2026-11-18', 'u-a']]);
      await tx.execute('UPDATE plan_revision SET revision = revision + 1 WHERE id = 1');
    });
    expect([await status('head-of-unit.a', '2026-11-02', after), await status('head-of-unit.a', '2026-11-18', after)]).toEqual([404, 200]);
    await office.database.transaction(async (tx) => {
      await tx.execute("DELETE FROM unit_move WHERE unit_id = 'u-team' AND from_date = '2026-11-18'");
      await tx.execute('UPDATE plan_revision SET revision = revision + 1 WHERE id = 1');
    });
  });

  it('what goes on follows it to where it stands today', async () => {
    // The guard refuses one side; the other one gets as far as the story of the case, which has no event here.
    const code = async (who: string): Promise<string | undefined> => /[\w-]+$/.exec(String((await office.ask('GET', '/api/v1/cases/c-team', who)).json['type']))?.[0];
    expect([await code('hr-officer.a'), await code('hr-officer.b')]).toEqual(['not-found', 'unknown-case']);
    const listed = async (who: string): Promise<boolean> => ((await office.ask('GET', '/api/v1/cases', who)).json['items'] as Record<string, unknown>[]).some(({ caseId }) => caseId === 'c-team');
    expect([await listed('hr-officer.a'), await listed('hr-officer.b')]).toEqual([false, true]);
    const units = async (who: string): Promise<unknown> => (await office.ask('GET', '/api/v1/me', who)).json['unitIds'];
    expect([await units('head-of-unit.a'), await units('head-of-unit.b')]).toEqual([['u-a'], ['u-b', 'u-team']]);
    const overview = async (who: string): Promise<unknown[]> => ((await office.ask('GET', '/api/v1/overview', who)).json['units'] as Record<string, unknown>[]).map(({ id, depth }) => [id, depth]);
    expect([await overview('head-of-unit.a'), await overview('head-of-unit.b')]).toEqual([[['u-a', 0]], [['u-b', 0], ['u-team', 1]]]);
  });
});
