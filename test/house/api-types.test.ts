import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../..');

/** Files in which a type of the API stands, with their text. */
const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => ({ path: relative(root, join(entry.parentPath, entry.name)), text: readFileSync(join(entry.parentPath, entry.name), 'utf8') }))
  .filter(({ text }) => text.includes('@ApiProperty'));

/** Classes of the API by name, each with the files that have one. */
const places = new Map<string, string[]>();
for (const { path, text } of sources) for (const [, name = ''] of text.matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)) places.set(name, [...(places.get(name) ?? []), path]);

describe('the types of the API', () => {
  it('are found', () => expect(places.size).toBeGreaterThan(150));

  // The document knows types by their bare names: of two with one name the later silently stands for both, in the document and in the console.
  it('have each a name of their own', () => expect([...places].filter(([, files]) => files.length > 1)).toEqual([]));
});
