import { findCase, type FindCase } from '../find-case.js';
import type { StorageCase } from '../storage-case.js';

const rows: FindCase['rows'] = {
  a: { v: 'Hello World' },
  b: { v: 'hello\nworld' },
  c: { v: 'a.b*c' },
  d: { v: '\u00c4rger \u{1f600}' },
  e: { v: '' },
  f: { v: null },
  g: {},
};

const pattern = (name: string, regex: readonly [string, string], finds: readonly string[]): StorageCase =>
  findCase({
    name,
    needs: ['regex'],
    fields: { v: 'String' },
    rows,
    where: (key) => ({ op: 'regex', key: key('v'), regex: { pattern: regex[0], flags: regex[1] } }),
    finds,
  });

/** Regular expressions. */
export const regexCases: readonly StorageCase[] = [
  pattern('regex finds a part of the text', ['lo', ''], ['a', 'b']),
  pattern('regex is case sensitive', ['hello', ''], ['b']),
  pattern('regex with i ignores case', ['hello', 'i'], ['a', 'b']),
  pattern('regex ^ is the start of the text', ['^world', 'i'], []),
  pattern('regex with m takes ^ for the start of a line', ['^world', 'm'], ['b']),
  pattern('regex dot does not match a line break', ['hello.world', ''], []),
  pattern('regex with s lets dot match a line break', ['hello.world', 's'], ['b']),
  pattern('regex with x ignores blanks in the pattern', ['hel lo \\s W', 'x'], []),
  pattern('regex with i and x', ['h e l l o \\s W', 'ix'], ['a', 'b']),
  pattern('regex takes what is between \\Q and \\E literally', ['^\\Qa.b*\\E', ''], ['c']),
  pattern('regex escapes', ['\\.b\\*c$', ''], ['c']),
  pattern('regex classes and counts', ['^[A-Z][a-z]{4} W', ''], ['a']),
  pattern('regex alternatives', ['^(?:a\\.b|Hello)', ''], ['a', 'c']),
  pattern('regex with i folds letters beyond ASCII', ['^\u00e4RGER', 'i'], ['d']),
  pattern('regex finds characters beyond 16 bits', ['\u{1f600}$', ''], ['d']),
  pattern('regex that matches the empty text finds every string', ['', ''], ['a', 'b', 'c', 'd', 'e']),
  pattern('regex quote characters are data', ['\'"`;--', ''], []),
  pattern('regex LIKE wildcards are data', ['^H%_', ''], []),
  findCase({
    name: 'regex finds arrays that hold a matching string',
    needs: ['regex'],
    fields: { v: 'Array' },
    rows: { a: { v: ['xa', 1] }, b: { v: ['b'] }, c: { v: [['xa']] }, d: { v: [] }, e: {} },
    where: (key) => ({ op: 'regex', key: key('v'), regex: { pattern: '^x', flags: '' } }),
    finds: ['a'],
  }),
  findCase({
    name: 'regex finds only strings at a path',
    needs: ['regex'],
    fields: { v: 'Object' },
    rows: { a: { v: { k: '12' } }, b: { v: { k: 12 } }, c: { v: { k: { x: '12' } } }, d: {} },
    where: (key) => ({ op: 'regex', key: key('v.k'), regex: { pattern: '1', flags: '' } }),
    finds: ['a'],
  }),
  findCase({
    name: 'several regexes find arrays with a match for each, in one element or in several',
    needs: ['regex'],
    fields: { v: 'Array' },
    rows: {
      a: { v: ['xa', 'yb'] },
      b: { v: ['xa'] },
      c: { v: ['xy'] },
      d: { v: [] },
      e: {},
      f: { v: ['y', 'x'] },
    },
    where: (key) => ({
      op: 'and',
      nodes: [
        { op: 'regex', key: key('v'), regex: { pattern: '^x', flags: '' } },
        { op: 'regex', key: key('v'), regex: { pattern: '^\\Qy\\E', flags: '' } },
      ],
    }),
    finds: ['a', 'f'],
  }),
  findCase({
    name: 'a regex with many repetitions answers in time',
    needs: ['regex'],
    fields: { v: 'String' },
    rows: { a: { v: `${'a'.repeat(2000)}!` }, b: { v: 'aaa' } },
    where: (key) => ({ op: 'regex', key: key('v'), regex: { pattern: '^(a+)+$', flags: '' } }),
    finds: ['b'],
  }),
];
