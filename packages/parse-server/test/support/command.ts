import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

// Runs what was built: `npm run build` comes first.
const command = fileURLToPath(new URL('../../bin/parse-server.js', import.meta.url));

/** The command, running. */
export interface Command {
  readonly process: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Resolves with the first line, past or future, that matches. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the command in a folder, with nothing of this process's environment but the path. */
export function runCommand(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Command {
  const { PATH = '', SystemRoot = '' } = process.env;
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { PATH, SystemRoot, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      waiting.forEach((listener) => listener(line));
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    output: () => lines.join('\n'),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (line: string): void => {
          const found = pattern.exec(line);
          if (found) {
            waiting.delete(look);
            resolve(found);
          }
        };
        waiting.add(look);
        lines.forEach(look);
        void ended.then(() => reject(new Error(`no line ${String(pattern)} in:\n${lines.join('\n')}`)));
      }),
    ended,
    stop: async (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
