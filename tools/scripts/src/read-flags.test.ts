import { describe, expect, test } from 'vitest';
import { chosenNames, readFlags, UsageError, wholeNumber } from './read-flags.js';

const known = { engine: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } } as const;
const engines = ['mongo', 'postgres', 'sqlite'] as const;

test('flags and what stands beside them are told apart', () => {
  const { values, positionals } = readFlags(['growth', '--engine', 'sqlite', '-h'], known);
  expect(values).toEqual({ engine: ['sqlite'], help: true });
  expect(positionals).toEqual(['growth']);
});

describe('what is not understood is a mistake that says what was meant', () => {
  test.each([
    ['--engin sqlite', 'there is no --engin; did you mean --engine?'],
    ['-x', 'there is no -x; there are --engine, --help'],
    ['--engine', "Option '--engine <value>' argument missing"],
  ])('%s', (line, message) => {
    expect(() => readFlags(line.split(' '), known)).toThrow(new UsageError(message));
  });

  test.each([
    [['sqllite'], '--engine sqllite: there is none; did you mean sqlite?'],
    [['mongo', 'oracle'], '--engine oracle: there is none; there are mongo, postgres, sqlite'],
    [['mongo,'], '--engine : there is none; there are mongo, postgres, sqlite'],
  ])('names %j', (given, message) => {
    expect(() => chosenNames('engine', given, engines)).toThrow(new UsageError(message));
  });

  test.each([
    ['x', 0, '--rounds is a whole number, not x'],
    ['', 0, '--rounds is a whole number, not '],
    ['1.5', 0, '--rounds is a whole number, not 1.5'],
    ['0', 1, '--rounds is a whole number from 1 on, not 0'],
  ])('number %j, from %d on', (text, least, message) => {
    expect(() => wholeNumber('rounds', text, least)).toThrow(new UsageError(message));
  });
});

test.each([
  [undefined, ['mongo', 'postgres', 'sqlite']],
  [
    ['sqlite', 'mongo'],
    ['mongo', 'sqlite'],
  ],
  [['sqlite,mongo'], ['mongo', 'sqlite']],
])('%j chooses %j', (given, chosen) => {
  expect(chosenNames('engine', given, engines)).toEqual(chosen);
});
