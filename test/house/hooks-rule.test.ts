import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

// The rule and the linter are modules of the newer kind, which jest loads in a process of their own.
const program = `
import { Linter } from 'eslint';
import { hooksAtTop } from '${join(__dirname, '../../scripts/lint/hooks-at-top.mjs')}';
const linter = new Linter();
const config = [{ plugins: { hadir: { rules: { 'hooks-at-top': hooksAtTop } } }, rules: { 'hadir/hooks-at-top': 'error' } }];
console.log(JSON.stringify(JSON.parse(process.argv[1]).map((code) => linter.verify(code, config).map(({ messageId, message }) => messageId ?? message))));
`;
const faultsOf = (codes: readonly string[]): unknown => JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(codes)], { cwd: join(__dirname, '../..'), encoding: 'utf8' }));

describe('the rule about hooks', () => {
  it('lets hooks be where they are called on every drawing', () => {
    const fine = [
      'function Page() { const a = useState(0); if (a) return null; return a; }',
      'const Page = memo(function Page() { useEffect(() => { if (1) { run(); } }); });',
      'const useThing = () => useQuery({ enabled: may() ? 1 : 2 });',
      'function Page() { const unit = useUnit() ?? first; if (useMay("x")) return unit; }',
      'function Page() { const draw = () => { return 1; }; const b = useRef(draw); return b; }',
    ];
    expect(faultsOf(fine)).toEqual(fine.map(() => []));
  });

  it('finds those that are not', () => {
    const faults = ['function Page({ a }) { if (a) useEffect(run); }', 'function Page({ a }) { return a && useMemo(run); }', 'function Page({ a }) { for (const b of a) useB(b); }', 'function Page({ a }) { if (!a) return null; useEffect(run); }', 'function Page() { const press = () => useState(0); return press; }', 'const b = useState(0);'];
    expect(faultsOf(faults)).toEqual([['condition'], ['condition'], ['condition'], ['return'], ['inside'], ['inside']]);
  });
});
