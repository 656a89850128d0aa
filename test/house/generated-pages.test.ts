import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPages } from '../../src/cli/generated-pages';

describe('the generated pages', () => {
  it.each(generatedPages.map((page) => [page.path, page] as const))('%s is what its source says (npm run generate)', async (path, page) => {
    expect(readFileSync(join(__dirname, '../..', path), 'utf8')).toBe(await page.text());
  });
});
