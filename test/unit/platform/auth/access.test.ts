import { type Request } from 'express';
import { Controller, type DynamicModule, type ExecutionContext, Get } from '@nestjs/common';
import { defer, lastValueFrom, of } from 'rxjs';
import { chained, hashOfEntry } from '../../../../src/platform/audit/audit-entry';
import { type Caller, permissionsOf, reachOf } from '../../../../src/platform/auth/caller';
import { passwordFault, temporaryPassword } from '../../../../src/platform/auth/password';
import { type Role } from '../../../../src/platform/auth/permission';
import { Reach, unitOnDate } from '../../../../src/platform/auth/reach';
import { ReachCheck } from '../../../../src/platform/auth/reach-check';
import { declaredRoutes, Open } from '../../../../src/platform/auth/route-rule';
import { isForeign } from '../../../../src/platform/auth/same-origin';
import { csrfTokenOf, sameText } from '../../../../src/platform/auth/secret';
import { pauseMs } from '../../../../src/platform/auth/sign-in-throttle';
import { UnitTree } from '../../../../src/platform/auth/unit-tree';
import { Conditions } from '../../../../src/platform/http/page';

const tree = new UnitTree(1, [{ id: 'city', parent_id: null }, { id: 'a', parent_id: 'city' }, { id: 'a1', parent_id: 'a' }, { id: 'b', parent_id: 'city' }]);
const caller = (...grants: [Role, string | null][]): Caller => ({
  ...{ actor: 'user:x', kind: 'user', id: 'x', name: 'x', username: 'x', employeeId: 'me', scope: 'admin', mustChangePassword: false, language: null, theme: null, session: null },
  ...{ units: tree, today: '2026-11-24', reach: Reach.everything() },
  grants: grants.map(([role, unitId], index) => ({ id: String(index), role, unitId, unitName: null, fromDate: '2026-01-01', toDate: null })),
});

describe('a reach', () => {
  it('is the subtree of each unit in which the permission is held, and of no other', () => {
    expect(reachOf(caller(['head-of-unit', 'a'], ['inspector', 'b']), 'violations.read')?.unitIds).toEqual(['a', 'a1', 'b']);
    expect(reachOf(caller(['head-of-unit', 'a'], ['inspector', 'b']), 'requests.decide')?.unitIds).toEqual(['a', 'a1']);
    expect(reachOf(caller(['inspector', 'b']), 'requests.decide')).toBeNull();
    expect(reachOf(caller(['hr-officer', null], ['unit-admin', 'a']), 'violations.decide')?.all).toBe(true);
  });

  it('of an employee is the own person, also beside a unit', () => {
    const own = reachOf(caller(['employee', null]), 'days.read');
    expect([own?.all, own?.unitIds, own?.employeeId]).toEqual([false, [], 'me']);
    const both = reachOf(caller(['employee', null], ['head-of-unit', 'b']), 'days.read');
    expect([both?.covers({ employeeId: 'me', unitId: 'a' }), both?.covers({ employeeId: 'other', unitId: 'a' }), both?.covers({ employeeId: 'other', unitId: 'b' }), both?.covers({})]).toEqual([true, false, true, false]);
  });

  it('limits lists in SQL, shows nothing where it is empty, and everything only where it is everything', () => {
    const within = (reach: Reach) => reach.limit(new Conditions(), { unit: 'v.unit_id', employee: 'v.employee_id' });
    const limited = within(new Reach(false, ['a', 'b'], 'me', '2026-11-24'));
    expect([limited.toString(), limited.values]).toEqual(['WHERE ((v.unit_id IN (?,?) OR v.employee_id = ?))', ['a', 'b', 'me']]);
    expect(within(new Reach(false, [], null, '2026-11-24')).toString()).toBe('WHERE (1 = 0)');
    expect(within(Reach.everything()).toString()).toBe('');
  });

  it('takes no date and no column that could be something else', () => {
    expect(() => new Reach(false, [], null, "2026' OR '1")).toThrow('not a date');
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
    const reach = new Reach(false, ['a'], null, '2026-11-24');
    const request = { method: 'GET', path: '/api/v1/x', rule: { permission: 'days.read', subject: 'rows', seen: false }, caller: { ...caller(), reach } };
    const context = { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
    return lastValueFrom(new ReachCheck().intercept(context, { handle: () => defer(() => (use(reach), of('rows'))) }));
  };
  it('answers with an error in place of everything', async () => {
    await expect(answerOf(() => undefined)).rejects.toThrow('does not use the reach');
    await expect(answerOf((reach) => reach.limit(new Conditions(), { unit: 'd.unit_id' }))).resolves.toBe('rows');
  });
});
