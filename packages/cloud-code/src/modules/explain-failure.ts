import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeFrame } from './code-frame.js';
import { withoutVersions } from './fresh-import.js';

/**
 * Why a module could not be loaded: its stack without Node's own part, and above it the line of the source with the
 * lines around. `files` are those that it consists of, as far as they are known, the main one first.
 */
export async function explainFailure(cause: unknown, files: readonly string[]): Promise<string> {
  if (!(cause instanceof Error)) return String(cause);
  const text = withoutVersions(cause.stack ?? String(cause))
    .split('\n')
    .filter((line) => !/^\s+at .*\bnode:/.test(line))
    .join('\n');
  const frame = (await frameOf(text, files)) ?? (await syntaxError(cause, text, files));
  return frame === undefined ? text : `${frame}\n\n${text}`;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Node itself has put the line above the stack of some errors. */
const BEGINS_WITH_A_LINE = /^(?:file:\/\/)?\/.*:\d+\n/;

async function frameOf(text: string, files: readonly string[]): Promise<string | undefined> {
  if (BEGINS_WITH_A_LINE.test(text)) return undefined;
  const places = placesIn(text);
  const place = places.find(({ file }) => isOwn(file, files)) ?? places[0];
  if (!place) return undefined;
  const source = await readFile(place.file, 'utf8').catch(() => '');
  const frame = codeFrame(source, place);
  return frame === '' ? undefined : `${place.file}:${place.line}:${place.column}\n\n${frame}`;
}

/** A module that throws while it is required is known to nobody afterwards: so what lies beside the main one counts, too. */
function isOwn(file: string, files: readonly string[]): boolean {
  const [main = ''] = files;
  return files.includes(file) || file.startsWith(dirname(main) + sep);
}

function placesIn(stack: string): readonly Place[] {
  return Array.from(
    stack.matchAll(/^\s+at (?:.*\()?((?:file:\/\/)?[^()]*):(\d+):(\d+)\)?$/gm),
    ([, location = '', line, column]) => ({
      file: location.startsWith('file:') ? fileURLToPath(location) : location,
      line: Number(line),
      column: Number(column),
    }),
  ).filter(({ file }) => !/[\\/]node_modules[\\/]/.test(file));
}

/** Node does not say where in an ES module a syntax error is, unless it is asked about the file alone. */
async function syntaxError(
  cause: Error,
  text: string,
  files: readonly string[],
): Promise<string | undefined> {
  if (cause.name !== 'SyntaxError' || BEGINS_WITH_A_LINE.test(text)) return undefined;
  for (const file of files) {
    const [frame] = (await complaintAbout(file)).split(/\n\s*\n/, 1);
    if (frame !== undefined && BEGINS_WITH_A_LINE.test(frame)) return frame;
  }
  return undefined;
}

async function complaintAbout(file: string): Promise<string> {
  if (!/\.m?js$/.test(file)) return '';
  return new Promise((resolve) => {
    execFile(process.execPath, ['--check', file], (_failure, _stdout, stderr) => resolve(stderr));
  });
}
