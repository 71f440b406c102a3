import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../process/run-command.js';
import { debianPlatform } from './debian-platform.js';

/** Runs programs of an unpacked tree with the loader and the libraries of that tree. */
export interface Loader {
  /** The beginning of a shell command that runs `file` and tells it that it is `program`. */
  readonly commandLine: (program: string, file: string) => string;
  /** The same loader from another folder, which is where programs then find themselves to be. */
  readonly copiedTo: (folder: string) => Loader;
  /** What programs and plugins need and the tree has not, in the loader's words. */
  readonly missingLibraries: (files: readonly string[]) => Promise<readonly string[]>;
}

/** `folders` are relative to the tree; they hold libraries beside the usual place. */
export function createLoader(root: string, folders: readonly string[]): Loader {
  const { triplet, loader } = debianPlatform();
  const usual = join(root, 'usr/lib', triplet);
  const path = [usual, ...folders.map((folder) => join(root, folder))].join(':');
  return loaderAt(join(usual, loader), path);
}

function loaderAt(program: string, path: string): Loader {
  // The cache names this machine's libraries, which are of another version.
  const options = ['--inhibit-cache', '--library-path', path];
  return {
    commandLine: (name, file) => [program, ...options, '--argv0', name, file].map(quote).join(' '),
    copiedTo(folder) {
      const copy = join(folder, basename(program));
      copyFileSync(program, copy);
      return loaderAt(copy, path);
    },
    async missingLibraries(files) {
      const lists = await Promise.all(files.map((file) => run(program, [...options, '--list', file])));
      const lines = lists.flatMap(({ output }) => output.split('\n'));
      return [...new Set(lines.filter((line) => /not found|cannot open/.test(line)))];
    },
  };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
