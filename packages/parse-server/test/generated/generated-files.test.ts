import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { renderOptionsReference } from './render-options-reference.js';
import { renderOptionsType } from './render-options-type.js';

// `npm run docs:options` runs these tests with --update, which writes the files.

test('the types of the options are those of the option table', async () => {
  await expectFile('../../src/options/parse-server-options.ts', renderOptionsType());
});

test('docs/reference/options.md describes the option table', async () => {
  await expectFile('../../../../docs/reference/options.md', renderOptionsReference());
});

async function expectFile(relative: string, content: string): Promise<void> {
  const path = fileURLToPath(new URL(relative, import.meta.url));
  const formatted = await format(content, { ...(await resolveConfig(path)), filepath: path });
  await expect(formatted).toMatchFileSnapshot(path);
}
