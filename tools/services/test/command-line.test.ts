import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { run, type RunResult } from '../src/process/run-command.js';
import { useFolder } from './support/instance.js';

const home = useFolder();
const folder = dirname(import.meta.dirname);

function runScript(script: string, args: readonly string[]): Promise<RunResult> {
  const env = { ...process.env, PARSE_TEST_SERVICES_HOME: home };
  return run(process.execPath, [join(folder, script), ...args], { env });
}

/** What `run.js` runs once it has compiled. */
function services(...args: readonly string[]): Promise<RunResult> {
  return runScript('dist/cli.js', args);
}

beforeAll(async () => {
  expect(await runScript('run.js', ['status'])).toMatchObject({ succeeded: true });
});

test('status says what does not run', async () => {
  const { succeeded, stdout } = await services('status', 'mongo', 'postgres');
  expect(succeeded).toBe(true);
  expect(stdout).toBe('postgres: not running\nmongo: not running\n');
});

test('stop of what does not run is no error', async () => {
  const { succeeded, stdout } = await services('stop');
  expect(succeeded).toBe(true);
  expect(stdout).toBe('postgres: not running\nmongo: not running\nredis: not running\n');
});

test.each([[[]], [['restart']], [['start', 'oracle']], [['toString']]])(
  '%j is answered with the usage',
  async (args) => {
    const { succeeded, output } = await services(...args);
    expect(succeeded).toBe(false);
    expect(output).toContain('usage: services start|stop|status [postgres mongo redis]');
  },
);
