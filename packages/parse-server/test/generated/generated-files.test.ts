import { expectGeneratedFile } from '@tools/scripts/expect-generated-file';
import { test } from 'vitest';
import { renderOptionsReference } from './render-options-reference.js';
import { renderOptionsType } from './render-options-type.js';

// `npm run docs:options` runs these tests with --update, which writes the files.

test('the types of the options are those of the option table', async () => {
  await expectGeneratedFile(
    new URL('../../src/options/parse-server-options.ts', import.meta.url),
    renderOptionsType(),
  );
});

test('docs/reference/options.md describes the option table', async () => {
  await expectGeneratedFile(
    new URL('../../../../docs/reference/options.md', import.meta.url),
    renderOptionsReference(),
  );
});
