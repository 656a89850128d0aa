import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditActions } from '../../src/platform/audit/audit-entry';

const root = join(__dirname, '../..');
const { paths } = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8')) as { paths: Record<string, Record<string, unknown>> };
const { id } = jest.requireActual<{ id: Readonly<Record<string, string>> }>(join(root, 'web/src/i18n/audit.id.ts'));
const routes = Object.entries(paths).filter(([path]) => path.startsWith('/api/v1/')).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method, parts: path.replace('/api/v1/', '').split('/') })));
const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

describe('the words of the audit trail', () => {
  it('name every part of the API', () => {
    const areas = unique(routes.map(({ parts }) => parts[0] ?? ''));
    expect(areas.length).toBeGreaterThan(50);
    expect(areas.filter((area) => !(`area.${area}` in id))).toEqual([]);
  });

  it('name what a change does by the last word of its route', () => {
    const changes = routes.filter(({ method, parts }) => !['get', 'delete'].includes(method) && parts.length > 1 && !(parts.at(-1) ?? '').startsWith('{'));
    const unnamed = unique(changes.map(({ parts }) => parts.at(-1) ?? '')).filter((word) => !(`deed.${word}` in id));
    // What is set by them is plain from the part of the house.
    expect(unnamed).toEqual(['mutes', 'password', 'recap-codes', 'signature', 'travel-times', 'views']);
  });

  it('name every action that is written down, and no other', () => {
    expect(Object.keys(id).filter((key) => key.startsWith('action.')).sort()).toEqual(auditActions.map((action) => `action.${action}`).sort());
  });
});
