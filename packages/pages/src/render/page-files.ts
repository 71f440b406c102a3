import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** Files that are sent as they are, and as what. Scripts and styles of pages, pictures, fonts. */
const assetTypes: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.gif', 'image/gif'],
  ['.webp', 'image/webp'],
  ['.svg', 'image/svg+xml'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
]);

/** A template and the folder of its language; undefined for the one of all languages. */
export interface FoundPage {
  readonly template: string;
  readonly locale: string | undefined;
}

/** The folder with pages of the operator's. */
export interface PageFolder {
  /** The page in the first of the languages that it is there in. */
  find(file: string, locales: readonly string[]): Promise<FoundPage | undefined>;
  /** A picture, style and the like. */
  asset(
    segments: readonly string[],
  ): Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined>;
}

/** Names without a dot in front, so that neither hidden files nor `..` can be named. */
const plainName = /^[a-z0-9_-][a-z0-9._-]*$/i;

/** Reads files below the folder and no others, whatever is asked for; follows no link out of it. */
export function openPageFolder(folder: string | undefined): PageFolder {
  const read = async (segments: readonly string[]): Promise<Buffer | undefined> => {
    if (folder === undefined || !segments.every((segment) => plainName.test(segment))) return undefined;
    try {
      const root = await realpath(folder);
      const file = await realpath(join(root, ...segments));
      return file.startsWith(root + sep) ? await readFile(file) : undefined;
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  };
  return {
    async find(file, locales) {
      for (const locale of [...locales, undefined]) {
        const content = await read(locale === undefined ? [file] : [locale, file]);
        if (content) return { template: content.toString('utf8'), locale };
      }
      return undefined;
    },
    async asset(segments) {
      const type = assetTypes.get(extname(segments.at(-1) ?? '').toLowerCase());
      const bytes = type === undefined ? undefined : await read(segments);
      return bytes && type !== undefined ? { bytes, type } : undefined;
    },
  };
}

/** Nothing there, or something that is no file. */
function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG';
}
