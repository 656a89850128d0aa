import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import supertest from 'supertest';
import { sha256Of } from '../../../src/platform/files/file-store';
import { openOffice, type Office } from './office';

const pdf = (size = 64): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, 0x20)]);

describe('requests over REST', () => {
  let office: Office;
  let write: string;
  let read: string;

  beforeAll(async () => {
    office = await openOffice();
    write = await office.token('write');
    read = await office.token('read');
  });
  afterEach(() => office.clear());
  afterAll(() => office.close());

  const http = () => supertest(office.app.getHttpServer());
  const get = (path: string, token = read) => http().get(`/api/v1/${path}`).auth(token, { type: 'bearer' });
  const post = (path: string, body: object = {}, token = write) => http().post(`/api/v1/${path}`).auth(token, { type: 'bearer' }).send(body);
  const file = async (body: object) => (await post('requests', { employeeId: 'e-ana', ...body }).expect(201)).body as { id: string };
  const sick = { kind: 'leave', type: 'sick', fromDate: '2026-11-20', toDate: '2026-11-21' };
  const attach = (id: string, content: Buffer, filename: string, contentType = 'application/pdf') =>
    http().post(`/api/v1/requests/${id}/attachments`).auth(write, { type: 'bearer' }).attach('file', content, { filename, contentType });

  it('shows a request with its term, what is allowed, and that it came late', async () => {
    const { body } = await post('requests', { employeeNumber: '198501012010011001', ...sick, reason: 'demam' }).expect(201);
    expect(body).toMatchObject({
      ...sick,
      state: 'requested',
      allowed: ['approve', 'reject', 'cancel'],
      employeeId: 'e-ana',
      employeeName: 'Ana',
      term: 'cuti sakit',
      covers: [],
      filedDate: '2026-11-24',
      filedLate: true,
      lateDays: 4,
      filedAt: '2026-11-24T03:00:00.000Z',
      filedBy: 'token:hr-write',
    });
    expect((await get(`requests/${body.id}`).expect(200)).body).toEqual(body);
  });

  it('decides, and answers a wrong transition with what is allowed', async () => {
    const { id } = await file(sick);
    await post(`requests/${id}/reject`).expect(422);
    expect((await post(`requests/${id}/approve`).expect(200)).body).toMatchObject({ state: 'approved', allowed: ['revoke'] });
    const { body } = await post(`requests/${id}/cancel`, { reason: 'x' }).expect(409).expect('Content-Type', /application\/problem\+json/);
    expect(body).toMatchObject({ type: 'urn:hadir:wrong-transition', state: 'approved', allowed: ['revoke'] });
    expect(body.detail).toBe(`Cannot cancel leave ${id} (sick, 2026-11-20 to 2026-11-21, approved): allowed: revoke.`);
    await post(`requests/${id}/revoke`, { reason: 'salah orang' }).expect(200);
    const history = (await get(`requests/${id}/history`).expect(200)).body as { type: string; actor: string; reason: string | null }[];
    expect(history.map((event) => [event.type, event.actor, event.reason])).toEqual([
      ['filed', 'token:hr-write', null],
      ['approved', 'token:hr-write', null],
      ['revoked', 'token:hr-write', 'salah orang'],
    ]);
    await get('requests/none/history').expect(404);
  });

  it('names the field that is wrong', async () => {
    const { body } = await post('requests', { employeeId: 'e-ana', ...sick, fromDate: '2026-01-01', toDate: '2027-02-04' }).expect(422);
    expect(body).toMatchObject({ type: 'urn:hadir:request-refused', problems: [{ field: 'toDate', message: expect.stringContaining('400 days') }] });
    await post('requests', { ...sick, employeeId: 'e-none' }).expect(404);
    await post('requests', { ...sick, employeeId: 'e-ana', salary: 1 }).expect(400);
    await post('requests', { ...sick, employeeId: 'e-ana', fromDate: 'yesterday' }).expect(400);
    await post('requests', { ...sick, employeeId: 'e-ana' }, read).expect(403);
  });

  it('lists in pages, filtered and sorted', async () => {
    await file({ kind: 'permission', covers: ['late'], fromDate: '2026-11-25' });
    await file(sick);
    const { id } = await file({ ...sick, employeeId: 'e-east', type: 'annual', fromDate: '2026-10-30', toDate: '2026-10-30' });
    await post(`requests/${id}/approve`).expect(200);
    const ids = async (query: string) => ((await get(`requests?${query}`).expect(200)).body.items as { kind: string; fromDate: string }[]).map((item) => `${item.kind} ${item.fromDate}`);
    expect(await ids('sort=fromDate')).toEqual(['leave 2026-10-30', 'leave 2026-11-20', 'permission 2026-11-25']);
    expect(await ids('')).toEqual(['permission 2026-11-25', 'leave 2026-11-20', 'leave 2026-10-30']);
    expect(await ids('kind=leave&sort=-lateDays')).toEqual(['leave 2026-10-30', 'leave 2026-11-20']);
    expect(await ids('state=approved')).toEqual(['leave 2026-10-30']);
    expect(await ids('filedLate=false')).toEqual(['permission 2026-11-25']);
    expect(await ids('from=2026-11-21&to=2026-11-24')).toEqual(['leave 2026-11-20']);
    expect(await ids('unitId=u-city')).toEqual(['permission 2026-11-25', 'leave 2026-11-20', 'leave 2026-10-30']);
    expect(await ids('unitId=u-health')).toEqual(['permission 2026-11-25', 'leave 2026-11-20']);
    expect(await ids('unitId=u-east')).toEqual([]);
    expect(await ids('employeeNumber=198501012010011001&type=sick')).toEqual(['leave 2026-11-20']);
    const { body } = await get('requests?pageSize=1&page=2&sort=fromDate').expect(200);
    expect(body).toMatchObject({ total: 3, page: 2, pageSize: 1, items: [{ fromDate: '2026-11-20' }] });
    await get('requests?sort=salary').expect(400);
    await get('requests?filedLate=maybe').expect(400);
    expect((await get('requests/leave-types').expect(200)).body).toHaveLength(7);
  });

  it('keeps a paper by its content and hands it out safely', async () => {
    const { id } = await file(sick);
    const content = pdf();
    const { body } = await attach(id, content, '../../surat "dokter" ünïk.pdf').expect(201);
    expect(body).toMatchObject({ fileName: 'surat _dokter_ ünïk.pdf', mediaType: 'application/pdf', sizeBytes: 64, sha256: sha256Of(content), addedBy: 'token:hr-write' });
    const download = await get(`attachments/${body.id}`).buffer().expect(200);
    expect(download.body).toEqual(content);
    expect(download.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '64',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="surat _dokter_ _n_k.pdf"; filename*=UTF-8''surat%20_dokter_%20%C3%BCn%C3%AFk.pdf`,
      'cache-control': 'private, no-store',
    });
    expect(readdirSync(join(office.dataDir, 'attachments'), { recursive: true })).toContain(join(body.sha256.slice(0, 2), body.sha256));
    expect((await get(`requests/${id}/attachments`).expect(200)).body).toEqual([body]);
    await attach(id, content, 'again.pdf').expect(201);
    expect((await get(`requests/${id}/attachments`).expect(200)).body).toHaveLength(1);
    await get('attachments/none').expect(404);
    await http().get(`/api/v1/attachments/${body.id}`).expect(401);
  });

  it('refuses what is no scan, whatever it is called, and what is too large', async () => {
    const { id } = await file(sick);
    const { body } = await attach(id, Buffer.from('<script>alert(1)</script>'), 'surat.pdf').expect(415);
    expect(body).toMatchObject({ type: 'urn:hadir:attachment-type', allowed: ['application/pdf', 'image/jpeg', 'image/png'] });
    await attach(id, Buffer.alloc(0), 'empty.pdf').expect(415);
    await attach(id, pdf(10 * 1024 * 1024), 'large.pdf').expect(201);
    const refusal = await attach(id, pdf(10 * 1024 * 1024 + 1), 'larger.pdf').expect(413);
    expect(refusal.body).toMatchObject({ type: 'urn:hadir:attachment-too-large', largestBytes: 10485760, detail: expect.stringContaining('at most 10 MB') });
    await post(`requests/${id}/attachments`, { file: 'x' }).expect(400);
    await attach('none', pdf(), 'a.pdf').expect(404);
    await post(`requests/${id}/reject`, { reason: 'x' }).expect(200);
    await attach(id, pdf(99), 'late.pdf').expect(409);
    const kept = readdirSync(join(office.dataDir, 'attachments'), { recursive: true }).map(String);
    expect(kept.filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('notices a paper that was changed on disk, and mends it when the true one comes again', async () => {
    const { id } = await file(sick);
    const content = pdf(123);
    const { body } = await attach(id, content, 'a.pdf').expect(201);
    writeFileSync(join(office.dataDir, 'attachments', body.sha256.slice(0, 2), body.sha256), 'forged');
    await get(`attachments/${body.id}`).expect(500);
    await attach(id, content, 'a.pdf').expect(201);
    await get(`attachments/${body.id}`).expect(200);
  });

  it('locks months for administrators only, and shows changes of closed days', async () => {
    const admin = await office.token('admin');
    await post('month-locks/lock', { month: '2026-10', reason: 'rekap' }).expect(403);
    expect((await post('month-locks/lock', { month: '2026-10', reason: 'rekap' }, admin).expect(200)).body).toMatchObject({ unitId: null, action: 'locked', openDays: 0, actor: 'token:hr-admin' });
    await post('month-locks/lock', { month: '2026-10', reason: 'rekap' }, admin).expect(409);
    await post('month-locks/lock', { month: '2026-09' }, admin).expect(400);
    const day = JSON.stringify([{ shiftNo: 1, shift: 'office', status: 'ABSENT', lateMinutes: 0, earlyLeaveMinutes: 0, workedMinutes: 0, absentDays: 1, flags: [] }]);
    await office.database.transaction((tx) =>
      tx.insert(
        'locked_change',
        ['id', 'employee_id', 'work_date', 'unit_id', 'record', 'proposal', 'proposal_digest', 'since_at', 'changed_at', 'state'],
        ['c1', 'c2'].map((id, index) => [id, 'e-ana', `2026-10-1${index}`, 'u-health', day, day.replace('ABSENT', 'ON_LEAVE'), id, 1, 1, 'open']),
      ),
    );
    const { body } = await get('locked-changes?state=open&month=2026-10&sort=workDate').expect(200);
    expect(body).toMatchObject({ total: 2, items: [{ id: 'c1', employeeName: 'Ana', record: [{ status: 'ABSENT' }], proposal: [{ status: 'ON_LEAVE' }] }, { id: 'c2' }] });
    await post('locked-changes/c1/accept').expect(400);
    expect((await post('locked-changes/c1/accept', { reason: 'surat sah' }).expect(200)).body).toMatchObject({ state: 'accepted', actor: 'token:hr-write', reason: 'surat sah', appliedAt: null });
    expect((await post('locked-changes/c2/refuse', { reason: 'terlambat' }).expect(200)).body).toMatchObject({ state: 'refused' });
    await post('locked-changes/c2/accept', { reason: 'x' }).expect(409);
    await post('locked-changes/none/accept', { reason: 'x' }).expect(404);
    expect(await office.dirtyDays('e-ana')).toEqual(['2026-10-10']);
    await post('month-locks/unlock', { month: '2026-10', reason: 'salah' }, admin).expect(200);
    expect((await get('month-locks').expect(200)).body).toEqual([expect.objectContaining({ month: '2026-10', action: 'unlocked' })]);
    expect((await get('month-locks?history=true').expect(200)).body).toHaveLength(2);
  });
});
