import { peakMemory, summarizeTurns, type Figures, type Row } from '../compare/summarize-turns.js';
import type { Turn } from '../compare/run-turns.js';
import { serverKinds, type Engine, type ServerKind } from '../servers/server-kinds.js';
import { markdownTable } from './markdown-table.js';

/** All that a run has shown, in Markdown. */
export function comparisonTables(turns: readonly Turn[], engines: readonly Engine[]): string {
  const parts = engines.flatMap((engine) => {
    const rows = summarizeTurns(turns, engine);
    return [`### ${engine}`, cpuTable(rows), trafficTable(rows)];
  });
  const memory = peakMemory(turns).map(([target, megabytes]) => [target, megabytes.toFixed(0)]);
  return [...parts, '### Memory', markdownTable(['server', 'peak RSS, MB'], memory)].join('\n\n');
}

function cpuTable(rows: readonly Row[]): string {
  const kinds = kindsOf(rows);
  const head = ['CPU µs per request', ...kinds, 'ours / floor', 'incumbent / ours'];
  return markdownTable(
    head,
    rows.map(({ scenario, figures, oursToFloor, incumbentToOurs }) => [
      scenario,
      ...kinds.map((kind) => cell(figures[kind], ({ cpuMicros }) => cpuMicros.toFixed(0))),
      oursToFloor?.toFixed(2) ?? '',
      incumbentToOurs?.toFixed(2) ?? '',
    ]),
  );
}

/** What a user of the machine sees, for each server: requests per second, latency, bytes. */
function trafficTable(rows: readonly Row[]): string {
  const kinds = kindsOf(rows);
  const head = ['requests/s · p50 ms · p99 ms · KB allocated', ...kinds];
  return markdownTable(
    head,
    rows.map(({ scenario, figures }) => [
      scenario,
      ...kinds.map((kind) =>
        cell(figures[kind], ({ perSecond, p50Ms, p99Ms, allocatedKb }) =>
          [perSecond.toFixed(0), p50Ms.toFixed(1), p99Ms.toFixed(1), allocatedKb.toFixed(0)].join(' · '),
        ),
      ),
    ]),
  );
}

function kindsOf(rows: readonly Row[]): readonly ServerKind[] {
  return serverKinds.filter((kind) => rows.some(({ figures }) => figures[kind] !== undefined));
}

function cell(figures: Figures | undefined, show: (figures: Figures) => string): string {
  return figures === undefined ? '' : show(figures);
}
