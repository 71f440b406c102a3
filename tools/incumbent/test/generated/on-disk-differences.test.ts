import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { listedDifferences } from '../on-disk/listed-differences.js';
import { renderOnDiskDifferences } from './render-on-disk-differences.js';

// `npm run docs:reference` runs this test with --update, which writes the file.

test('docs/guides/on-disk-differences.md lists what the comparison of databases allows', async () => {
  const path = fileURLToPath(new URL('../../../../docs/guides/on-disk-differences.md', import.meta.url));
  const page = renderOnDiskDifferences(listedDifferences);
  const formatted = await format(page, { ...(await resolveConfig(path)), filepath: path });
  await expect(formatted).toMatchFileSnapshot(path);
});
