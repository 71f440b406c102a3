/** Where the database is, as far as this server can reach it. */
export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'mongo' | 'postgres'; readonly scheme: string }
  | { readonly kind: 'unknown'; readonly scheme: string };

/**
 * Reads a `databaseURI`: `sqlite:` and `file:` with a path, relative ones from the working directory, or a path
 * alone. A single letter before the colon is a drive of Windows.
 */
export function readDatabaseUri(uri: string): DatabaseLocation {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    return { kind: 'sqlite', path: uri };
  }
  if (scheme === 'sqlite' || scheme === 'file') {
    return { kind: 'sqlite', path: decodePath(uri.slice(scheme.length + 1)) };
  }
  if (scheme === 'postgres' || scheme === 'postgresql') {
    return { kind: 'postgres', scheme };
  }
  if (scheme === 'mongodb' || scheme === 'mongodb+srv') {
    return { kind: 'mongo', scheme };
  }
  return { kind: 'unknown', scheme };
}

/** Why the server cannot use the database; undefined when it can. Says the scheme only: the rest has a password. */
export function databaseUriProblem(uri: string): string | undefined {
  const location = readDatabaseUri(uri);
  switch (location.kind) {
    case 'sqlite':
      return location.path === ''
        ? 'databaseURI names no file: write sqlite:./parse-data/parse.db.'
        : undefined;
    case 'mongo':
    case 'postgres':
      return undefined;
    case 'unknown':
      return `databaseURI begins with ${location.scheme}:, which no storage adapter serves; use sqlite:, file:, the path of an SQLite file, mongodb: or postgres:.`;
  }
}

/** `//host` is empty or `localhost` in a file URL: `sqlite:///var/db`, `sqlite://./db` and `sqlite:./db` are paths. */
function decodePath(rest: string): string {
  const path = rest.replace(/^\/\/(localhost(?=\/))?/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
