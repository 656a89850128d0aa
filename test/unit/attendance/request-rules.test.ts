import fc from 'fast-check';
import { conflictOf } from '../../../src/attendance/requests/conflicts';
import { requestStates, type AttendanceRequest } from '../../../src/attendance/requests/request';
import { touchedDates } from '../../../src/attendance/requests/touched-days';
import { actionsFrom, requestActions, transitionOf, transitions } from '../../../src/attendance/requests/transitions';
import { DomainError } from '../../../src/platform/errors';

const request = (part: Partial<AttendanceRequest> = {}): AttendanceRequest => ({
  id: 'r1',
  employeeId: 'e1',
  kind: 'leave',
  type: 'annual',
  state: 'requested',
  portion: 'full',
  fromDate: '2026-11-02',
  toDate: '2026-11-04',
  fromWall: null,
  toWall: null,
  letter: null,
  reason: null,
  filedDate: '2026-11-01',
  lateDays: 0,
  filedAt: 0,
  filedBy: 'token:hr',
  changedAt: 0,
  ...part,
});

describe('the transitions of a request', () => {
  it('are exactly four', () => {
    const ways = requestStates.flatMap((state) => actionsFrom(state).map((action) => `${state} -> ${transitions[action].to}`));
    expect(ways).toEqual(['requested -> approved', 'requested -> rejected', 'requested -> cancelled', 'approved -> revoked']);
  });

  it('refuse every other way with 409 and name what is allowed', () => {
    for (const state of requestStates) {
      for (const action of requestActions.filter((one) => transitions[one].from !== state)) {
        const attempt = (): unknown => transitionOf(request({ state }), action, 'because');
        expect(attempt).toThrow(expect.objectContaining({ code: 'wrong-transition', status: 409, details: { state, allowed: actionsFrom(state) } }));
      }
    }
  });

  it('ask for a reason where something is taken away', () => {
    expect(() => transitionOf(request(), 'reject', null)).toThrow(DomainError);
    expect(transitionOf(request(), 'approve', null).to).toBe('approved');
  });
});

describe('requests that cannot both stand', () => {
  const approved = request({ id: 'other', state: 'approved', fromDate: '2026-11-04', toDate: '2026-11-06' });

  it('an approved leave of the same time, named in the message', () => {
    expect(conflictOf(request(), [approved])).toMatchObject({ code: 'overlapping-leave', otherId: 'other', message: expect.stringContaining('leave other (annual, 2026-11-04 to 2026-11-06, approved)') });
  });

  it('not a leave that is only asked for, was taken back, or touches at midnight', () => {
    expect(conflictOf(request(), [{ ...approved, state: 'requested' }])).toBeNull();
    expect(conflictOf(request(), [{ ...approved, state: 'revoked' }])).toBeNull();
    expect(conflictOf(request({ toDate: '2026-11-03' }), [approved])).toBeNull();
  });

  it('hours beside hours, but not hours within a whole day', () => {
    const morning = request({ id: 'm', state: 'approved', portion: 'hours', toDate: '2026-11-02', fromWall: '2026-11-02 08:00:00', toWall: '2026-11-02 10:00:00' });
    const later = request({ ...morning, id: 'r1', fromWall: '2026-11-02 10:00:00', toWall: '2026-11-02 12:00:00' });
    expect(conflictOf(later, [morning])).toBeNull();
    expect(conflictOf(request({ toDate: '2026-11-02' }), [morning])?.code).toBe('overlapping-leave');
  });

  it('a second permission letter of the day, and the same request again', () => {
    const letter = request({ id: 'p', kind: 'permission', type: 'late', toDate: '2026-11-02' });
    expect(conflictOf({ ...letter, type: 'early' }, [letter])?.code).toBe('one-letter-a-day');
    expect(conflictOf(letter, [letter])?.code).toBe('duplicate-request');
    expect(conflictOf(letter, [{ ...letter, state: 'rejected' }])).toBeNull();
  });

  it('whichever of two leaves comes first', () => {
    const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`);
    fc.assert(
      fc.property(date, date, date, date, (a, b, c, d) => {
        const [one, two] = [request({ id: '1', state: 'approved', fromDate: a < b ? a : b, toDate: a < b ? b : a }), request({ id: '2', state: 'approved', fromDate: c < d ? c : d, toDate: c < d ? d : c })];
        const shareADay = one.fromDate <= two.toDate && two.fromDate <= one.toDate;
        expect(conflictOf(one, [two]) !== null).toBe(shareADay);
        expect(conflictOf(two, [one]) !== null).toBe(shareADay);
      }),
    );
  });
});

describe('the days a request touches', () => {
  const now = Date.UTC(2026, 10, 24, 3);

  it('are its dates when it is of whole dates', () => {
    expect(touchedDates(request(), now)).toEqual(['2026-11-02', '2026-11-03', '2026-11-04']);
  });

  it('include the day before when it names hours, for the night shift', () => {
    const hours = request({ portion: 'hours', toDate: '2026-11-02', fromWall: '2026-11-02 01:00:00', toWall: '2026-11-02 03:00:00' });
    expect(touchedDates(hours, now)).toEqual(['2026-11-01', '2026-11-02']);
    expect(touchedDates({ ...hours, toWall: '2026-11-03 00:00:00' }, now)).toEqual(['2026-11-01', '2026-11-02']);
    expect(touchedDates({ ...hours, toWall: '2026-11-03 00:01:00' }, now)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  });

  it('include the day after an overtime order, whose window it may keep open past midnight', () => {
    const order = request({ kind: 'overtime-order', portion: 'hours', toDate: '2026-11-02', fromWall: '2026-11-02 16:00:00', toWall: '2026-11-02 23:30:00' });
    expect(touchedDates(order, now)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  });

  it('include both neighbours of a corrected punch, and only the date of an excuse', () => {
    expect(touchedDates(request({ kind: 'correction', toDate: '2026-11-02', fromWall: '2026-11-02 07:00:00' }), now)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
    expect(touchedDates(request({ kind: 'excuse', type: 'late', toDate: '2026-11-02' }), now)).toEqual(['2026-11-02']);
  });

  it('end where nothing has been judged yet', () => {
    expect(touchedDates(request({ fromDate: '2026-11-24', toDate: '2026-12-31' }), now)).toEqual(['2026-11-24', '2026-11-25']);
    expect(touchedDates(request({ fromDate: '2026-12-24', toDate: '2026-12-31' }), now)).toEqual([]);
  });
});
