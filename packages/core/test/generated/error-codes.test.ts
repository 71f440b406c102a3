import { expectGeneratedFile } from '@tools/scripts/expect-generated-file';
import { expect, test } from 'vitest';
import { ERROR_MEANINGS, ErrorCode } from '../../src/errors/codes.js';
import { renderErrorCodes } from './render-error-codes.js';

// `npm run docs:reference` runs these tests with --update, which writes the files.

test('every code has a meaning', () => {
  expect([...ERROR_MEANINGS.keys()]).toEqual(Object.values(ErrorCode));
});

test('docs/reference/error-codes.md describes the table of codes', async () => {
  await expectGeneratedFile(
    new URL('../../../../docs/reference/error-codes.md', import.meta.url),
    renderErrorCodes(),
  );
});
