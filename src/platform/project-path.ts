import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json, from wherever this file runs (sources or the compiled tree). */
function projectFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`no package.json above ${__dirname}`);
    folder = above;
  }
  return folder;
}

/** A file or folder that ships with the program, e.g. `projectPath('regulations')`. */
export const projectPath = (...parts: readonly string[]): string => join(projectFolder(), ...parts);
