import type { Json, JsonObject } from '../dsl/scenario.js';
import { fieldOf } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import type { FieldDifference } from './compare-values.js';
import type { MaskedAnswer } from './mask-transcript.js';

/** What is looked at of a difference. */
interface Shown {
  readonly place: string;
  readonly request: string;
  readonly incumbent: string;
  readonly ours: string;
  readonly fields: readonly FieldDifference[];
}

/** What two servers answered to the same request; `ours` is missing where only parse-server has such a state. */
export interface AnswerPair {
  readonly incumbent: MaskedAnswer;
  readonly ours: MaskedAnswer | undefined;
}

/**
 * Tells differences that follow from a write which both refused, and for which parse-server made a class or fields
 * nevertheless: those that name such a field later on, where the classes show that it is parse-server's alone, and
 * those of a request about such a class, which here is not there.
 */
export function followsRefusal(pairs: readonly AnswerPair[]): (difference: Shown) => boolean {
  const lefts = pairs.flatMap((pair, index) =>
    fieldsOfRefused(pair).map((field) => ({ field, index, names: namingOf(field) })),
  );
  const classes = pairs.flatMap((pair, index) =>
    classesOfRefused(pair).map((className) => ({ className, index })),
  );
  const schemas = pairs.find(({ incumbent }) => incumbent.place === 'state of schemas');
  // A parse-server that ended tells no classes.
  const isLeft = ({ field }: { readonly field: string }): boolean =>
    schemas === undefined || schemas.incumbent.status === 0 || isDeclaredOtherwise(schemas, field);
  const places = new Map(pairs.map(({ incumbent }, index) => [incumbent.place, index]));
  return (difference) => {
    const index = places.get(difference.place) ?? pairs.length;
    const earlier = classes.filter((left) => left.index < index).map(({ className }) => className);
    if (isOfLeftClass(difference, new Set(earlier))) return true;
    if (earlier.some((className) => misses(difference, className))) return true;
    if (meetsLeftPoint(difference) && pairs.slice(0, index).some(isRefusedPoint)) return true;
    return lefts
      .filter((left) => left.index < index)
      .some(
        (left) =>
          isShownBy(difference, left.field) ||
          (isRelationShown(difference, left.field) && !isMadeBefore(pairs.slice(0, index), left.field)) ||
          isRemovedOnce(difference, left.field) ||
          (left.names.test(textOf(difference)) &&
            (isLeft(left) || !isMadeBefore(pairs.slice(0, index), left.field))),
      );
  };
}

/** The fields that a refused request would have made, those of a batch's operations among them. */
function fieldsOfRefused({ incumbent, ours }: AnswerPair): readonly string[] {
  const { step } = incumbent;
  if (ours === undefined || (step.method !== 'POST' && step.method !== 'PUT')) return [];
  const isBatch = step.path === '/batch';
  if (!isBatch && (incumbent.status < 400 || ours.status < 400)) return [];
  const bodies = isBatch ? requestsOf(step.body).map((one) => fieldOf(one, 'body')) : [step.body];
  return bodies.flatMap((body) =>
    isObject(body) ? Object.keys(body).map((key) => key.split('.')[0] ?? key) : [],
  );
}

/** The classes of refused writes, which parse-server makes nevertheless. */
function classesOfRefused(pair: AnswerPair): readonly string[] {
  const { step } = pair.incumbent;
  if (step.method !== 'POST' && step.method !== 'PUT') return [];
  if (step.path === '/batch') return requestsOf(step.body).flatMap((request) => classOf(textOfPath(request)));
  if (pair.incumbent.status < 400 || (pair.ours?.status ?? 0) < 400) return [];
  return classOf(step.path);
}

function classOf(path: string): readonly string[] {
  if (path.startsWith('/roles')) return ['_Role'];
  const className = /\/classes\/(\w+)/.exec(path)?.[1];
  return className === undefined ? [] : [className];
}

function textOfPath(request: Json): string {
  const path = fieldOf(request, 'path');
  return typeof path === 'string' ? path : '';
}

function requestsOf(body: Json | undefined): readonly Json[] {
  const requests = fieldOf(body, 'requests');
  return requests !== undefined && isList(requests) ? requests : [];
}

/** A request about the class, which ours says is not there, and which parse-server has. */
function misses({ request, incumbent, ours }: Shown, className: string): boolean {
  const isAbout = new RegExp(`^(\\w+: )?\\w+ /schemas/${className}\\b`).test(request);
  return (
    isAbout && ours === `400 103 Class ${className} does not exist.` && !incumbent.startsWith('400 103 ')
  );
}

/** parse-server's class has a point already. */
function meetsLeftPoint({ incumbent, ours }: Shown): boolean {
  return incumbent.startsWith('400 111 MongoDB only supports one GeoPoint') && ours.startsWith('20');
}

function isRefusedPoint(pair: AnswerPair): boolean {
  return (
    classesOfRefused(pair).length > 0 &&
    JSON.stringify(pair.incumbent.step.body ?? null).includes('"GeoPoint"')
  );
}

/** Only the state shows the class: it is parse-server's alone, and empty. */
function isOfLeftClass({ place, fields }: Shown, classes: ReadonlySet<string>): boolean {
  if (place === 'state of schemas')
    return fields.every(
      ({ field, ours }) => ours === undefined && classes.has(field.replace('body.results.', '')),
    );
  const className = /^state of classes\/(\w+)$/.exec(place)?.[1];
  return className !== undefined && classes.has(className) && fields.every(isEmptyState);
}

function isEmptyState({ field, incumbent, ours }: FieldDifference): boolean {
  if (field !== 'body') return ours === undefined;
  const rows = fieldOf(incumbent, 'results');
  return ours === undefined && rows !== undefined && isList(rows) && rows.length === 0;
}

/** A field is removed that only parse-server has. */
function isRemovedOnce({ incumbent, ours }: Shown, field: string): boolean {
  return incumbent === '200' && ours === `400 255 Field ${field} does not exist, cannot delete.`;
}

/** The difference itself is that parse-server's class has the field. */
function isShownBy({ fields }: Shown, name: string): boolean {
  return fields.every(({ field, ours }) => ours === undefined && field.endsWith(`.fields.${name}`));
}

/** Objects show a relation that only parse-server's class has at that time. */
function isRelationShown({ fields }: Shown, name: string): boolean {
  return fields.every(
    ({ field, incumbent, ours }) =>
      ours === undefined && field.endsWith(`.${name}`) && fieldOf(incumbent, '__type') === 'Relation',
  );
}

/** Ours accepted a write, or a class, with a field of that name. */
function isMadeBefore(pairs: readonly AnswerPair[], name: string): boolean {
  return pairs.some(
    ({ incumbent: { step }, ours }) =>
      step.method !== 'GET' &&
      (ours?.status ?? 0) < 300 &&
      JSON.stringify(step.body ?? null).includes(`"${name}":`),
  );
}

function isDeclaredOtherwise({ incumbent, ours }: AnswerPair, field: string): boolean {
  const theirs = fieldOf(incumbent.body, 'results');
  const own = fieldOf(ours?.body, 'results');
  return isObject(theirs)
    ? Object.keys(theirs).some((className) => {
        const declared = typeIn(theirs, className, field);
        return declared !== undefined && declared !== typeIn(own, className, field);
      })
    : false;
}

function typeIn(classes: Json | undefined, className: string, field: string): string | undefined {
  const type = fieldOf(fieldOf(fieldOf(classes, className), 'fields'), field);
  return type === undefined ? undefined : JSON.stringify(type);
}

function textOf({ request, incumbent, ours, fields }: Shown): string {
  return [request, incumbent, ours, ...fields.map(({ field }) => field)].join(' ');
}

function namingOf(field: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_])${field.replaceAll(/\W/g, String.raw`\$&`)}(?![A-Za-z0-9_])`);
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== undefined && value !== null && typeof value === 'object' && !isList(value);
}
