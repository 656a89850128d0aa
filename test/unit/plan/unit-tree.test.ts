import { type Unit } from '../../../src/plan/unit/unit';
import { UnitTree } from '../../../src/plan/unit/unit-tree';

const unit = (code: string, parentId: string | null): Unit => ({ id: code, code, name: code, parentId, zone: 'Asia/Jakarta' });

describe('the tree of units', () => {
  const tree = new UnitTree([unit('KOTA', null), unit('DINAS', 'KOTA'), unit('SEKSI', 'DINAS'), unit('RSUD', 'KOTA')]);

  it('knows who is above and who is below', () => {
    expect(tree.lineOf('SEKSI').map((each) => each.code)).toEqual(['SEKSI', 'DINAS', 'KOTA']);
    expect([...tree.subtreeOf('DINAS')]).toEqual(['DINAS', 'SEKSI']);
    expect(tree.subtreeOf('KOTA').size).toBe(4);
    expect(tree.circleAt('SEKSI')).toBeNull();
  });

  it('finds a circle from any unit that leads into it, and still ends', () => {
    const broken = new UnitTree([unit('A', 'B'), unit('B', 'C'), unit('C', 'A'), unit('D', 'A'), unit('SELF', 'SELF')]);
    expect(broken.circleAt('A')).toEqual(['A', 'B', 'C', 'A']);
    expect(broken.circleAt('D')).toEqual(['A', 'B', 'C', 'A']);
    expect(broken.circleAt('SELF')).toEqual(['SELF', 'SELF']);
    expect(broken.lineOf('D').map((each) => each.code)).toEqual(['D', 'A', 'B', 'C']);
    expect(broken.subtreeOf('A').size).toBe(4);
  });
});
