import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Folders that the program reads beside its own code, as `projectPath('a', 'b')` names them. */
function foldersRead(): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const calls = files.flatMap((file) => [...readFileSync(join(root, 'src', file), 'utf8').matchAll(/projectPath\(((?:'[^']+'(?:, )?)+)\)/g)]);
  return [...new Set(calls.map(([, names = '']) => [...names.matchAll(/'([^']+)'/g)].map(([, name]) => name).join('/')))];
}

describe('the container image', () => {
  const dockerfile = readFileSync(join(root, 'docker/Dockerfile'), 'utf8');
  const brought = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) /gm)].map(([, path]) => path);

  it.each(foldersRead())('brings %s, which the program reads', (folder) => {
    expect(brought.some((path) => folder === path || folder.startsWith(`${path}/`))).toBe(true);
  });

  it('finds at least the pages, the law and the profiles of machines', () => {
    expect(foldersRead()).toEqual(expect.arrayContaining(['web/dist', 'regulations', 'devices/profiles']));
  });
});
