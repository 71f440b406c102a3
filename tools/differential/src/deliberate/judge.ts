import type { StepDifference } from '../compare/compare-transcripts.js';
import { isMatch, type DeliberateDifference, type Sighting } from './difference.js';

/** A difference and what explains it: rows of the list, or a shorter reason. */
export interface Verdict {
  readonly sighting: Sighting;
  readonly explanation:
    | 'parse-server ended'
    | 'listed'
    | 'consequence'
    | 'left by a refusal'
    | 'as on MongoDB'
    | 'none';
  /** The rows that explain it. */
  readonly rows: readonly DeliberateDifference[];
}

/** Differences of one scenario on one engine. */
export interface Findings {
  readonly scenario: string;
  readonly engine: Sighting['engine'];
  readonly differences: readonly StepDifference[];
  /** The places at which ours answers what parse-server answers on its other engine. */
  readonly elsewhereEqual: ReadonlySet<string>;
}

/**
 * Explains differences by the list. What follows a difference by which one server wrote and the other did not is
 * its consequence: an answer that shows another state explains itself once that one is explained.
 */
export function judge(findings: Findings, list: readonly DeliberateDifference[]): readonly Verdict[] {
  let isAfterConsequential = false;
  return findings.differences.map((difference) => {
    const { scenario, engine, elsewhereEqual } = findings;
    const sighting = { scenario, engine, difference };
    if (difference.isAfterEnd) return { sighting, explanation: 'parse-server ended', rows: [] };
    const rows = explainingRows(sighting, list);
    const explanation =
      rows === undefined && difference.isLeftByRefusal
        ? 'left by a refusal'
        : explain(rows, elsewhereEqual.has(difference.place), isAfterConsequential);
    isAfterConsequential ||= explanation !== 'none' && difference.isConsequential;
    return { sighting, explanation, rows: rows ?? [] };
  });
}

function explain(
  rows: readonly DeliberateDifference[] | undefined,
  isElsewhereEqual: boolean,
  isAfterConsequential: boolean,
): Verdict['explanation'] {
  if (rows !== undefined) return 'listed';
  if (isElsewhereEqual) return 'as on MongoDB';
  return isAfterConsequential ? 'consequence' : 'none';
}

/** Rows that together cover every place that differs; undefined when one is left. */
function explainingRows(
  { scenario, engine, difference }: Sighting,
  list: readonly DeliberateDifference[],
): readonly DeliberateDifference[] | undefined {
  const rows = difference.fields.map((field) => {
    const part = { scenario, engine, difference: { ...difference, fields: [field] } };
    return list.find(({ matches }) => matches.some((match) => isMatch(match, part)));
  });
  const found = rows.filter((row) => row !== undefined);
  return found.length === rows.length ? [...new Set(found)] : undefined;
}
