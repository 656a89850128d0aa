import { type NextFunction, type Request, type Response } from 'express';
import { type Caller } from '../../src/platform/auth/caller';
import { Reach } from '../../src/platform/auth/reach';
import { UnitTree } from '../../src/platform/auth/unit-tree';

const everybody: Caller = {
  ...{ actor: 'token:test', kind: 'token', id: 'test', name: 'test', username: null, employeeId: null, scope: 'admin', grants: [], session: null },
  ...{ mustChangePassword: false, language: null, theme: null, units: new UnitTree(0, []), today: '2026-11-24', reach: Reach.everything() },
};

/** Middleware for a single room under test, before which no guard stands: whoever calls reaches everything. */
export function asEverybody(request: Request, _response: Response, next: NextFunction): void {
  Object.assign(request, { caller: everybody });
  next();
}
