import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regulationPages } from '../core/discipline/regulation-pages';
import { appraisalRulePages } from '../core/performance/appraisal-rule-pages';
import { RegulationBook } from '../discipline/regulation-book';
import { AppraisalRuleBook } from '../performance/appraisal-rule-book';
import { projectPath } from '../platform/project-path';
import { devicesPage } from '../protocols/profiles/devices-page';
import { loadProfiles } from '../protocols/profiles/load-profiles';
import { openApiPage } from './openapi-page';
import { permissionsPageText } from './permissions-page';

/** A page that is made from something else in the repository; it is committed, and a test holds it against its source. */
export interface GeneratedPage {
  /** Path from the top of the repository. */
  readonly path: string;
  readonly text: () => string | Promise<string>;
}

/** Every generated page. */
export const generatedPages: readonly GeneratedPage[] = [
  {
    path: 'docs/regulations.md',
    text: () => {
      const book = RegulationBook.read(projectPath('regulations'));
      return `${regulationPages(book.regulations, book.holidays)}\n${appraisalRulePages(AppraisalRuleBook.read(projectPath('regulations')).rules)}`;
    },
  },
  {
    path: 'docs/devices.md',
    text: () => {
      const folder = projectPath('devices', 'profiles');
      const files = readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort();
      return devicesPage(loadProfiles(files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))));
    },
  },
  { path: 'docs/openapi.json', text: openApiPage },
  { path: 'docs/permissions.md', text: permissionsPageText },
];
