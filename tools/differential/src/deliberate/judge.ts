import type { StepDifference } from '../compare/compare-transcripts.js';
import { followsWrite } from '../compare/follows-write.js';
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
    | 'as on PostgreSQL'
    | 'none';
  /** The rows that explain it. */
  readonly rows: readonly DeliberateDifference[];
}

/** Differences of one scenario on one engine. */
export interface Findings {
  readonly scenario: string;
  readonly engine: Sighting['engine'];
  readonly reference: Sighting['reference'];
  readonly differences: readonly StepDifference[];
  /**
   * What ours answers differently than parse-server on its other database, by place; undefined where it is compared
   * with one alone.
   */
  readonly elsewhere: ReadonlyMap<string, StepDifference> | undefined;
}

/**
 * Explains differences by the list. What follows a difference by which one server wrote and the other did not, and is
 * about what was written, is its consequence: an answer that shows another state explains itself once that one is
 * explained. On PostgreSQL ours follows MongoDB: what is equal there, or explained there, is so here. Nothing explains
 * that ours answers differently on two engines.
 */
export function judge(findings: Findings, list: readonly DeliberateDifference[]): readonly Verdict[] {
  const writes: StepDifference[] = [];
  const onMongo = explainedOnMongo(findings, list);
  return findings.differences.map((difference) => {
    const { scenario, engine, reference } = findings;
    const sighting = { scenario, engine, reference, difference };
    if (reference !== 'parse-server') return { sighting, explanation: 'none', rows: [] };
    if (difference.isAfterEnd && !isFailure(difference))
      return { sighting, explanation: 'parse-server ended', rows: [] };
    const rows = explainingRows(sighting, list);
    const explanation = explain(sighting, rows, {
      isElsewhereEqual: findings.elsewhere !== undefined && !findings.elsewhere.has(difference.place),
      onMongo: onMongo.get(difference.place),
      isConsequence: writes.some((write) => followsWrite(difference, write)),
    });
    if (explanation !== 'none' && difference.isConsequential) writes.push(difference);
    return { sighting, explanation, rows: explanation === 'listed' && rows !== undefined ? rows : [] };
  });
}

/** What the server itself fails at is explained by a row alone. */
function explain(
  { engine, difference }: Sighting,
  rows: readonly DeliberateDifference[] | undefined,
  { isElsewhereEqual, onMongo, isConsequence }: Circumstances,
): Verdict['explanation'] {
  const isListed = rows !== undefined && rows.length > 0;
  if (isFailure(difference)) return isListed ? 'listed' : 'none';
  if (isElsewhereEqual) return engine === 'sqlite' ? 'as on PostgreSQL' : 'as on MongoDB';
  if (rows !== undefined) return isListed ? 'listed' : 'left by a refusal';
  if (onMongo !== undefined) return onMongo;
  return isConsequence ? 'consequence' : 'none';
}

/** Ours answers 5xx, or nothing at all. */
function isFailure({ ours }: StepDifference): boolean {
  return /^(5|0\b)/.test(ours);
}

interface Circumstances {
  readonly isElsewhereEqual: boolean;
  /** What explains the same answer, compared with that of parse-server on MongoDB. */
  readonly onMongo: Verdict['explanation'] | undefined;
  readonly isConsequence: boolean;
}

/**
 * On PostgreSQL, what explains an answer by its place, when it is compared with that of parse-server on MongoDB: that
 * needs no more. Where the process there had ended, nobody can tell.
 */
function explainedOnMongo(
  findings: Findings,
  list: readonly DeliberateDifference[],
): ReadonlyMap<string, Verdict['explanation']> {
  const { engine, elsewhere, reference } = findings;
  if (engine !== 'postgres' || reference !== 'parse-server' || elsewhere === undefined) return new Map();
  const there = {
    ...findings,
    engine: 'mongo',
    differences: [...elsewhere.values()],
    elsewhere: undefined,
  } as const;
  const explained = judge(there, list).filter(({ explanation }) => explanation !== 'none');
  return new Map(
    explained.map(({ sighting, explanation }) => [
      sighting.difference.place,
      explanation === 'parse-server ended' ? explanation : 'as on MongoDB',
    ]),
  );
}

/** Rows that together cover every place that differs and no refusal left; undefined when one is not covered. */
function explainingRows(
  sighting: Sighting,
  list: readonly DeliberateDifference[],
): readonly DeliberateDifference[] | undefined {
  const rows = new Set<DeliberateDifference>();
  for (const field of sighting.difference.fields) {
    const part = { ...sighting, difference: { ...sighting.difference, fields: [field] } };
    const row = list.find(({ matches }) => matches.some((match) => isMatch(match, part)));
    const found = row === undefined ? rowsOfOperation(sighting, field.field, list) : [row];
    for (const each of found ?? []) rows.add(each);
    if (found === undefined && !field.isLeftByRefusal) return undefined;
  }
  return [...rows];
}

/** The rows that explain the operation of a batch at that place, as if it had been asked by itself. */
function rowsOfOperation(
  sighting: Sighting,
  field: string,
  list: readonly DeliberateDifference[],
): readonly DeliberateDifference[] | undefined {
  const operation = sighting.difference.operations[Number(/^body\.(\d+)\./.exec(field)?.[1])];
  return operation && explainingRows({ ...sighting, difference: operation }, list);
}
