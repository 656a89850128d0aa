import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const source = join(__dirname, '../../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** Who reads and writes where units stand; everybody else asks them, by a date. */
const readers = ['plan/unit/load-units.ts', 'plan/unit/unit-repository.ts', 'platform/auth/unit-places.ts'];

describe('where units stand', () => {
  it('is read in few places: the column of the unit alone says where it stood first', () => {
    const naming = files.filter((file) => /\bparent_id\b|\bunit_move\b/.test(readFileSync(join(source, file), 'utf8'))).map((file) => relative('', file).split(sep).join('/'));
    // Whether a span of days crosses a move is asked by its dates alone.
    expect(naming.sort()).toEqual([...readers, 'platform/auth/subjects.ts'].sort());
  });
});
