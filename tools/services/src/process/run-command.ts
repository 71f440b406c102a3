import { spawn } from 'node:child_process';
import type { User } from './unprivileged-user.js';

/** What a command needs beside its line. */
export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment; this process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** Another user to run as; only root can. */
  readonly user?: User | undefined;
}

/** How a command ended, with everything it printed. */
export interface RunResult {
  readonly succeeded: boolean;
  readonly stdout: string;
  readonly output: string;
}

/** Runs a command and returns its standard output. Rejects with everything it printed when it fails. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  const { succeeded, stdout, output } = await run(command, args, options);
  if (!succeeded) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  return stdout;
}

/** Runs a command. Resolves however it ends; rejects when it cannot be started. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? '/',
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options.user,
    });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ succeeded: exitCode === 0, stdout, output }));
  });
}
