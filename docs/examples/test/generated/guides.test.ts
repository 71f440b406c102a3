import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { storageCases } from '@parse/adapter-tests';
import { expect, test } from 'vitest';
import { jsonStorage } from '../../src/json-storage/json-storage.js';

// `npm run docs:reference` runs these tests with --update, which writes the quotations into the guides.

const root = resolve(import.meta.dirname, '../../../..');
/** A code block whose first line names a file: ```ts docs/examples/src/minimal-server.ts */
const quotation = /^```ts (docs\/examples\/\S+)\n[\s\S]*?^```$/gm;

const guides = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
  .map((name) => ({ name, path: join(root, 'docs', name) }))
  .filter(({ path }) => readFileSync(path, 'utf8').search(quotation) >= 0);

test('guides quote examples', () => {
  expect(guides.length).toBeGreaterThan(1);
});

test.each(guides)('$name quotes the files as they are', async ({ path }) => {
  const current = readFileSync(path, 'utf8')
    .replaceAll(
      quotation,
      (_block, file: string) => `\`\`\`ts ${file}\n${readFileSync(join(root, file), 'utf8')}\`\`\``,
    )
    .replaceAll(/^\d+ cases, 0 skipped, \d+ not applicable$/gm, kitSummary());
  await expect(current).toMatchFileSnapshot(path);
});

/** The last line of the kit for the example, which says how to reopen it. */
function kitSummary(): string {
  const { capabilities } = jsonStorage({ directory: '' });
  const inapplicable = storageCases.filter(
    ({ needs = [], refuses }) =>
      (refuses !== undefined && capabilities[refuses]) || needs.some((name) => !capabilities[name]),
  );
  return `${storageCases.length} cases, 0 skipped, ${inapplicable.length} not applicable`;
}
