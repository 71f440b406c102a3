import { UsageError } from '@tools/scripts/read-flags';
import { expect, test } from 'vitest';
import { readDifferentialFlags } from './cli-flags.js';

test.each([
  ['--engin sqlite', 'there is no --engin; did you mean --engine?'],
  ['--engine sqllite', '--engine sqllite: there is none; did you mean sqlite?'],
  ['--area querys', '--area querys: there is none; did you mean queries?'],
  ['--area queries,generate', '--area generate: there is none; did you mean generated?'],
  ['--requests x', '--requests is a whole number, not x'],
  ['--number 0', '--number is a whole number from 1 on, not 0'],
  ['objects', 'objects: all that is asked for is said with flags'],
])('%s is a mistake', (line, message) => {
  expect(() => readDifferentialFlags(line.split(' '))).toThrow(new UsageError(message));
});

test.each([['--help'], ['-h'], ['--area geo --help']])('%s asks for help', (line) => {
  expect(readDifferentialFlags(line.split(' '))).toBeUndefined();
});

test('names may stand with commas between them, or the flag again', () => {
  expect(readDifferentialFlags('--engine sqlite,mongo --area geo --area acl'.split(' '))).toMatchObject({
    engines: ['mongo', 'sqlite'],
    areas: ['acl', 'geo'],
  });
});

test('everything is compared when nothing is said', () => {
  expect(readDifferentialFlags([])).toMatchObject({
    engines: ['mongo', 'postgres', 'sqlite'],
    areas: [],
    scenario: '',
    requests: 20_000,
    seed: 1,
    shrink: true,
  });
});
