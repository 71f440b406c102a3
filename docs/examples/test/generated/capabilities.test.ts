import { expectGeneratedFile } from '@tools/scripts/expect-generated-file';
import { test } from 'vitest';
import { renderCapabilities } from './render-capabilities.js';

// `npm run docs:reference` runs this test with --update, which writes the file.

test('docs/adapters/capabilities.md describes the capabilities and what the adapters declare', async () => {
  await expectGeneratedFile(
    new URL('../../../adapters/capabilities.md', import.meta.url),
    renderCapabilities(),
  );
});
