import { nextPlaces } from '../../../src/plan/unit/next-places';
import { alwaysUnder, type PlaceOfUnit, type Unit } from '../../../src/plan/unit/unit';
import { UnitTree } from '../../../src/plan/unit/unit-tree';

const unit = (code: string, parentId: string | null, ...moves: PlaceOfUnit[]): Unit => ({ id: code, code, name: code, places: [...alwaysUnder(parentId), ...moves], zone: 'Asia/Jakarta' });
const from = (fromDate: string, parentId: string | null): PlaceOfUnit => ({ fromDate, parentId });

describe('the tree of units', () => {
  const tree = new UnitTree([unit('KOTA', null), unit('DINAS', 'KOTA'), unit('SEKSI', 'DINAS', from('2026-07-01', 'RSUD')), unit('RSUD', 'KOTA')]);
  const line = (code: string, date: string): string[] => tree.lineOn(code, date).map((each) => each.code);

  it('knows who is above and who is below, on each date', () => {
    expect([line('SEKSI', '2026-06-30'), line('SEKSI', '2026-07-01')]).toEqual([['SEKSI', 'DINAS', 'KOTA'], ['SEKSI', 'RSUD', 'KOTA']]);
    expect([tree.subtreeOf('DINAS').on('2026-06-30'), tree.subtreeOf('DINAS').on('2026-07-01')]).toEqual([['DINAS', 'SEKSI'], ['DINAS']]);
    expect(tree.subtreeOf('KOTA').bySpan).toEqual([{ fromDate: '0001-01-01', toDate: null, unitIds: ['KOTA', 'DINAS', 'RSUD', 'SEKSI'] }]);
    expect(tree.linesOf('SEKSI')).toEqual([{ fromDate: '0001-01-01', toDate: '2026-06-30', value: ['SEKSI', 'DINAS', 'KOTA'] }, { fromDate: '2026-07-01', toDate: null, value: ['SEKSI', 'RSUD', 'KOTA'] }]);
    expect(tree.linesOf('DINAS')).toHaveLength(1);
    expect(tree.circleAt('SEKSI')).toBeNull();
  });

  it('finds a circle from any unit that leads into it, and still ends', () => {
    const broken = new UnitTree([unit('A', 'B'), unit('B', 'C'), unit('C', 'A'), unit('D', 'A'), unit('SELF', 'SELF')]);
    expect(broken.circleAt('A')).toEqual({ fromDate: null, codes: ['A', 'B', 'C', 'A'] });
    expect(broken.circleAt('D')).toEqual({ fromDate: null, codes: ['A', 'B', 'C', 'A'] });
    expect(broken.circleAt('SELF')).toEqual({ fromDate: null, codes: ['SELF', 'SELF'] });
    expect(broken.lineOn('D', '2026-01-01').map((each) => each.code)).toEqual(['D', 'A', 'B', 'C']);
    expect(broken.subtreeOf('A').unitIds).toHaveLength(4);
  });

  it('finds a circle that begins on a date, and none where two units change sides on one day', () => {
    expect(new UnitTree([unit('A', null, from('2026-03-01', 'B')), unit('B', 'A')]).circleAt('B')).toEqual({ fromDate: '2026-03-01', codes: ['B', 'A', 'B'] });
    expect(new UnitTree([unit('A', null, from('2026-03-01', 'B')), unit('B', 'A', from('2026-03-01', null))]).circleAt('B')).toBeNull();
    expect(new UnitTree([unit('A', null, from('2026-03-01', 'B')), unit('B', 'A', from('2026-03-02', null))]).circleAt('A')).toEqual({ fromDate: '2026-03-01', codes: ['A', 'B', 'A'] });
  });
});

describe('the places of a unit', () => {
  const standing = [...alwaysUnder('X'), from('2026-07-01', 'Y')];
  const next = (parentId: string | null, since?: string) => nextPlaces(standing, parentId, since, '2026-11-24');

  it('stay where what is said holds already', () => {
    for (const same of [next('Y'), next('Y', '2026-07-01'), next('Y', '2026-09-01'), next('X', '2026-06-30')]) expect(same).toBe(standing);
    // A move that is still ahead may be said again without its date.
    expect(nextPlaces([...alwaysUnder('X'), from('2027-01-01', 'Z')], 'Z', undefined, '2026-11-24')).toHaveLength(2);
    expect(nextPlaces([...alwaysUnder('X'), from('2027-01-01', 'Z')], 'X', undefined, '2026-11-24')).toHaveLength(2);
  });

  it('do not change without a date', () => expect([next('X'), next('Z'), next(null)]).toEqual([null, null, null]));

  it('change from a date until the next one', () => {
    expect(next('Z', '2026-09-01')).toEqual([...standing, from('2026-09-01', 'Z')]);
    expect(next('Z', '2026-01-01')).toEqual([...alwaysUnder('X'), from('2026-01-01', 'Z'), from('2026-07-01', 'Y')]);
    expect(next(null, '2026-07-01')).toEqual([...alwaysUnder('X'), from('2026-07-01', null)]);
  });

  it('lose a move that is taken back, and every move where it has always been otherwise', () => {
    expect(next('X', '2026-07-01')).toEqual(alwaysUnder('X'));
    expect(next('Y', '2026-01-01')).toEqual([...alwaysUnder('X'), from('2026-01-01', 'Y')]);
    expect(next('Z', '*')).toEqual(alwaysUnder('Z'));
  });

  it('of a new unit are since ever, or under no unit before the date that is said', () => {
    expect([nextPlaces([], 'X', undefined, '2026-11-24'), nextPlaces([], 'X', '*', '2026-11-24')]).toEqual([alwaysUnder('X'), alwaysUnder('X')]);
    expect(nextPlaces([], 'X', '2026-07-01', '2026-11-24')).toEqual([...alwaysUnder(null), from('2026-07-01', 'X')]);
  });
});
