import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAdapter } from './load-adapter.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-adapter-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['a class by default', 'mjs', 'export default class { constructor(o) { this.o = o; } sendMail() {} }'],
  ['a function by default that makes it', 'mjs', 'export default (o) => ({ o, sendMail() {} });'],
  ['one named function that makes it', 'mjs', 'export const postEmail = (o) => ({ o, sendMail() {} });'],
  ['a function that makes it, in CommonJS', 'cjs', 'module.exports = (o) => ({ o, sendMail() {} });'],
  ['a function by default, compiled', 'cjs', 'exports.default = (o) => ({ o, sendMail() {} });'],
] as const)('a module that exports %s is an adapter, told the options', async (what, extension, source) => {
  const module = join(folder, `${what}.${extension}`);
  await writeFile(module, source);
  const adapter = await loadAdapter('emailAdapter', { module, options: { from: 'a' } });
  expect(adapter).toMatchObject({ o: { from: 'a' }, sendMail: expect.any(Function) });
});

test('a named function that makes an adapter is told of no options by an empty object', async () => {
  const module = join(folder, 'no-options.mjs');
  await writeFile(module, 'export const postEmail = (o) => ({ o });');
  expect(await loadAdapter('emailAdapter', module)).toEqual({ o: {} });
});

test.each([
  ['one method', 'mjs', 'export const sendMail = () => undefined;', ['sendMail']],
  [
    'methods',
    'mjs',
    'export const validateAuthData = () => undefined, validateAppId = () => undefined;',
    ['validateAuthData', 'validateAppId'],
  ],
  ['one method, in CommonJS', 'cjs', 'exports.validateAuthData = () => undefined;', ['validateAuthData']],
] as const)('a module that exports %s is the adapter itself', async (what, extension, source, methods) => {
  const module = join(folder, `${what}.${extension}`);
  await writeFile(module, source);
  const adapter = await loadAdapter('auth.club', module);
  for (const method of methods) expect(adapter).toHaveProperty(method, expect.any(Function));
});
