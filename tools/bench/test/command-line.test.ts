import { dirname, join } from 'node:path';
import { run } from '@tools/services/run-command';
import { beforeAll, expect, test } from 'vitest';

const folder = dirname(import.meta.dirname);
const limit = { timeout: 300_000 };

function bench(script: string, args: readonly string[]): ReturnType<typeof run> {
  // Nothing listens there.
  const env = { ...process.env, CI: '', PARSE_TEST_MONGO_URI: 'mongodb://127.0.0.1:1/none' };
  return run(process.execPath, [join(folder, script), ...args], { env });
}

beforeAll(async () => {
  const { succeeded, stdout } = await bench('run.js', ['--help']);
  expect(succeeded).toBe(true);
  expect(stdout).toContain('include-depth  pointers that an include follows');
}, limit.timeout);

test.each(['compare', 'cloud'])(
  '%s ends when a database cannot be had, and says so',
  limit,
  async (command) => {
    const { succeeded, output } = await bench('dist/cli.js', [command, '--engine', 'mongo']);
    expect(succeeded).toBe(false);
    expect(output).toContain('mongo cannot be had');
    expect(output).toContain('--engine chooses others');
    expect(output).not.toContain('bundling');
  },
);

test('what is not understood is answered in two lines', limit, async () => {
  const { succeeded, output } = await bench('dist/cli.js', ['--engine', 'sqllite']);
  expect(succeeded).toBe(false);
  expect(output).toBe(
    '--engine sqllite: there is none; did you mean sqlite?\n(npm run bench -- --help tells all)\n',
  );
});
