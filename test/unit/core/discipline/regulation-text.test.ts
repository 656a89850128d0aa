import { readYaml } from '../../../../src/core/discipline/regulation-text';

it.each([
  ['an alias without its anchor', 'code: *gone\n', /alias/i],
  ['a key twice', 'code: a\ncode: b\n', /unique/i],
])('%s is a problem of the file, not a crash', (_what, text, message) => {
  expect(readYaml({ path: 'x.yaml', text })).toEqual([expect.objectContaining({ path: 'x.yaml', rule: 'yaml', message: expect.stringMatching(message) as string })]);
});
