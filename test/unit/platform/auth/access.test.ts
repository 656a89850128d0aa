import { type Request } from 'express';
import { Controller, type DynamicModule, type ExecutionContext, Get } from '@nestjs/common';
import { defer, lastValueFrom, of } from 'rxjs';
import { chained, hashOfEntry } from '../../../../src/platform/audit/audit-entry';
import { type Caller, permissionsOf, reachOf } from '../../../../src/platform/auth/caller';
import { passwordFault, temporaryPassword } from '../../../../src/platform/auth/password';
import { type Role } from '../../../../src/platform/auth/permission';
import { UnitPlaces } from '../../../../src/core/organisation/unit-places';
import { UnitSpans } from '../../../../src/core/organisation/unit-spans';
import { Reach, unitOnDate } from '../../../../src/platform/auth/reach';
import { ReachCheck } from '../../../../src/platform/auth/reach-check';
import { declaredRoutes, Open } from '../../../../src/platform/auth/route-rule';
import { isForeign } from '../../../../src/platform/auth/same-origin';
import { csrfTokenOf, sameText } from '../../../../src/platform/auth/secret';
import { pauseMs } from '../../../../src/platform/auth/sign-in-throttle';
import { Conditions } from '../../../../src/platform/http/page';

const since = (unitId: string, parentId: string | null, fromDate: string | null = null) => ({ unitId, parentId, fromDate });
const tree = new UnitPlaces([since('city', null), since('a', 'city'), since('a1', 'a'), since('b', 'city'), since('c', 'a'), since('c', 'b', '2026-07-01')]);
const caller = (...grants: [Role, string | null][]): Caller => ({
  ...{ actor: 'user:x', kind: 'user', id: 'x', name: 'x', username: 'x', employeeId: 'me', scope: 'admin', mustChangePassword: false, language: null, theme: null, session: null },
  ...{ units: tree, unitsRevision: 1, today: '2026-11-24', reach: Reach.everything('2026-11-24') },
  grants: grants.map(([role, unitId], index) => ({ id: String(index), role, unitId, unitName: null, fromDate: '2026-01-01', toDate: null })),
});

describe('a reach', () => {
  it('is the subtree of each unit in which the permission is held, and of no other', () => {
    expect(reachOf(caller(['head-of-unit', 'a'], ['inspector', 'b']), 'violations.read')?.units()?.on('2026-11-24')).toEqual(['a', 'a1', 'c', 'b']);
    expect(reachOf(caller(['head-of-unit', 'a'], ['inspector', 'b']), 'requests.decide')?.units()?.on('2026-11-24')).toEqual(['a', 'a1']);
    expect(reachOf(caller(['inspector', 'b']), 'requests.decide')).toBeNull();
    expect(reachOf(caller(['hr-officer', null], ['unit-admin', 'a']), 'violations.decide')?.all).toBe(true);
  });

  it('of an employee is the own person, also beside a unit', () => {
    const own = reachOf(caller(['employee', null]), 'days.read');
    expect([own?.all, own?.units()?.isEmpty, own?.employeeId]).toEqual([false, true, 'me']);
    const both = reachOf(caller(['employee', null], ['head-of-unit', 'b']), 'days.read');
    expect([both?.covers({ employeeId: 'me', unitId: 'a' }), both?.covers({ employeeId: 'other', unitId: 'a' }), both?.covers({ employeeId: 'other', unitId: 'b' }), both?.covers({})]).toEqual([true, false, true, false]);
  });

  it('follows a unit that moved: each side has it for its own time', () => {
    const [old, next] = (['a', 'b'] as const).map((unit) => reachOf(caller(['head-of-unit', unit]), 'violations.read'));
    const covered = (reach: Reach | null | undefined, date: string | null) => reach?.covers({ unitId: 'c', date });
    expect([covered(old, '2026-06-30'), covered(old, '2026-07-01'), covered(old, null)]).toEqual([true, false, false]);
    expect([covered(next, '2026-06-30'), covered(next, '2026-07-01'), covered(next, null)]).toEqual([false, true, true]);
    const dated = next?.condition({ unit: 'v.unit_id', date: 'v.work_date' });
    expect([dated?.sql, dated?.values]).toEqual(['(((v.unit_id IN (?)) OR (v.unit_id IN (?) AND v.work_date >= ?)))', ['b', 'c', '2026-07-01']]);
    const undated = old?.condition({ unit: 'c.unit_id', date: null });
    expect([undated?.sql, undated?.values]).toEqual(['(c.unit_id IN (?,?))', ['a', 'a1']]);
    const both = reachOf(caller(['head-of-unit', 'a'], ['head-of-unit', 'b']), 'violations.read')?.condition({ unit: 'v.unit_id', date: 'v.work_date' });
    expect([both?.sql, both?.values]).toEqual(['(v.unit_id IN (?,?,?,?))', ['a', 'a1', 'c', 'b']]);
  });

  it('limits lists in SQL, shows nothing where it is empty, and everything only where it is everything', () => {
    const within = (reach: Reach) => reach.limit(new Conditions(), { unit: 'v.unit_id', employee: 'v.employee_id', date: 'v.work_date' });
    const limited = within(new Reach(false, UnitSpans.always(['a', 'b']), 'me', '2026-11-24'));
    expect([limited.toString(), limited.values]).toEqual(['WHERE ((v.unit_id IN (?,?) OR v.employee_id = ?))', ['a', 'b', 'me']]);
    expect(within(new Reach(false, UnitSpans.always([]), null, '2026-11-24')).toString()).toBe('WHERE (1 = 0)');
    expect(within(Reach.everything('2026-11-24')).toString()).toBe('');
  });

  it('takes no date and no column that could be something else', () => {
    expect(() => new Reach(false, UnitSpans.always([]), null, "2026' OR '1")).toThrow('not a date');
    expect(() => unitOnDate('employee_id', '?')).toThrow('does not name its table');
  });

  it('ends with its role: without one there is no permission', () => {
    expect(permissionsOf(caller())).toEqual([]);
    expect(permissionsOf(caller(['inspector', null])).every((word) => word.endsWith('.read'))).toBe(true);
  });
});

describe('passwords', () => {
  it.each(['kopi susu pagi', 'x7!kQ-2pLmz', 'açaí não é pão'])('%s will do', (password) => expect(passwordFault(password, 'siti')).toBeNull());
  it.each(['kurang', 'siti12345678', 'SITI rahayu 1', 'password12345', '!!Password123', '1234567890', 'aaaaaaaaaaaa', 'ababababababab', 'x'.repeat(201)])('%s will not', (password) => expect(passwordFault(password, 'siti')).not.toBeNull());
  it('that are told once pass the rules', () => {
    for (let turn = 0; turn < 50; turn += 1) expect(passwordFault(temporaryPassword(), 'siti')).toBeNull();
  });
});

describe('the pause after failures', () => {
  it('costs nothing at first, then doubles up to a quarter of an hour', () => {
    const patience = { free: 5, longestMs: 900_000 };
    expect([1, 5, 6, 7, 10, 15, 16, 1000].map((failures) => pauseMs(failures, patience))).toEqual([0, 0, 1000, 2000, 16_000, 512_000, 900_000, 900_000]);
  });
});

describe('a page of another site', () => {
  const from = (headers: Readonly<Record<string, string | undefined>>) => isForeign({ headers: { host: 'hadir.kota.example', ...headers } } as unknown as Request, 'https://hadir.example');
  it('is told by what the browser says', () => {
    expect([{}, { origin: 'https://hadir.kota.example' }, { origin: 'https://hadir.example' }, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }].map(from)).toEqual([false, false, false, false, false]);
    expect([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://hadir.kota.example.evil.example' }].map(from)).toEqual([true, true, true, true, true]);
  });
});

describe('secrets', () => {
  it('are not given away by the CSRF token, and compared whole', () => {
    expect(csrfTokenOf('secret')).not.toContain('secret');
    expect([sameText('abc', 'abc'), sameText('abc', 'abd'), sameText('abc', 'abcd'), sameText('', '')]).toEqual([true, false, false, true]);
  });
});

describe('an entry of the audit', () => {
  it('has a hash over every member and the hash before', () => {
    const entry = chained({ actor: 'user:siti', address: '::1', action: 'seen', subjectKind: 'case', subjectId: 'c', detail: { a: 1 } }, 2, 5, 'before');
    expect(hashOfEntry(entry)).toBe(entry.hash);
    for (const changes of [{ sequence: 3 }, { occurredAt: 6 }, { actor: 'x' }, { address: 'x' }, { action: 'x' }, { subjectKind: null }, { subjectId: null }, { detail: '{}' }, { previousHash: 'x' }]) {
      expect(hashOfEntry({ ...entry, ...changes })).not.toBe(entry.hash);
    }
  });
});

describe('routes', () => {
  it('without a declaration keep the service from starting, by name', () => {
    @Controller('bare')
    class BareController {
      @Get(':id')
      one(): void {}
      @Get()
      @Open()
      list(): void {}
    }
    class BareModule {}
    const module: DynamicModule = { module: BareModule, controllers: [BareController] };
    expect(() => declaredRoutes(module)).toThrow('GET /bare/{id} does not declare who may call it');
  });
});

describe('a list that forgets the reach', () => {
  const answerOf = async (use: (reach: Reach) => void): Promise<unknown> => {
    const reach = new Reach(false, UnitSpans.always(['a']), null, '2026-11-24');
    const request = { method: 'GET', path: '/api/v1/x', rule: { permission: 'days.read', subject: 'rows', seen: false }, caller: { ...caller(), reach } };
    const context = { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
    return lastValueFrom(new ReachCheck().intercept(context, { handle: () => defer(() => (use(reach), of('rows'))) }));
  };
  it('answers with an error in place of everything', async () => {
    await expect(answerOf(() => undefined)).rejects.toThrow('does not use the reach');
    await expect(answerOf((reach) => reach.limit(new Conditions(), { unit: 'd.unit_id', date: null }))).resolves.toBe('rows');
  });
});
