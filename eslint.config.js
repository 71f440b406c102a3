import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Tables of data, which are read by looking a row up and are not better in two files. */
const dataTables = [
  'packages/core/src/errors/codes.ts',
  'packages/core/src/schema/system-classes.ts',
  'packages/parse-server/src/options/parse-server-options.ts',
];

const tests = ['{packages,tools}/*/test/**/*.ts', '**/*.test.ts', '**/*.test-d.ts'];
const configFiles = ['*.config.{js,mjs,ts}', '*.workspace.ts'];

const noDefaultExport = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Export by name.' },
];
const noStarExport = [{ selector: 'ExportAllDeclaration', message: 'List what is exported.' }];

/** What makes `require()` of a package work, and two apps in one process share nothing. */
const packageSource = [
  { selector: 'AwaitExpression:not(:function *)', message: 'Top-level await breaks require().' },
  { selector: 'ForOfStatement[await=true]:not(:function *)', message: 'Top-level await breaks require().' },
  {
    selector: ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind="let"]',
    message: 'State lives in a store, an adapter or the app, not in a module.',
  },
  {
    selector: 'ThrowStatement > NewExpression[callee.name="Error"]',
    message: 'Throw ParseError, StorageError, AdapterError or ConfigError.',
  },
];

export default defineConfig(
  // A template is a project of its own.
  globalIgnores(['**/dist/', '**/coverage/', '.nx/', 'tools/create-parse-server/template/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Shape. The style guide asks for three parameters; the fourth is for `(ctx, schema, draft, original)`.
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: false, skipComments: true }],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'max-depth': ['error', 3],

      // Truth.
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: ['interface', 'class', 'typeAlias'],
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]|Impl$|^Base[A-Z]', match: false },
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...noDefaultExport, ...noStarExport],

      // An adapter method is async because its interface is, with or without an await inside.
      '@typescript-eslint/require-await': 'off',
      // A third of the linter's time, for enums, of which there are none, and for classes, which are errors here.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', ...noDefaultExport, ...noStarExport, ...packageSource],
    },
  },
  {
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      // A test reads response bodies freely; a wrong shape fails its assertion.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['tools/**/*.ts'], ignores: tests, rules: { 'no-console': 'off' } },
  { files: configFiles, rules: { 'no-restricted-syntax': 'off' } },
  { files: dataTables, rules: { 'max-lines': 'off' } },
);
