import { readYaml } from '../../../src/plan/import/office-document';
import { DomainError } from '../../../src/platform/errors';

it.each([
  ['an alias without its anchor', 'units: *gone\n'],
  ['no YAML', 'units: [\n'],
  ['no mapping', '- 1\n'],
])('%s is told as an unreadable file', (_what, text) => {
  expect(() => readYaml(text)).toThrow(DomainError);
});
