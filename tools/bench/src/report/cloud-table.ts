import { costOf, ratioOf, type CloudCost } from '../cloud/cloud-cost.js';
import { markdownTable } from './markdown-table.js';

/** What each case costs, and how that compares with the case it is held against. */
export function cloudTable(costs: readonly CloudCost[]): string {
  const head = ['Cloud Code', 'CPU µs per call', 'times', 'of'];
  const rows = costs.map((cost) => {
    const other = costs.find(({ cloudCase }) => cloudCase.name === cost.cloudCase.against);
    return [
      cost.cloudCase.title,
      costOf(cost).toFixed(0),
      other ? ratioOf(cost, other).toFixed(2) : '',
      other?.cloudCase.title ?? '',
    ];
  });
  return markdownTable(head, rows);
}
