import { expectGeneratedFile } from '@tools/scripts/expect-generated-file';
import { test } from 'vitest';
import { listedDifferences } from '../on-disk/listed-differences.js';
import { renderOnDiskDifferences } from './render-on-disk-differences.js';

// `npm run docs:reference` runs this test with --update, which writes the file.

test('docs/guides/on-disk-differences.md lists what the comparison of databases allows', async () => {
  await expectGeneratedFile(
    new URL('../../../../docs/guides/on-disk-differences.md', import.meta.url),
    renderOnDiskDifferences(listedDifferences),
  );
});
