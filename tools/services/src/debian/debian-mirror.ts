import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sourcesFolder = '/etc/apt/sources.list.d';

/**
 * Where packages come from: `PARSE_TEST_DEBIAN_MIRROR`, else the mirror this machine's apt uses for Debian
 * itself. No mirror is built in: behind a firewall only the machine's own can be reached.
 */
export function debianMirror(): string {
  const mirror = process.env['PARSE_TEST_DEBIAN_MIRROR'] ?? findMirror(readSources());
  if (mirror === undefined) throw new Error('apt knows no Debian mirror: set PARSE_TEST_DEBIAN_MIRROR');
  return mirror;
}

/** The first repository named `debian` in apt's sources, of the old format (`deb …`) or the new (`URIs: …`). */
export function findMirror(sources: string): string | undefined {
  const lines = sources.split('\n').filter((line) => /^\s*(deb|URIs:)\s/.test(line));
  const uris = lines.flatMap((line) => line.match(/https?:\/\/\S+/g) ?? []);
  return uris.find((uri) => /\/debian\/?$/.test(uri));
}

function readSources(): string {
  const parts = existsSync(sourcesFolder) ? readdirSync(sourcesFolder).sort() : [];
  const paths = ['/etc/apt/sources.list', ...parts.map((file) => join(sourcesFolder, file))];
  return paths
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}
