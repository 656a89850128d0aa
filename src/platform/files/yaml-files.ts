import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileText } from '../../core/discipline/regulation-text';
import { ConfigurationError } from '../errors';

/**
 * The YAML files of a folder, by name.
 * @throws ConfigurationError
 */
export function yamlFilesIn(folder: string): FileText[] {
  try {
    const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).sort();
    return names.map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
  } catch {
    throw new ConfigurationError([`the folder of regulations "${folder}" cannot be read`]);
  }
}
