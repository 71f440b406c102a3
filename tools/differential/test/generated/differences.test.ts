import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { deliberateDifferences } from '../../src/deliberate/deliberate-differences.js';
import { renderPage } from '../../src/deliberate/render-page.js';

// `npm run docs:reference` runs this test with --update, which writes the file.

test('docs/guides/differences.md tells the list of deliberate differences', async () => {
  const path = fileURLToPath(new URL('../../../../docs/guides/differences.md', import.meta.url));
  const page = await format(renderPage(deliberateDifferences), {
    ...(await resolveConfig(path)),
    filepath: path,
  });
  await expect(page).toMatchFileSnapshot(path);
});
