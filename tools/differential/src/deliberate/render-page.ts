import type { DifferenceSection } from './difference.js';

const introduction = `# Where answers differ from parse-server

<!-- Generated from tools/differential/src/deliberate by \`npm run docs:reference\`. -->

The REST API answers as parse-server 9 does: same routes, statuses, codes and messages. The tables list every place
known where it deliberately does not, compared with parse-server 9.10 on MongoDB. \`npm run differential\` sends the same
requests to both servers and fails on a difference that is not listed here; the tests in
\`packages/parse-server/test/abuse\` pin them.

The rule behind them: a mistake of the client is answered with a documented code and stores nothing; a question whose
answer would tell a caller what it may not know is refused; no request costs more than it should.

parse-server answers some requests differently on PostgreSQL than on MongoDB. Here all storages answer alike, as it does
on MongoDB.
`;

const head = '| Request | parse-server | Here | Why |\n| --- | --- | --- | --- |';

/** The page of what differs on purpose, a table for each section. */
export function renderPage(sections: readonly DifferenceSection[]): string {
  const tables = sections.map(({ title, rows }) => {
    const lines = rows.map(
      ({ request, incumbent, ours, why }) => `| ${request} | ${incumbent} | ${ours} | ${why} |`,
    );
    return `## ${title}\n\n${head}\n${lines.join('\n')}\n`;
  });
  return [introduction, ...tables].join('\n');
}
