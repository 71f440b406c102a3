import type { ListedDifference } from '../on-disk/listed-differences.js';
import type { Engine } from '../support/scenario.js';

const introduction = `# Differences in the database

<!-- Generated from tools/incumbent/test/on-disk/listed-differences.ts by \`npm run docs:reference\`. -->

The same requests leave the same documents in MongoDB, and the same tables and rows in PostgreSQL, as parse-server 9.10.0
leaves: names, types, order of the fields and indexes. A test sends them to both servers and compares everything that is
in the two databases afterwards. What differs on purpose is below; anything else fails the test, and so does an entry
that no longer shows. Another test lets parse-server, this server and parse-server again work on one database and compares
what clients see.

How answers differ is told in [differences](differences.md), how to change servers in
[move from npm parse-server](move-from-parse-server.md).`;

/** The page of all differences on disk, by engine. */
export function renderOnDiskDifferences(listed: readonly ListedDifference[]): string {
  const of = (engine: Engine) => renderTable(listed.filter((each) => each.engine === engine));
  return [introduction, '## MongoDB', of('mongo'), '## PostgreSQL', of('postgres'), ''].join('\n\n');
}

function renderTable(listed: readonly ListedDifference[]): string {
  const rows = listed.map(({ what, why }) => `| ${sentence(what)} | ${sentence(why)} |`);
  return ['| Difference | Why |', '| --- | --- |', ...rows].join('\n');
}

/** Cells are sentences; a backtick at the start keeps its case. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
