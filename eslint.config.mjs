import tseslint from 'typescript-eslint';
import { hooksAtTop } from './scripts/lint/hooks-at-top.mjs';

const namedOnly = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', 'web/dist/**', 'web/node_modules/**', 'web/public/**', 'web/vite.config.ts', 'web/src/api/schema.d.ts', 'test-results/**', '**/*.cjs', 'scripts/**', 'eslint.config.mjs'] },
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise that nobody waits for is a record that may be lost without a word.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true, varsIgnorePattern: '^_$' }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one word per thing.' },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Ask the Clock.' },
      ],
      'max-lines': ['error', { max: 320, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true }],
      // Each `??` and `?.` counts; beyond this a function decides too much.
      complexity: ['error', 20],
    },
  },
  // The schema reads best as one text a table.
  { files: ['migrations/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['src/platform/clock.ts', 'src/cli/**', 'devices/**', 'test/**'], rules: { 'no-restricted-syntax': ['error', namedOnly], 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  { files: ['test/bench/**', 'devices/**'], rules: { 'no-console': 'off' } },
  // The console: a component is markup for a good part, each `?:` of it is a branch, and the browser's clock is the only one it has.
  {
    files: ['web/**'],
    plugins: { hadir: { rules: { 'hooks-at-top': hooksAtTop } } },
    rules: {
      'hadir/hooks-at-top': 'error',
      'no-restricted-syntax': ['error', namedOnly],
      'no-restricted-globals': ['error', ...['alert', 'confirm', 'prompt', 'event', 'name', 'status', 'length'].map((name) => ({ name, message: 'Of the window; hardly what was meant.' }))],
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true }],
      complexity: ['error', 30],
    },
  },
  // A catalogue is as long as the page has words.
  { files: ['web/src/i18n/**'], rules: { 'max-lines': 'off' } },
);
