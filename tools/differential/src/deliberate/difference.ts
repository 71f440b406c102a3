import type { StepDifference } from '../compare/compare-transcripts.js';
import type { Json } from '../dsl/scenario.js';
import type { Engine } from '../servers/lane.js';
import type { Holds } from './holds.js';

/** Which differences a row explains: all that is given must match. */
export interface Match {
  /** The scenario's id, `objects/increment: Increment adds to a number`; of generated ones `generated`. */
  readonly scenario?: RegExp;
  readonly engine?: Engine;
  /** `PUT /classes/Note/<note.objectId> {"n":1}`, or `master: GET /schemas` for the state. */
  readonly request?: RegExp;
  /** Of each place that differs: `status`, `body.code`, `headers.location`. Without it the whole answer is meant. */
  readonly field?: RegExp;
  /** `201`, or `400 107 bad constraint: $foo`. */
  readonly incumbent?: RegExp;
  readonly ours?: RegExp;
  /** Both values of each place that differs, as JSON; `nothing` where there is none. */
  readonly values?: { readonly incumbent?: RegExp; readonly ours?: RegExp };
  /** What must be true of both answers, where no pattern of one place can tell; asked for each place that differs. */
  readonly holds?: Holds;
  /** Other rows are found: one of both may be refused for an object that they include, instead. */
  readonly findsOthers?: true;
}

/** A difference that is meant, a row of the page about them. */
export interface DeliberateDifference {
  readonly request: string;
  readonly incumbent: string;
  readonly ours: string;
  readonly why: string;
  /** None for what no scenario can show. */
  readonly matches: readonly Match[];
}

/** A table of the page. */
export interface DifferenceSection {
  readonly title: string;
  readonly rows: readonly DeliberateDifference[];
}

/** Where a difference was seen. */
export interface Sighting {
  readonly scenario: string;
  readonly engine: Engine;
  /** Whose answer ours was compared with. */
  readonly reference: 'parse-server' | 'here on MongoDB';
  readonly difference: StepDifference;
}

/** True when the match speaks of this difference; one with a `field` must speak of all places that differ. */
export function isMatch(match: Match, sighting: Sighting): boolean {
  const { scenario, engine, difference } = sighting;
  return (
    (match.engine === undefined || match.engine === engine) &&
    fits(match.scenario, scenario) &&
    fits(match.request, difference.request) &&
    (isMatchOfAnswers(match, difference) ||
      (match.findsOthers === true && mayRefuseIncluded(match, difference)))
  );
}

function isMatchOfAnswers(match: Match, difference: Sighting['difference']): boolean {
  const { values = {} } = match;
  return (
    fits(match.incumbent, difference.incumbent) &&
    fits(match.ours, difference.ours) &&
    difference.fields.every(
      ({ field, incumbent, ours }) =>
        fits(match.field, field) &&
        fits(values.incumbent, textOf(incumbent)) &&
        fits(values.ours, textOf(ours)) &&
        (match.holds?.(difference, field) ?? true),
    )
  );
}

/** One of both answers as the match says, and the other with what is said of an object that may not be got. */
function mayRefuseIncluded(match: Match, { request, incumbent, ours }: Sighting['difference']): boolean {
  const refusal = /^(400 119 Permission denied for action get on class |404 101 )/;
  return (
    request.includes('"include":') &&
    ((fits(match.incumbent, incumbent) && refusal.test(ours)) ||
      (refusal.test(incumbent) && fits(match.ours, ours)))
  );
}

function textOf(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function fits(pattern: RegExp | undefined, text: string): boolean {
  return pattern === undefined || pattern.test(text);
}
