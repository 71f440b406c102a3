import { UsageError } from '@tools/scripts/read-flags';
import { expect, test } from 'vitest';
import { readBenchFlags } from './cli-flags.js';
import { targetName } from './servers/server-kinds.js';

test.each([
  ['--engin sqlite', 'there is no --engin; did you mean --engine?'],
  ['--engine sqllite', '--engine sqllite: there is none; did you mean sqlite?'],
  ['--engine sqlite --engine mogo', '--engine mogo: there is none; did you mean mongo?'],
  ['--kind incumbant', '--kind incumbant: there is none; did you mean incumbent?'],
  ['--scenario gett', '--scenario gett: there is none; did you mean get?'],
  ['growth --curve result', '--curve result: there is none; did you mean results?'],
  ['grow', 'grow is no command; there are compare, profile, growth, cloud, start'],
  ['growth roles', 'growth roles is no command; there are compare, profile, growth, cloud, start'],
  ['--rounds x', '--rounds is a whole number from 1 on, not x'],
  ['--rounds 0', '--rounds is a whole number from 1 on, not 0'],
  ['--turn 1.5', '--turn is a whole number from 1 on, not 1.5'],
  ['growth --rounds 3', 'growth does not look at --rounds; it takes --engine, --kind, --curve, --out'],
  ['start --engine=mongo', 'start does not look at --engine; it takes --rounds'],
  ['profile --engine mongo,sqlite', 'profile measures one server: name one engine and one kind'],
  ['--engine sqlite --kind incumbent', 'the incumbent does not run on SQLite, nor floor+express'],
])('%s is a mistake', (line, message) => {
  expect(() => readBenchFlags(line.split(' '))).toThrow(new UsageError(message));
});

test.each([
  ['--engine sqlite', ['sqlite/floor', 'sqlite/ours']],
  ['--engine sqlite,postgres --kind ours', ['postgres/ours', 'sqlite/ours']],
  ['--engine sqlite --engine mongo --kind incumbent', ['mongo/incumbent']],
  ['profile', ['postgres/ours']],
  ['profile --engine mongo', ['mongo/ours']],
  ['growth --engine mongo --kind incumbent', ['mongo/incumbent']],
])('%s measures %j', (line, names) => {
  expect(readBenchFlags(line.split(' ')).targets.map(targetName)).toEqual(names);
});

test('everything is measured when nothing is said', () => {
  const { command, targets, scenarios, rounds } = readBenchFlags([]);
  expect({ command, rounds, targets: targets.length, scenarios: scenarios.length }).toEqual({
    command: 'compare',
    rounds: 7,
    targets: 10,
    scenarios: 13,
  });
});

test.each([['--help'], ['-h'], ['growth --help'], ['growth --rounds 3 --help']])(
  '%s asks for help',
  (line) => {
    expect(readBenchFlags(line.split(' ')).command).toBe('help');
  },
);
