import { expect, test } from 'vitest';
import { codeFrame } from './code-frame.js';

const text = Array.from({ length: 11 }, (_none, index) => `line ${index + 1}`).join('\n');

test.each([
  [
    'the middle',
    { line: 9, column: 6 },
    ['   7 | line 7', '   8 | line 8', '>  9 | line 9', '     |      ^', '  10 | line 10', '  11 | line 11'],
  ],
  ['the first line', { line: 1, column: 1 }, ['> 1 | line 1', '    | ^', '  2 | line 2', '  3 | line 3']],
  [
    'the last line',
    { line: 11, column: 1 },
    ['   9 | line 9', '  10 | line 10', '> 11 | line 11', '     | ^'],
  ],
  ['no line of it', { line: 12, column: 1 }, ['']],
])('%s is shown with what is around it', (_name, place, frame) => {
  expect(codeFrame(text, place).split('\n')).toEqual(frame);
});

test('tabs before the place are kept in the line of the mark', () => {
  expect(codeFrame('\tfoo();', { line: 1, column: 2 })).toBe('> 1 | \tfoo();\n    | \t^');
});
