import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { adapterNames, adapterProblems } from './adapter-rules.js';

test.each([
  ['@parse/storage-mongo', 'mongoStorage', 'MongoStorageOptions', 'runStorageConformance'],
  ['@parse/push-apns', 'apnsPush', 'ApnsPushOptions', 'runPushConformance'],
  ['@parse/files-azure-blob', 'azureBlobFiles', 'AzureBlobFilesOptions', 'runFilesConformance'],
])('%s promises %s', (name, factory, options, conformance) => {
  expect(adapterNames(name)).toEqual({ factory, options, conformance });
});

test.each(['@parse/core', '@parse/storage-sql', '@parse/adapter-tests', 'parse-server'])(
  '%s is no adapter',
  (name) => {
    expect(adapterNames(name)).toBeUndefined();
  },
);

const complete = {
  index: "export { s3Files } from './s3-files.js';\nexport type { S3FilesOptions } from './options.js';\n",
  conformance:
    "import { runFilesConformance } from '@parse/adapter-tests';\nrunFilesConformance({ test, create });\n",
};

test.each([
  ['nothing when it is complete', {}, []],
  [
    'the options type',
    { index: "export { s3Files } from './s3-files.js';\n" },
    ['src/index.ts exports S3FilesOptions'],
  ],
  [
    'the conformance test',
    { conformance: '' },
    ['test/conformance.test.ts calls runFilesConformance of @parse/adapter-tests'],
  ],
])('an adapter package lacks %s', (_case, change, problems) => {
  const path = mkdtempSync(join(tmpdir(), 'adapter-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  const { index, conformance } = { ...complete, ...change };
  for (const folder of ['src', 'test']) mkdirSync(join(path, folder));
  writeFileSync(join(path, 'src/index.ts'), index);
  writeFileSync(join(path, 'test/conformance.test.ts'), conformance);
  const peerDependencies = { '@parse/core': '^1.0.0' };
  const manifest = { name: '@parse/files-s3', version: '1.0.0', peerDependencies };
  expect(adapterProblems({ folder: 'packages/files-s3', path, manifest })).toEqual(problems);
});
