import { spawn } from 'node:child_process';
import type { User } from './unprivileged-user.js';

/** What `runOrThrow` needs beside the command line. */
export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment; this process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** Another user to run as; only root can. */
  readonly user?: User | undefined;
}

/** Runs a command and returns its standard output. Rejects with everything it printed when it fails. */
export function runOrThrow(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
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
    child.on('close', (exitCode) => {
      if (exitCode === 0) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${exitCode ?? 'a signal'}:\n${output}`));
    });
  });
}
