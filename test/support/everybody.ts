import { type NextFunction, type Request, type Response } from 'express';
import { UnitPlaces } from '../../src/core/organisation/unit-places';
import { type Caller } from '../../src/platform/auth/caller';
import { Reach } from '../../src/platform/auth/reach';

const everybody: Caller = {
  ...{ actor: 'token:test', kind: 'token', id: 'test', name: 'test', username: null, employeeId: null, scope: 'admin', grants: [], session: null },
  ...{ mustChangePassword: false, language: null, theme: null, units: new UnitPlaces([]), unitsRevision: 0, today: '2026-11-24', reach: Reach.everything('2026-11-24') },
};

/** Middleware for a single room under test, before which no guard stands: whoever calls reaches everything. */
export function asEverybody(request: Request, _response: Response, next: NextFunction): void {
  Object.assign(request, { caller: everybody });
  next();
}
