import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '@parse/core';
import { shared } from '../scope/current-app.js';

/** Whether the path is one of a TypeScript file. */
export function isTypeScript(path: string): boolean {
  return /\.[mc]?ts$/.test(path);
}

/**
 * Has Node read TypeScript from now on, where it does not by itself: before 22.18 the types are taken out by
 * `@swc/wasm-typescript`. Lines and columns stay what they are. Throws ConfigError when that is not installed.
 */
export function readTypeScript(): void {
  const state = shared();
  if (process.features.typescript || state.readsTypeScript) return;
  register(`data:text/javascript,${encodeURIComponent(loader(transformer()))}`);
  state.readsTypeScript = true;
}

function transformer(): string {
  try {
    return pathToFileURL(createRequire(import.meta.url).resolve(TRANSFORMER)).href;
  } catch {
    throw new ConfigError([
      `cloud is TypeScript, which Node ${process.version} does not read by itself: npm install ${TRANSFORMER}, or use Node 22.18 or later.`,
    ]);
  }
}

const TRANSFORMER = '@swc/wasm-typescript';

/** Runs in a thread of Node's own, which imports nothing of this package: so it is text. */
function loader(transformerUrl: string): string {
  return `
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import swc from ${JSON.stringify(transformerUrl)};
export async function load(url, context, nextLoad) {
  if (!/^file:[^?#]*\\.[mc]?ts(?:[?#]|$)/.test(url)) return nextLoad(url, context);
  const text = await readFile(fileURLToPath(url), 'utf8');
  const { code } = await swc.transform(text, { mode: 'strip-only', filename: url }).catch((problem) => {
    // As Node words it where it reads TypeScript by itself.
    const { message, snippet = '', startLine = 1 } = problem;
    const error = new SyntaxError(message);
    error.stack = fileURLToPath(url) + ':' + startLine + '\\n' + snippet + '\\nSyntaxError: ' + message;
    throw error;
  });
  const format = /\\.cts(?:[?#]|$)/.test(url) ? 'commonjs' : 'module';
  return { format, source: code, shortCircuit: true };
}`;
}
