import { compareTranscripts } from '../src/compare/compare-transcripts.js';
import type { DeliberateDifference } from '../src/deliberate/difference.js';
import { judge, type Verdict } from '../src/deliberate/judge.js';
import { get } from '../src/dsl/requests.js';
import type { Json, Step } from '../src/dsl/scenario.js';
import type { Exchange, Transcript } from '../src/run/run-scenario.js';

const schemas = get('/schemas', {}, { by: 'master' });

/** What explains each difference of two transcripts on MongoDB. */
export function explanations(
  incumbent: Transcript,
  ours: Transcript,
  rows: readonly DeliberateDifference[] = [],
): readonly Verdict['explanation'][] {
  const differences = compareTranscripts(incumbent, ours);
  const findings = {
    scenario: 'generated',
    engine: 'mongo',
    reference: 'parse-server',
    differences,
    elsewhere: undefined,
  } as const;
  return judge(findings, rows).map(({ explanation }) => explanation);
}

/** What a server answered, and the classes that it held afterwards. */
export function transcript(
  exchanges: readonly (readonly [Step, Exchange['answer']])[],
  classes: readonly Json[],
): Transcript {
  return {
    serverURL: 'http://127.0.0.1:1/parse',
    exchanges: exchanges.map(([step, given], index) => ({ step, answer: given, sentAt: index })),
    state: [{ step: schemas, sentAt: exchanges.length, answer: answer(200, { results: classes }) }],
    pristineClasses: new Map(),
    profile: 'standard',
    endedAt: 0,
  };
}

/** An answer without headers. */
export function answer(status: number, body: Json): Exchange['answer'] {
  return { status, headers: {}, body };
}
