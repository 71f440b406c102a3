import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, type FormatConfig } from 'oxfmt';
import { expect } from 'vitest';
import { workspaceRoot } from '../workspace.js';

/** A committed file holds what a generator makes, formatted as all else; `npm run docs:reference` writes it anew. */
export async function expectGeneratedFile(file: URL, content: string): Promise<void> {
  const path = fileURLToPath(file);
  const { code, errors } = await format(path, content, formatOptions());
  expect(errors).toEqual([]);
  await expect(code).toMatchFileSnapshot(path);
}

function formatOptions(): FormatConfig {
  return JSON.parse(readFileSync(join(workspaceRoot(), '.oxfmtrc.json'), 'utf8')) as FormatConfig;
}
