import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { renderCapabilities } from './render-capabilities.js';

// `npm run docs:reference` runs this test with --update, which writes the file.

test('docs/adapters/capabilities.md describes the capabilities and what the adapters declare', async () => {
  const path = fileURLToPath(new URL('../../../adapters/capabilities.md', import.meta.url));
  const formatted = await format(renderCapabilities(), { ...(await resolveConfig(path)), filepath: path });
  await expect(formatted).toMatchFileSnapshot(path);
});
