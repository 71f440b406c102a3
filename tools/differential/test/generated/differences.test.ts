import { expectGeneratedFile } from '@tools/scripts/expect-generated-file';
import { test } from 'vitest';
import { deliberateDifferences } from '../../src/deliberate/deliberate-differences.js';
import { renderPage } from '../../src/deliberate/render-page.js';

// `npm run docs:reference` runs this test with --update, which writes the file.

test('docs/guides/differences.md tells the list of deliberate differences', async () => {
  await expectGeneratedFile(
    new URL('../../../../docs/guides/differences.md', import.meta.url),
    renderPage(deliberateDifferences),
  );
});
