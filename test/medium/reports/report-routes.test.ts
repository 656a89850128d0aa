import { type INestApplication } from '@nestjs/common';
import request from 'supertest';
import { type App } from 'supertest/types';
import { jakarta, ReportOffice } from './report-office';

const monday = '2026-11-23';

describe('reports on request', () => {
  let office: ReportOffice;
  let app: INestApplication<App>;

  beforeAll(async () => {
    office = await ReportOffice.open();
    await office.furnish();
    await office.day('ana', monday, { late_minutes: 17, in_at: jakarta(monday, '07:47') });
    await office.day('odd', monday, { status: 'ABSENT', absent_days: 1, flags: 'NO_PUNCH', in_at: null, out_at: null });
    await office.day('siti', monday, {
      status: 'PENDING',
      settled: 0,
      flags: 'OPEN AWAITING_DEVICE_SYNC',
      out_at: null,
    });
    for (const date of ['2026-11-02', '2026-11-03']) await office.day('ana', date, { late_minutes: 4 });
    await office.day('ana', '2026-11-04', { late_minutes: 9, flags: 'LATE_EXCUSED' });
    await office.day('siti', '2026-10-30', { late_minutes: 9 });
    await office.insert('violation', [violation('odd', 'absence', 'verified')]);
    await office.insert('terminal', [
      terminal('T1', 'Lobi RSUD', 'rsud'),
      terminal('T2', 'Balai Kota', 'city'),
      { ...terminal('T3', 'Lama', 'rsud'), status: 'retired' },
    ]);
    await office.insert('terminal_health', [
      { serial: 'T1', last_contact_at: jakarta(monday, '15:02') },
      { serial: 'T2', last_contact_at: jakarta('2026-11-24', '06:29') },
    ]);
    await office.insert('discipline_case', [
      disciplineCase('case-of-odd-0001', 'odd', 'parkir', 'opened'),
      disciplineCase('case-of-siti-0002', 'siti', 'rsud', 'closed'),
    ]);
    office.clock.at = jakarta('2026-11-24', '06:30');
    const instance = await office.start();
    app = instance.app as INestApplication<App>;
    await instance.job.tick();
    await office.day('siti', '2026-11-22', { status: 'OFF' });
  });
  afterAll(() => office.close());

  const get = (path: string): request.Test => request(app.getHttpServer()).get(`/api/v1/reports/${path}`);

  it('give the figures of everybody', async () => {
    const { body } = await get(`daily?date=${monday}`)
      .expect(200)
      .expect('Content-Type', /application\/json/);
    expect(body.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(body.report.generatedAt).toBe('2026-11-23T23:30:00.000Z');
    expect(body.report.total).toMatchObject({
      due: 3,
      present: 1,
      absentVerified: 1,
      noRecord: 0,
      waitingForTerminal: 1,
      late: 1,
      toReview: 1,
      reviewed: 1,
    });
    expect(body.report.head.silentTerminals.map((one: { name: string }) => one.name)).toEqual(['Lobi RSUD']);
    expect(body.report.lists.late).toEqual([
      expect.objectContaining({ minutes: 17, unit: 'UPT Parkir', inAt: '2026-11-23T00:47:00.000Z' }),
    ]);
    // Three days with events that stand (2, 3 and 23 November); the excused one does not count, nor does October.
    expect(body.report.repeated).toEqual([
      expect.objectContaining({ days: 3, minutes: 25, person: { number: 'NIP-ana', name: 'Ana Putri' } }),
    ]);
  });

  it('count the deadlines of open cases by the law and the calendar', async () => {
    const { body } = await get(`daily?date=${monday}`).expect(200);
    expect(body.report.cases).toEqual([
      expect.objectContaining({
        caseId: 'case-of-odd-0001',
        stage: 'opened',
        level: 'Teguran Lisan',
        nextDeadline: {
          code: 'superior-summons',
          date: expect.stringMatching(/^2026-1[12]-\d\d$/),
          provisional: false,
          overdue: expect.any(Boolean),
        },
      }),
    ]);
  });

  it('stop at a unit with all under it, and name the terminals above it', async () => {
    const dishub = (await get(`daily?date=${monday}&unit=DISHUB`).expect(200)).body.report;
    expect(dishub.scope).toEqual({ code: 'DISHUB', name: 'Dinas Perhubungan' });
    expect(dishub.total).toMatchObject({ due: 2, waitingForTerminal: 0 });
    expect(dishub.terminals).toEqual([]);
    const rsud = (await get(`daily?date=${monday}&unit=RSUD`).expect(200)).body.report;
    expect(rsud.total).toMatchObject({ due: 1, waitingForTerminal: 1 });
    expect(rsud.cases).toEqual([]);
    expect(rsud.terminals.map((one: { serial: string }) => one.serial)).toEqual(['T1']);
  });

  it('come as a page that runs nothing, in the language asked for', async () => {
    const { text } = await get(`daily?date=${monday}&format=html&language=en`)
      .expect(200)
      .expect('Content-Type', /text\/html/)
      .expect('Content-Security-Policy', /default-src 'none'/);
    expect(text).toContain('1 event to review');
    expect(text).toContain('O&#39;Neil &amp; &quot;x&quot;');
  });

  it('are about the newest day whose report is due, unless told otherwise', async () => {
    expect((await get('daily').expect(200)).body.report.date).toBe(monday);
  });

  it.each([
    ['daily?date=23-11-2026', 400, /2026-11-23/],
    ['daily?date=2026-02-30', 400, /not a date/],
    ['daily?unit=NOWHERE', 404, /NOWHERE/],
    ['daily?format=docx', 400, /format/],
    ['daily?language=fr', 400, /language/],
    ['runs?sort=reason', 400, /sorted/],
  ])('refuse %s', async (path, status, detail) => {
    const { body } = await get(path).expect(status);
    expect(body.detail).toMatch(detail);
  });

  it('list what became of the scheduled ones', async () => {
    const { body } = await get('runs?sort=-date').expect(200);
    expect(body).toMatchObject({ total: 1, page: 1 });
    expect(body.items[0]).toMatchObject({
      report: 'daily-discipline',
      date: monday,
      state: 'made',
      reason: null,
      decidedAt: '2026-11-23T23:30:00.000Z',
      progress: 'sent',
    });
    expect(body.items[0].deliveries).toEqual([
      expect.objectContaining({
        channel: 'file',
        recipient: `reports/daily-${monday}.html`,
        state: 'delivered',
        attempts: 1,
        reason: null,
      }),
      expect.objectContaining({ channel: 'file', recipient: `reports/daily-${monday}.json`, state: 'delivered' }),
    ]);
  });
});

const violation = (employeeId: string, kind: string, state: string) => ({
  employee_id: employeeId,
  work_date: monday,
  shift_no: 1,
  kind,
  unit_id: 'parkir',
  minutes: 0,
  days: 1,
  standing: 'stands',
  evidence: '',
  provision: null,
  source: null,
  state,
});

const terminal = (serial: string, name: string, unitId: string) => ({
  serial,
  name,
  unit_id: unitId,
  zone: 'Asia/Jakarta',
  status: 'approved',
  speaks: 'push',
  profile: 'generic',
  first_seen_at: 0,
  settings: '{}',
});

const disciplineCase = (caseId: string, employeeId: string, unitId: string, stage: string) => {
  const round = {
    number: 1,
    stage,
    openedDate: '2026-11-20',
    acted: false,
    review: null,
    summonses: [],
    team: [],
    decision: null,
    delivery: { receivedDate: null, absentDate: null, sentDate: null },
    recourse: null,
    examination: null,
    inForceDate: null,
    proposal: { cumulativeDays: 3, runLength: 1, level: { sanction: 'TL', title: 'Teguran Lisan', tier: 'light' } },
  };
  return {
    case_id: caseId,
    employee_id: employeeId,
    account_year: 2026,
    unit_id: unitId,
    state: stage,
    level: 'TL',
    basis: 'count',
    counted_days: 3,
    opened_at: 0,
    changed_at: 0,
    detail: JSON.stringify({ rounds: [round], salaryStop: null }),
  };
};
