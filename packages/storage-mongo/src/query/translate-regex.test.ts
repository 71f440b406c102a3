import { expect, test } from 'vitest';
import { translateRegex } from './translate-regex.js';

test.each<[pattern: string, flags: string, source: string, options: string | undefined]>([
  ['a$', '', 'a\\z', undefined],
  ['a$', 'i', 'a\\z', 'i'],
  ['a$', 'm', 'a$', 'm'],
  ['a$', 'u', 'a\\z', undefined],
  ['\\$', '', '\\$', undefined],
  ['[$a]$', '', '[$a]\\z', undefined],
  ['[]$]$', '', '[]$]\\z', undefined],
  ['[[:alpha:]$]$', '', '[[:alpha:]$]\\z', undefined],
  ['\\Qa$\\E$', '', '\\Qa$\\E\\z', undefined],
  ['\\Qa$', '', '\\Qa$', undefined],
  ['^a|b$', '', '^a|b\\z', undefined],
])('%s with %s', (pattern, flags, source, options) => {
  expect(translateRegex({ pattern, flags })).toEqual({
    $regex: source,
    ...(options === undefined ? {} : { $options: options }),
  });
});
