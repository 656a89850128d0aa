import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { CaseClock } from '../../../src/discipline/cases/case-clock';
import { type RegulationList, type WhatIfAnswer } from '../../../src/discipline/regulations/regulations-items';
import { type EmployeeYear } from '../../../src/reports/employee-year/employee-year-items';
import { City } from './city';
import { ani, budi, citra, dewi, type Detail, type Listed, plan, type Problem } from './transport-office';

jest.setTimeout(300_000);

/** From absences to letters, on the whole service: every step is one that an officer would take over the API. */
describe('a case from the first absence to the letters', () => {
  let city: City;
  const ids = new Map<string, string>();
  const idOf = (number: string): string => ids.get(number) ?? '';

  const caseOf = async (number: string) => {
    const { items } = await city.get<Listed>(`cases?employeeId=${idOf(number)}`);
    return items[0];
  };
  const detailOf = async (number: string): Promise<Detail & { caseId: string }> => {
    const found = await caseOf(number);
    return { caseId: found?.caseId ?? '', ...(await city.get<Detail>(`cases/${found?.caseId}`)) };
  };
  const verifyAll = async (number: string, expected: number): Promise<void> => {
    const answer = await city.send<{ applied: number }>('POST', 'violations/decisions', { decision: 'verified', where: { employeeId: idOf(number), state: 'unverified', kind: 'absence' }, expected });
    expect(answer).toMatchObject({ status: 200, body: { applied: expected, notApplied: [], dryRun: false } });
    await city.judge();
  };
  const act = async (number: string, role: string, doing: object, more: object = {}) => {
    const { caseId, sequence } = await detailOf(number);
    return city.send<Problem & { state: string; sequence: number; warnings: string[] }>('POST', `cases/${caseId}/acts`, { afterSequence: sequence, actor: { role, name: `the ${role}` }, act: doing, ...more });
  };
  const sickLeave = async (number: string, fromDate: string, toDate: string): Promise<void> => {
    const filed = await city.send<{ id: string; lateDays: number }>('POST', 'requests', { kind: 'leave', type: 'sick', employeeNumber: number, fromDate, toDate, letter: 'SKD/17', reason: 'dirawat' });
    expect(filed.status).toBe(201);
    expect((await city.send('POST', `requests/${filed.body.id}/approve`, {})).status).toBe(200);
    await city.judge();
  };

  beforeAll(async () => {
    city = await City.open(plan);
    for (const row of await city.database.query<{ id: string; number: string }>('SELECT id, number FROM employee')) ids.set(row.number, row.id);
    // The service runs since before anybody joined: from here on it opens each date as it comes.
    await city.evening('2026-05-01');
  });
  afterAll(() => city.close());

  it('absences arrive by nothing happening, unverified: nobody is accused', async () => {
    await city.evening('2026-05-06');
    const { items, total } = await city.get<{ items: readonly { workDate: string; state: string; verifyBy: string | null; overdue: boolean; provision: string | null }[]; total: number }>(`violations?employeeId=${idOf(ani)}`);
    expect(total).toBe(3);
    expect(items.map(({ workDate, state }) => [workDate, state])).toEqual([['2026-05-04', 'unverified'], ['2026-05-05', 'unverified'], ['2026-05-06', 'unverified']]);
    expect(items[0]).toMatchObject({ verifyBy: '2026-05-07', overdue: false, provision: 'duty-attendance-pns' });
    expect((await city.get<Listed>('cases')).total).toBe(0);
  });

  it('reminders name what falls due, also where holidays stand between', async () => {
    const due = await city.get<{ items: readonly { workDate: string; number: string }[] }>(`violations/reminders?withinWorkingDays=1`);
    // Work date 4 May is due on 7 May, the next working day; a PPPK without a local procedure has no deadline.
    expect(due.items.map(({ workDate }) => workDate)).toEqual(['2026-05-04', '2026-05-04', '2026-05-04']);
    expect(due.items.map(({ number }) => number).sort()).toEqual([ani, budi, citra]);
  });

  it('a dry run changes nothing, and a filter that no longer matches what was seen decides nothing', async () => {
    const where = { employeeId: idOf(ani), state: 'unverified' };
    expect((await city.send('POST', 'violations/decisions', { decision: 'verified', where, expected: 3, dryRun: true })).body).toEqual({ applied: 3, notApplied: [], dryRun: true });
    const stale = await city.send<Problem>('POST', 'violations/decisions', { decision: 'verified', where, expected: 2 });
    expect(stale).toMatchObject({ status: 409, body: { type: 'urn:hadir:another-number', matching: 3, expected: 2 } });
    expect(await city.database.query('SELECT * FROM violation_decision')).toEqual([]);
  });

  it('three verified days propose a spoken reprimand', async () => {
    for (const number of [ani, budi, citra]) await verifyAll(number, 3);
    for (const number of [ani, budi, citra]) expect(await caseOf(number)).toMatchObject({ state: 'opened', level: 'teguran-lisan', countedDays: 3 });
  });

  it('of a PPPK without a local rule the days count as facts, and no table is shown', async () => {
    await verifyAll(dewi, 3);
    const [account] = await city.get<readonly { verifiedDays: number; level: string | null; detail: { rule: { outcome: string; reason: string } } }[]>(`employees/${idOf(dewi)}/accounts`);
    expect(account).toMatchObject({ verifiedDays: 3, level: null, detail: { rule: { outcome: 'no-rule' } } });
    expect(account?.detail.rule.reason).toContain('rule required');
    expect(await caseOf(dewi)).toBeUndefined();
  });

  it('the fourth and the seventh day raise the one proposal', async () => {
    await city.evening('2026-05-07');
    await verifyAll(ani, 1);
    expect(await caseOf(ani)).toMatchObject({ state: 'opened', level: 'teguran-tertulis', countedDays: 4 });
    await city.evening('2026-05-12');
    await verifyAll(ani, 3);
    await verifyAll(budi, 4);
    expect(await caseOf(ani)).toMatchObject({ state: 'opened', level: 'pernyataan-tidak-puas', countedDays: 7 });
    const { history } = await detailOf(ani);
    expect(history.map(({ event }) => event.kind)).toEqual(['case-opened', 'case-raised', 'case-raised']);
    const [account] = await city.get<readonly object[]>(`employees/${idOf(ani)}/accounts`);
    expect(account).toMatchObject({ verifiedDays: 7, longestRun: 7, run: { fromDate: '2026-05-04', toDate: '2026-05-12' }, nextLevel: 'potong-tukin-25-6-bulan', daysToNext: 4 });
  });

  it('a wrong step is refused with what is allowed', async () => {
    const refused = await act(budi, 'deciding-official', { act: 'decide', decisionNumber: 'SK/1', sanction: 'teguran-lisan', reason: 'as reached', punishes: ['2026-05-04'] });
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:hadir:act-refused', stage: 'opened' } });
    expect(refused.body.allowed?.map((each) => each.act)).toContain('summon');
    expect(refused.body.detail).toContain("'decide' is not possible in the stage 'opened'. Possible now: summon");
    const unknown = await act(budi, 'direct-superior', { act: 'summon', letterNumber: '800/1', letterDate: '2026-05-32' });
    expect(unknown).toMatchObject({ status: 400, body: { type: 'urn:hadir:wrong-act' } });
    const nobody = await act(budi, 'clock', { act: 'take-effect' });
    expect(nobody.status).toBe(400);
    const tomorrow = await act(budi, 'direct-superior', { act: 'record-no-show' }, { actDate: '2026-05-13' });
    expect(tomorrow).toMatchObject({ status: 422, body: { type: 'urn:hadir:act-in-future' } });
  });

  it('of two officers who summon at once one wins', async () => {
    await city.evening('2026-05-13');
    const { caseId, sequence } = await detailOf(budi);
    const body = (letterNumber: string) => ({ afterSequence: sequence, actor: { role: 'direct-superior', name: 'Kepala Bidang' }, act: { act: 'summon', letterNumber, letterDate: '2026-05-13', examinationDate: '2026-05-26' } });
    const answers = await Promise.all(['800/1', '800/2'].map((number) => city.send<Problem & { state: string; warnings: string[] }>('POST', `cases/${caseId}/acts`, body(number))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    // Thursday and Friday are holidays: the seventh working day after Wednesday the 13th is Tuesday the 26th, so nothing is warned of.
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ state: 'summoned', warnings: [] });
    expect(answers.find(({ status }) => status === 409)?.body.type).toBe('urn:hadir:case-changed');
    const events = await city.database.query("SELECT sequence FROM case_event WHERE case_id = ? AND type = 'act-recorded'", [caseId]);
    expect(events).toHaveLength(1);
  });

  it('a holiday decreed later moves the deadline', async () => {
    const deadline = async () => (await detailOf(budi)).deadlines.find(({ code }) => code === 'examination');
    expect(await deadline()).toMatchObject({ dueDate: '2026-05-26', provisional: false, overdue: false });
    expect((await city.send('POST', 'holidays', { date: '2026-05-22', name: 'Cuti bersama tambahan', kind: 'collective-leave', decree: 'SKB perubahan' })).status).toBeLessThan(300);
    await city.judge();
    // 27 and 28 May are off by the shipped decree, although the office has entered three days only.
    expect(await deadline()).toMatchObject({ dueDate: '2026-05-29' });
  });

  it('a sick letter approved late takes two days back: an untouched case is lowered, a summoned one asks for review', async () => {
    await sickLeave(ani, '2026-05-11', '2026-05-12');
    expect(await caseOf(ani)).toMatchObject({ state: 'opened', level: 'teguran-tertulis', countedDays: 5, reviewNeeded: false });
    await sickLeave(budi, '2026-05-11', '2026-05-12');
    const budis = await detailOf(budi);
    expect(budis).toMatchObject({ state: 'summoned', level: 'pernyataan-tidak-puas' });
    expect(budis.reviews).toMatchObject([{ reason: 'lowered-after-act', proposal: { level: { sanction: 'teguran-tertulis' } } }]);
    expect((await city.get<Listed>('cases?reviewNeeded=true')).items.map(({ number }) => number)).toEqual([budi]);
  });

  it('a case that nobody touched falls by itself', async () => {
    await sickLeave(citra, '2026-05-06', '2026-05-06');
    const { state, history } = await detailOf(citra);
    expect(state).toBe('withdrawn');
    expect(history.map(({ event, recordedBy }) => [event.kind, recordedBy])).toEqual([['case-opened', 'hadir'], ['case-withdrawn', 'hadir']]);
  });

  it('the review comes before the decision; then the case goes on to its letters', async () => {
    expect((await act(budi, 'staffing-officer', { act: 'resolve-review', outcome: 'adopt', reason: 'surat sakit sah' })).body).toMatchObject({ state: 'summoned' });
    await city.evening('2026-05-29');
    const examined = await act(budi, 'direct-superior', { act: 'examine', minutesNumber: '800/BAP/1', signedByExaminee: true });
    expect(examined.body).toMatchObject({ state: 'examined' });
  });

  it('a case is one sheet: its course, every step with why it is locked, its days, who may decide', async () => {
    await city.send('POST', 'positions', { items: [{ employee: budi, fromDate: '2020-01-01', rank: 'Penata Muda', grade: 'III/a', positionKind: 'Pengawas', jobTitle: 'Kepala Seksi Sarana', jobClass: 9 }] });
    const { sheet } = await detailOf(budi);
    expect(sheet.person).toMatchObject({ number: budi, rank: 'Penata Muda', grade: 'III/a', positionKind: 'Pengawas', jobTitle: 'Kepala Seksi Sarana', unitName: 'Dinas Perhubungan' });
    expect(sheet.stages.map(({ stage, reachedDate, current }) => [stage, reachedDate, current])).toEqual([
      ['opened', '2026-05-06', false],
      ['summoned', '2026-05-13', false],
      ['examined', '2026-05-29', true],
      ['decided', null, false],
      ['delivered', null, false],
      ['in-force', null, false],
      ['closed', null, false],
    ]);
    const step = (act: string) => sheet.steps.find((each) => each.act === act);
    expect(step('decide')).toMatchObject({ open: true, lock: null, actors: ['deciding-official'] });
    expect(step('deliver')).toMatchObject({ open: false, lock: 'stage', reason: 'possible in decided; the case is in examined' });
    expect(step('release-temporarily')).toMatchObject({ open: false, lock: 'condition', reason: 'a temporary release is not for the tier ringan' });
    expect(step('resolve-review')).toMatchObject({ open: false, lock: 'condition', reason: 'no review is asked for' });
    expect(sheet.competentOfficials).toMatchObject([{ tier: 'ringan', official: 'Administrator (camat, kabid, sekretaris)', verified: false }]);
    expect(sheet.basisDays.map(({ date, verifiedBy }) => [date, verifiedBy])).toEqual(['2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'].map((date) => [date, 'officer']));
    expect(sheet.sanctionsOfYear).toEqual([]);
  });

  it('prints letters that stay as they are', async () => {
    const { caseId } = await detailOf(budi);
    const signer = { 'signer-name': 'Drs. Slamet', 'signer-title': 'Kepala Dinas', 'signer-number': '196901011994031001' };
    const early = await city.send<Problem>('POST', `cases/${caseId}/documents`, { kind: 'keputusan-ringan', fields: { 'deciding-title': 'KEPALA DINAS', 'signer-name': 'Drs. Slamet', 'signer-number': '1' } });
    expect(early).toMatchObject({ status: 409, body: { type: 'urn:hadir:not-yet', requires: 'decision' } });
    const poor = await city.send<Problem>('POST', `cases/${caseId}/documents`, { kind: 'surat-panggilan', fields: { colour: 'red' } });
    expect(poor).toMatchObject({ status: 422, body: { type: 'urn:hadir:fields-missing', foreign: ['colour'] } });
    expect(poor.body.detail).toContain('place (Tempat pemeriksaan)');
    const summons = await city.send<{ id: string; sha256: string; pages: number }>('POST', `cases/${caseId}/documents`, {
      kind: 'surat-panggilan',
      fields: { ...signer, place: 'Ruang rapat', time: '09.00 WIB', 'examiner-name': 'Drs. Slamet', 'examiner-title': 'Kepala Dinas' },
    });
    expect(summons).toMatchObject({ status: 201, body: { kind: 'surat-panggilan', title: 'Surat Panggilan I', pages: 1, draft: false } });
    const exhibit = await city.send<{ id: string }>('POST', `cases/${caseId}/documents`, { kind: 'rekapitulasi-tmk', fields: signer });
    const bytes = await city.bytes(`documents/${summons.body.id}`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(summons.body.sha256);
    const frozen = await city.get<{ data: { values: Record<string, string>; days: readonly { date: string; sentences: readonly string[]; verifiedBy: string }[] }; template: string }>(`documents/${exhibit.body.id}/data`);
    expect(frozen.data.days.map(({ date }) => date)).toEqual(['2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08']);
    expect(frozen.data.days.every(({ sentences, verifiedBy }) => sentences.length > 0 && verifiedBy === 'officer')).toBe(true);
    expect(frozen.data.values['employee.unit']).toBe('Dinas Perhubungan');
    expect(frozen.template).toContain('kind: document');
    // A person renamed later alters no letter.
    await city.database.transaction((tx) => tx.execute('UPDATE employee SET name = ? WHERE number = ?', ['Somebody Else', budi]));
    expect((await city.bytes(`documents/${summons.body.id}`)).equals(bytes)).toBe(true);
    expect((await detailOf(budi)).documents.map(({ kind }) => kind)).toEqual(['surat-panggilan', 'rekapitulasi-tmk']);
  });

  it('decides, delivers and comes into force by the clock, on the fifteenth working day', async () => {
    const dates = ['2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'];
    expect((await act(budi, 'deciding-official', { act: 'decide', decisionNumber: '800/SK/1', sanction: 'teguran-tertulis', reason: 'sesuai hasil pemeriksaan', punishes: dates })).body).toMatchObject({ state: 'decided' });
    expect((await act(budi, 'staffing-officer', { act: 'deliver', receivedDate: '2026-05-29' })).body).toMatchObject({ state: 'delivered' });
    const inForce = (await detailOf(budi)).deadlines.find(({ code }) => code === 'in-force');
    expect(inForce?.dueDate).toBe('2026-06-23');
    await city.evening('2026-06-22');
    expect(await city.app.get(CaseClock).tick()).toBe(0);
    await city.evening('2026-06-23');
    expect(await city.app.get(CaseClock).tick()).toBe(1);
    expect(await city.app.get(CaseClock).tick()).toBe(0);
    const { state, history } = await detailOf(budi);
    expect(state).toBe('in-force');
    expect(history.at(-1)).toMatchObject({ recordedBy: 'hadir', event: { kind: 'act-recorded', act: { act: 'take-effect' }, actor: { role: 'clock' } } });
  });

  it('is exported with its number as text, and never as a formula', async () => {
    await city.database.transaction((tx) => tx.execute('UPDATE employee SET name = ? WHERE number = ?', ['=HYPERLINK("x")', ani]));
    const csv = (await city.send<string>('GET', 'discipline/records?year=2026&format=csv')).body;
    expect(csv).toContain(`'${budi}`);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).toContain('Teguran tertulis');
    const { items } = await city.get<{ items: readonly { number: string; decisionNumber: string | null; inForceDate: string | null }[] }>('discipline/records?year=2026');
    expect(items.find(({ number }) => number === budi)).toMatchObject({ decisionNumber: '800/SK/1', inForceDate: '2026-06-23', sanction: 'teguran-tertulis' });
    const sheet = new Workbook();
    await sheet.xlsx.load(new Uint8Array((await city.send<Buffer>('GET', 'discipline/records?year=2026&format=xlsx')).body).buffer);
    const head = sheet.worksheets[0]?.getRow(1).values as string[];
    const row = sheet.worksheets[0]?.getRows(2, 4)?.find((each) => each.getCell(1).value === budi);
    expect(row?.getCell(head.indexOf('Tanggal berlaku')).value).toEqual(new Date('2026-06-23T00:00:00Z'));
    expect(row?.getCell(head.indexOf('Jumlah hari')).value).toBe(5);
    expect(row?.getCell(head.indexOf('Pangkat/golongan')).value).toBe('Penata Muda, III/a');
    expect((await detailOf(budi)).sheet.sanctionsOfYear).toMatchObject([{ sanction: 'teguran-tertulis', decisionNumber: '800/SK/1', inForceDate: '2026-06-23' }]);
    const history = await city.get<{ decisions: readonly object[]; records: readonly object[]; accounts: readonly object[] }>(`employees/${idOf(budi)}/discipline-history`);
    expect([history.decisions.length, history.records.length, history.accounts.length]).toEqual([7, 1, 1]);
  });

  it("shows one person's year: thresholds, the next one, the run, every day, the days that count", async () => {
    const year = await city.get<EmployeeYear>(`employees/${idOf(budi)}/year/2026`);
    expect(year.account).toMatchObject({ verifiedDays: 5, waitingDays: 23, run: { length: 5, fromDate: '2026-05-04', toDate: '2026-05-08' }, runLimit: 10, level: 'teguran-tertulis', daysToNext: 2, noRule: null });
    expect(year.thresholds.map(({ at, reached, next, possible }) => [at, reached, next, possible])).toEqual([
      ...[[3, true, false, false], [4, true, false, false], [7, false, true, true]],
      ...[11, 14, 17, 21, 25, 28].map((at) => [at, false, false, true]),
    ]);
    expect(year.thresholds[2]).toMatchObject({ sanction: 'pernyataan-tidak-puas', tier: 'ringan' });
    expect(year.thresholds[2]?.article).toContain('Ps 9');
    expect(year.days.filter(({ standing }) => standing === 'counted').map(({ date, standing, verifiedBy }) => [date, standing, verifiedBy !== null])).toEqual(['2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'].map((date) => [date, 'counted', true]));
    const may = year.months[4];
    expect([may?.month, may?.days.find(({ date }) => date === '2026-05-04')]).toMatchObject(['2026-05', { status: 'ABSENT', absentDays: 1, shifts: 1, settled: true }]);
    expect(year.months).toHaveLength(12);
    const pppk = await city.get<EmployeeYear>(`employees/${idOf(dewi)}/year/2026`);
    expect(pppk).toMatchObject({ account: { verifiedDays: 3, noRule: expect.stringContaining('rule required') as string }, thresholds: [] });
    expect((await city.send('GET', `employees/${idOf(budi)}/year/20266`)).status).toBe(400);
    expect((await city.send('GET', 'employees/nobody/year/2026')).status).toBe(404);
  });

  it('shows the law of a date, and what another rule would have made of the year, changing nothing', async () => {
    const lawOn = async (on: string) => (await city.get<RegulationList>(`regulations?on=${on}`)).items;
    const [now, old] = [await lawOn('2026-05-04'), await lawOn('2020-05-04')];
    const rowsOf = (items: RegulationList['items']) => items.find(({ code }) => code === 'absence-pns')?.thresholds.slice(0, 2).map(({ from, to, sanction, title, tier }) => [from, to, sanction, title, tier]);
    expect(rowsOf(now)).toEqual([[3, 3, 'teguran-lisan', 'Teguran lisan', 'ringan'], [4, 6, 'teguran-tertulis', 'Teguran tertulis', 'ringan']]);
    expect(rowsOf(old)?.[0]?.slice(0, 2)).toEqual([5, 5]);
    expect(now.find(({ code }) => code === 'procedure-pns')?.parameters.find(({ name }) => name === 'in_force_on_working_day')).toMatchObject({ text: '15', source: { act: 'PerBKN 6/2022' } });
    expect(now.find(({ code }) => code === 'minute-conversion-pns')?.parameters.find(({ name }) => name === 'enabled')?.text).toBe('false');
    expect(now.filter(({ inUse }) => !inUse).map(({ code }) => code)).toContain('allowance-permentan-68-2012');
    expect(old.map(({ code }) => code)).not.toContain('authority-pns');
    expect((await city.send('GET', 'regulations?on=2026-02-30')).status).toBe(400);
    const shipped = readFileSync(join(__dirname, '../../../regulations/absence-pns.yaml'), 'utf8');
    const milder = shipped.replace('{ from: 3, to: 3, sanction: teguran-lisan', '{ from: 3, to: 5, sanction: teguran-lisan').replace('{ from: 4, to: 6, sanction: teguran-tertulis', '{ from: 6, to: 6, sanction: teguran-tertulis');
    const before = JSON.stringify(await city.database.query('SELECT * FROM year_account ORDER BY employee_id'));
    const answer = await city.send<WhatIfAnswer>('POST', 'regulations/what-if', { text: milder, from: '2026-01-01', to: '2026-12-31' });
    expect(answer).toMatchObject({ status: 200, body: { employees: 4, total: 2 } });
    expect(answer.body.items.find(({ number }) => number === budi)).toMatchObject({ cumulativeDays: { now: 5, then: 5 }, level: { now: 'teguran-tertulis', then: 'teguran-lisan' } });
    expect(JSON.stringify(await city.database.query('SELECT * FROM year_account ORDER BY employee_id'))).toBe(before);
    const gap = await city.send<Problem & { problems: readonly string[] }>('POST', 'regulations/what-if', { text: shipped.replace('{ from: 4, to: 6', '{ from: 5, to: 6'), from: '2026-01-01', to: '2026-12-31' });
    expect(gap).toMatchObject({ status: 422, body: { type: 'urn:hadir:regulation-refused' } });
    expect(gap.body.problems[0]).toMatch(/^what-if:\d+ \[/);
    expect((await city.send('POST', 'regulations/what-if', { text: milder, from: '2020-01-01', to: '2026-12-31' })).status).toBe(400);
  });

  it('no allowance table adopted: it says so and computes nothing', async () => {
    const answer = await city.get<{ adopted: readonly string[]; shipped: readonly string[]; items: readonly { cut: object | null; why: string }[] }>('allowance?month=2026-05');
    expect(answer.adopted).toEqual([]);
    expect(answer.shipped).toEqual(expect.arrayContaining(['allowance-permentan-68-2012', 'allowance-pmk-221-2021', 'allowance-permenaker-15-2024']));
    expect(answer.items.every(({ cut, why }) => cut === null && why.includes('no allowance table is adopted'))).toBe(true);
  });
});
