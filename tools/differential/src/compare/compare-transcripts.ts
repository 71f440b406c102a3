import type { Json, Step } from '../dsl/scenario.js';
import { fieldOf } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import { hasEnded } from '../run/send-request.js';
import type { Transcript } from '../run/run-scenario.js';
import { operationsOf } from './batch-operations.js';
import { compareValues, type FieldDifference } from './compare-values.js';
import type { Bodies } from './in-object-of.js';
import { followsRefusal, type Told } from './left-by-refusals.js';
import { acceptedBy, deletedBy, newFieldsOf, type AnswerPair, type Operation } from './left-by-write.js';
import { changedClasses, maskTranscript, type MaskedAnswer } from './mask-transcript.js';

/** One place of an answer at which both differ. */
export interface SeenDifference extends FieldDifference {
  /** It shows what parse-server made for a write that both refused. */
  readonly isLeftByRefusal: boolean;
}

/** One request that was answered differently, or a part of the state that is different afterwards. */
export interface StepDifference {
  /** The step's number or name, or `state of …`. */
  readonly place: string;
  /** `POST /classes/Note {"n":1}` */
  readonly request: string;
  /** `201`, or `400 107 bad constraint: $foo` */
  readonly incumbent: string;
  readonly ours: string;
  readonly fields: readonly SeenDifference[];
  readonly bodies: Bodies;
  /** Fields of a write that its class did not have here before. */
  readonly newFields: readonly string[];
  /** Paths of the objects that ours had deleted before, `/classes/Note/a`. */
  readonly deleted: readonly string[];
  /** The writes before that ours accepted, those of a batch by themselves. */
  readonly written: readonly Operation[];
  /** The requests before. */
  readonly before: readonly Step[];
  readonly isState: boolean;
  readonly step: Step;
  /** One server did it and the other refused: what follows differs for that reason. */
  readonly isConsequential: boolean;
  /** The process of parse-server had ended: there is nothing to compare with. */
  readonly isAfterEnd: boolean;
  /** Of a batch, the operations as the requests they stand for; undefined where both answered alike. */
  readonly operations: readonly (StepDifference | undefined)[];
}

/** Compares status, headers, bodies and the state afterwards; in the order of the requests. */
export function compareTranscripts(incumbent: Transcript, ours: Transcript): readonly StepDifference[] {
  const shown = new Set([...changedClasses(incumbent), ...changedClasses(ours)]);
  const theirs = maskTranscript(incumbent, shown);
  const byPlace = new Map(maskTranscript(ours, shown).map((answer) => [answer.place, answer]));
  const pairs = theirs.map((answer) => ({ incumbent: answer, ours: byPlace.get(answer.place) }));
  const known = new Set(theirs.map(({ place }) => place));
  const surplus = [...byPlace.values()].filter(({ place }) => !known.has(place));
  const follows = followsRefusal(pairs);
  const firstLost = theirs.findIndex(hasEnded);
  const answered = new Set(theirs.slice(0, firstLost < 0 ? undefined : firstLost).map(({ place }) => place));
  return [
    ...pairs.flatMap((pair, index) => compareInContext(pair, pairs.slice(0, index))),
    ...surplus.flatMap((answer) => compareAnswers(undefined, answer)),
  ].map((difference) => ({
    ...difference,
    fields: difference.fields.map((field) => ({
      ...field,
      isLeftByRefusal: follows({ ...difference, ...field, told: toldAt(difference, field.field) }),
    })),
    isAfterEnd: firstLost >= 0 && !answered.has(difference.place),
  }));
}

type ComparedAnswers = Omit<StepDifference, 'fields' | 'isAfterEnd'> & {
  readonly fields: readonly FieldDifference[];
};

/** Compares with a look at what was asked before. */
function compareInContext(pair: AnswerPair, before: readonly AnswerPair[]): readonly ComparedAnswers[] {
  return compareAnswers(pair.incumbent, pair.ours).map((difference) => ({
    ...difference,
    newFields: newFieldsOf(before, pair.incumbent.step),
    deleted: before.flatMap(deletedBy),
    written: before.flatMap(acceptedBy),
    before: before.map(({ incumbent }) => incumbent.step),
    operations: compareOperations(pair, before),
  }));
}

function compareOperations(
  { incumbent, ours }: AnswerPair,
  before: readonly AnswerPair[],
): StepDifference['operations'] {
  const own = ours === undefined ? [] : operationsOf(ours);
  return operationsOf(incumbent).map((operation, index) => {
    const [difference] = compareInContext({ incumbent: operation, ours: own[index] }, before);
    if (difference === undefined) return undefined;
    const fields = difference.fields.map((field) => ({ ...field, isLeftByRefusal: false }));
    return { ...difference, fields, isAfterEnd: false };
  });
}

function compareAnswers(
  incumbent: MaskedAnswer | undefined,
  ours: MaskedAnswer | undefined,
): readonly ComparedAnswers[] {
  const answer = incumbent ?? ours;
  if (answer === undefined) return [];
  const fields = [
    ...compareValues('status', incumbent?.status, ours?.status),
    ...compareValues('headers', incumbent?.headers, ours?.headers),
    ...compareValues('body', incumbent?.body, ours?.body),
  ];
  if (fields.length === 0) return [];
  return [
    {
      place: answer.place,
      request: requestText(answer),
      incumbent: outcome(incumbent),
      ours: outcome(ours),
      fields,
      bodies: { incumbent: incumbent?.body, ours: ours?.body },
      newFields: [],
      deleted: [],
      written: [],
      before: [],
      operations: [],
      isState: answer.place.startsWith('state of'),
      step: answer.step,
      isConsequential: successes(incumbent) !== successes(ours) && answer.step.method !== 'GET',
    },
  ];
}

/** Whether something was done; of a batch, whether each of its operations was. */
function successes(answer: MaskedAnswer | undefined): string {
  if (answer === undefined || answer.status >= 300) return 'none';
  const { body } = answer;
  const operations = answer.step.path === '/batch' && body !== undefined && isList(body) ? body : [];
  return operations.map((operation) => fieldOf(operation, 'success') !== undefined).join(' ');
}

/** Both outcomes; those of an operation, where the place is in the answer to a batch. */
function toldAt({ request, incumbent, ours, bodies }: ComparedAnswers, field: string): Told {
  const index = /^body\.(\d+)\./.exec(field)?.[1];
  if (index === undefined || !/\bPOST \/batch /.test(request)) return { incumbent, ours };
  const told = (body: Json | undefined): string => {
    const operation = body !== undefined && isList(body) ? body[Number(index)] : undefined;
    const error = fieldOf(operation, 'error');
    return error === undefined ? '200' : outcomeText(400, error);
  };
  return { incumbent: told(bodies.incumbent), ours: told(bodies.ours) };
}

function requestText({ step }: MaskedAnswer): string {
  const parts = [step.query, step.body, step.raw].flatMap((part) =>
    part === undefined || JSON.stringify(part) === '{}'
      ? []
      : [typeof part === 'string' ? part : JSON.stringify(part)],
  );
  return [step.by === undefined ? '' : `${step.by}:`, step.method, step.path, ...parts].join(' ').trim();
}

function outcome(answer: MaskedAnswer | undefined): string {
  return answer === undefined ? 'nothing' : outcomeText(answer.status, answer.body);
}

function outcomeText(status: number, body: Json | undefined): string {
  const code = fieldOf(body, 'code');
  const message = fieldOf(body, 'error') ?? fieldOf(body, 'message');
  const parts = [status, code, status < 300 ? undefined : message];
  return parts.flatMap((part) => (part === undefined || part === null ? [] : [textOf(part)])).join(' ');
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
