import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What a file of this package holds; undefined when there is none, or only part of one. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes the file whole or not at all. Only this user can read it, as it may hold a password. */
export function writeJsonFile(path: string, value: unknown): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}
