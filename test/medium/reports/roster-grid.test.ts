import { ConsoleOffice, officeUsers } from '../../support/console-office';

jest.setTimeout(120_000);

interface GridAnswer {
  readonly total: number;
  readonly people: readonly { readonly name: string; readonly days: readonly { readonly date: string; readonly shifts: readonly string[]; readonly rostered: boolean; readonly holiday: string | null; readonly away: object | null }[] }[];
}

describe('the roster of a unit as a grid', () => {
  let office: ConsoleOffice;

  beforeAll(async () => void (office = await ConsoleOffice.open()));
  afterAll(() => office.close());

  const grid = (username: string, query: string) => office.call<GridAnswer>(username, 'GET', `roster-grid?${query}`);

  it('has what is planned, what a roster says, holidays and who is away', async () => {
    await office.call(officeUsers.officer, 'POST', 'roster', { items: [{ employee: 'K-010', date: '2026-11-28', shifts: ['REG'] }] });
    const { id } = await office.call<{ id: string }>(officeUsers.officer, 'POST', 'requests', { kind: 'duty', employeeNumber: 'K-010', fromDate: '2026-11-25', toDate: '2026-11-25', letter: 'ST/1', reason: 'rapat' });
    await office.call(officeUsers.administrator, 'POST', 'holidays', { date: '2026-11-27', name: 'Hari jadi', kind: 'local' });
    const joko = async () => (await grid(officeUsers.officer, 'unit=BPKAD&from=2026-11-25&to=2026-11-28&text=joko')).people[0]?.days.map(({ date, ...day }) => ({ ...day, date: date.slice(8) }));
    const away = { kind: 'duty', type: '', pending: true, wholeDay: true };
    expect(await joko()).toMatchObject([{ date: '25', shifts: ['REG'], rostered: false, away }, { date: '26', away: null }, { date: '27', holiday: 'Hari jadi', owed: false, shifts: ['REG'] }, { date: '28', shifts: ['REG'], rostered: true }]);
    await office.call(officeUsers.administrator, 'POST', `requests/${id}/approve`);
    expect((await joko())?.[0]?.away).toEqual({ ...away, pending: false });
  });

  it('comes in pages, and only as far as the reach goes', async () => {
    const all = await grid(officeUsers.officer, 'from=2026-11-25&to=2026-11-25&pageSize=7&page=6');
    expect([all.total, all.people.length]).toEqual([40, 5]);
    const melati = await grid(officeUsers.unitAdmin, 'from=2026-11-25&to=2026-11-25&pageSize=100');
    expect(melati.people.map(({ name }) => name)).toContain('Hendra Saputra');
    expect(melati.people.map(({ name }) => name)).not.toContain('Joko Susilo');
    expect((await grid(officeUsers.employee, 'from=2026-11-25&to=2026-11-25')).people.map(({ name }) => name)).toEqual(['Bambang Prasetyo']);
  });

  it.each(['from=2026-02-30&to=2026-03-01', 'from=2026-01-01&to=2026-12-31', 'from=2026-02-02&to=2026-02-01', 'from=2026-02-01&to=2026-02-02&unit=NOPE'])('refuses %s', async (query) => {
    await expect(grid(officeUsers.officer, query)).rejects.toThrow(/40[04]/);
  });
});
