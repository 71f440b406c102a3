import type { Verdict } from '../deliberate/judge.js';

/** Counts of one area. */
export interface AreaCount {
  readonly scenarios: number;
  /** Answers compared: requests times engines. */
  readonly requests: number;
  readonly equal: number;
  readonly explained: number;
  readonly unexplained: number;
}

/** What one scenario showed on all engines. */
export interface ScenarioOutcome {
  readonly area: string;
  readonly requests: number;
  readonly verdicts: readonly Verdict[];
}

/** Adds outcomes up by area. */
export function createTally(): {
  readonly add: (outcome: ScenarioOutcome) => void;
  readonly table: () => string;
} {
  const areas = new Map<string, AreaCount>();
  return {
    add({ area, requests, verdicts }) {
      const before = areas.get(area) ?? nothing;
      areas.set(area, sum(before, countOf(requests, verdicts)));
    },
    table() {
      const total = [...areas.values()].reduce(sum, nothing);
      return renderTable([...[...areas].sort(([a], [b]) => (a < b ? -1 : 1)), ['all', total]]);
    },
  };
}

const nothing: AreaCount = { scenarios: 0, requests: 0, equal: 0, explained: 0, unexplained: 0 };

/** The state afterwards is no request of the scenario, but may be one more difference. */
function countOf(requests: number, verdicts: readonly Verdict[]): AreaCount {
  const unexplained = verdicts.filter(({ explanation }) => explanation === 'none').length;
  const different = verdicts.filter(({ sighting }) => !sighting.difference.isState).length;
  return {
    scenarios: 1,
    requests,
    equal: requests - different,
    explained: verdicts.length - unexplained,
    unexplained,
  };
}

function sum(a: AreaCount, b: AreaCount): AreaCount {
  return {
    scenarios: a.scenarios + b.scenarios,
    requests: a.requests + b.requests,
    equal: a.equal + b.equal,
    explained: a.explained + b.explained,
    unexplained: a.unexplained + b.unexplained,
  };
}

function renderTable(rows: readonly (readonly [string, AreaCount])[]): string {
  const head = ['area', 'scenarios', 'requests', 'equal', 'explained', 'unexplained'];
  const body = rows.map(([area, count]) => [
    area,
    ...[count.scenarios, count.requests, count.equal, count.explained, count.unexplained].map(String),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
