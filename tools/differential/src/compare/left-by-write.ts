import type { Json, Step } from '../dsl/scenario.js';
import { fieldOf, isObject } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import type { MaskedAnswer } from './mask-transcript.js';
import { classOfRoute } from './named-class.js';

/** What two servers answered to the same request; `ours` is missing where only parse-server has such a state. */
export interface AnswerPair {
  readonly incumbent: MaskedAnswer;
  readonly ours: MaskedAnswer | undefined;
}

/** A class, and fields of it, that parse-server may have made for a write which both refused. */
export interface Left {
  readonly className: string;
  readonly fields: readonly string[];
}

/** What a request may have left; of a batch, what each operation may have, as one is refused for another's field. */
export function leftByWrite({ incumbent, ours }: AnswerPair): readonly Left[] {
  const { step } = incumbent;
  if (ours === undefined || (step.method !== 'POST' && step.method !== 'PUT')) return [];
  if (step.path === '/batch') return operationsOf(step.body).flatMap(({ path, body }) => leftIn(path, body));
  return incumbent.status < 400 || ours.status < 400 ? [] : leftIn(step.path, step.body);
}

/** The classes that a step writes to; those of a log-in are users and sessions. None where it does not tell. */
export function writtenClasses({ path, body }: Pick<Step, 'path'> & Partial<Operation>): readonly string[] {
  if (path === '/batch') return operationsOf(body).flatMap((operation) => writtenBy(operation.path));
  return writtenBy(path);
}

function writtenBy(path: string): readonly string[] {
  const className = classOf(path);
  if (className === '_User' || /^\/(login|loginAs|logout|challenge|verifyPassword)\b/.test(path))
    return ['_User', '_Session'];
  return className === undefined ? [] : [className];
}

/** A refused write, or a batch, that names a point. */
export function mayLeavePoint(pair: AnswerPair): boolean {
  return (
    leftByWrite(pair).length > 0 && JSON.stringify(pair.incumbent.step.body ?? null).includes('"GeoPoint"')
  );
}

/** Ours accepted a write to that class, or a change of it, with a field of that name, and it was not removed since. */
export function isMadeBefore(pairs: readonly AnswerPair[], className: string, name: string): boolean {
  const last = pairs
    .flatMap(acceptedBy)
    .findLast(
      ({ path, body }) => classOf(path) === className && JSON.stringify(body ?? null).includes(`"${name}":`),
    );
  return last !== undefined && !isRemoval(last, name);
}

/** The fields that a write to an object gives, and that no request before had made here. */
export function newFieldsOf(before: readonly AnswerPair[], { path, body }: Step): readonly string[] {
  return leftIn(path, body).flatMap(({ className, fields }) =>
    fields.filter((name) => !ownFields.has(name) && !isMadeBefore(before, className, name)),
  );
}

/** The path of the object that a request deleted here; what batches delete is not told. */
export function deletedBy({ incumbent: { step }, ours }: AnswerPair): readonly string[] {
  return step.method === 'DELETE' && ours?.status === 200 ? [step.path] : [];
}

/** Of every object. */
const ownFields: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt', 'ACL']);

/** The writes of a request that ours accepted. */
export function acceptedBy({ incumbent: { step }, ours }: AnswerPair): readonly Operation[] {
  if (ours === undefined || ours.status >= 300 || step.method === 'GET') return [];
  if (step.path !== '/batch') return [{ path: step.path, body: step.body }];
  const { body } = ours;
  const answers = body !== undefined && isList(body) ? body : [];
  return operationsOf(step.body).filter((_, index) => fieldOf(answers[index], 'success') !== undefined);
}

function isRemoval({ path, body }: Operation, name: string): boolean {
  return path.startsWith('/schemas/') && fieldOf(fieldOf(fieldOf(body, 'fields'), name), '__op') === 'Delete';
}

/** True when the class has the field on one server alone, or with another type on each, as their `/schemas` tell. */
export function isDeclaredOtherwise(
  { incumbent, ours }: AnswerPair,
  className: string,
  name: string,
): boolean {
  return typeIn(incumbent.body, className, name) !== typeIn(ours?.body, className, name);
}

function typeIn(schemas: Json | undefined, className: string, name: string): string | undefined {
  const declared = fieldOf(fieldOf(fieldOf(schemas, 'results'), className), 'fields');
  const type = fieldOf(declared, name);
  return type === undefined ? undefined : JSON.stringify(type);
}

function leftIn(path: string, body: Json | undefined): readonly Left[] {
  const className = path.startsWith('/schemas') ? undefined : classOf(path);
  const keys = isObject(body) ? Object.keys(body) : [];
  return className === undefined ? [] : [{ className, fields: keys.map((key) => key.split('.')[0] ?? key) }];
}

function classOf(path: string): string | undefined {
  const [, route = '', className] = /^(?:\/parse)?\/(\w+)(?:\/(\w+))?/.exec(path) ?? [];
  return classOfRoute.get(route) ?? (route === 'classes' || route === 'schemas' ? className : undefined);
}

export interface Operation {
  /** `/classes/Note/a` */
  readonly path: string;
  readonly body: Json | undefined;
}

function operationsOf(body: Json | undefined): readonly Operation[] {
  const requests = fieldOf(body, 'requests');
  if (requests === undefined || !isList(requests)) return [];
  return requests.map((request) => {
    const path = fieldOf(request, 'path');
    return {
      path: typeof path === 'string' ? path.replace(/^\/parse(?=\/)/, '') : '',
      body: fieldOf(request, 'body'),
    };
  });
}
