import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a browser fetches before it shows something, in kilobytes of gzip. */
export interface FirstLoad {
  /** What the page itself names. */
  readonly entryKilobytes: number;
  /** With the page of today and everything that it imports. */
  readonly withTodayKilobytes: number;
}

const folder = join('web', 'dist');

/** The scripts of the built console; null where it is not built. */
export function firstLoad(): FirstLoad | null {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return null;
  const named = [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file ?? '');
  const today = readdirSync(join(folder, 'assets')).filter((file) => /^TodayPage-.*\.js$/.test(file)).map((file) => `assets/${file}`);
  return { entryKilobytes: kilobytesOf(withImports(named)), withTodayKilobytes: kilobytesOf(withImports([...named, ...today])) };
}

/** Files with all that they import at once; what is imported later is not the first load. */
function withImports(files: readonly string[]): Set<string> {
  const found = new Set(files);
  for (const file of found) {
    for (const [, name] of readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) found.add(`assets/${name ?? ''}`);
  }
  return found;
}

const kilobytesOf = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1024;
