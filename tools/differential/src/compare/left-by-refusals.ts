import { fieldOf } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import type { FieldDifference } from './compare-values.js';
import { isInObjectOf, type Bodies } from './in-object-of.js';
import {
  isDeclaredOtherwise,
  isMadeBefore,
  leftByWrite,
  mayLeavePoint,
  type AnswerPair,
  type Left,
} from './left-by-write.js';
import { isNamedIn, namingOf } from './named-class.js';

/** Both outcomes: `201`, or `400 107 bad constraint: $foo`; in a batch, those of the operation. */
export interface Told {
  readonly incumbent: string;
  readonly ours: string;
}

/** What is looked at of a place that differs. */
interface Shown extends FieldDifference {
  readonly place: string;
  readonly request: string;
  readonly told: Told;
  readonly bodies: Bodies;
}

/**
 * Tells differences that follow from a write which both refused, and for which parse-server made a class or fields
 * nevertheless: where a field is that parse-server alone has, or has of another type, where an answer tells of it,
 * and where objects show it or are found by it; and those of a request about such a class, which here is not there.
 */
export function followsRefusal(pairs: readonly AnswerPair[]): (shown: Shown) => boolean {
  const lefts = pairs.flatMap((pair, index) => leftByWrite(pair).map((left) => ({ ...left, index })));
  const schemas = pairs.find(({ incumbent }) => incumbent.place === 'state of schemas');
  // A parse-server that ended tells no classes.
  const isLeft = (className: string, name: string): boolean =>
    schemas === undefined || schemas.incumbent.status === 0 || isDeclaredOtherwise(schemas, className, name);
  const places = new Map(pairs.map(({ incumbent }, index) => [incumbent.place, index]));
  return (shown) => {
    const index = places.get(shown.place) ?? pairs.length;
    const before = pairs.slice(0, index);
    if (meetsLeftPoint(shown) && before.some(mayLeavePoint)) return true;
    return lefts
      .filter((left) => left.index < index && isAbout(shown, left))
      .some(
        ({ className, fields }) =>
          isOfLeftClass(shown, className) ||
          misses(shown, className) ||
          fields.some(
            (name) =>
              isDeclaredOnce(shown, name) ||
              isRemovedOnce(shown, name) ||
              (isToldOf(shown, name) && (isLeft(className, name) || !isMadeBefore(before, className, name))),
          ),
      );
  };
}

/** parse-server's class has a point already: it reads nothing else, while ours may refuse the write as well. */
function meetsLeftPoint({ told }: Shown): boolean {
  return (
    told.incumbent.startsWith('400 111 MongoDB only supports one GeoPoint') &&
    /^(20[01]$|400 (111|119|137|142) |404 101 )/.test(told.ours)
  );
}

/** It names the class, or is in an included object of it. */
function isAbout({ place, request, field, told, bodies }: Shown, { className }: Left): boolean {
  const text = [place, request, field, told.incumbent, told.ours].join(' ');
  return isNamedIn(text, className) || isInObjectOf([className], bodies, field);
}

/** A request about the class, which ours says is not there, and which parse-server has. */
function misses({ request, told }: Shown, className: string): boolean {
  return (
    new RegExp(`^(\\w+: )?\\w+ /schemas/${className}\\b`).test(request) &&
    told.ours === `400 103 Class ${className} does not exist.` &&
    !told.incumbent.startsWith('400 103 ')
  );
}

/** Only the state shows the class: it is parse-server's alone, and empty. */
function isOfLeftClass({ place, field, incumbent, ours }: Shown, className: string): boolean {
  if (ours !== undefined) return false;
  if (place === 'state of schemas') return field === `body.results.${className}`;
  if (place !== `state of classes/${className}`) return false;
  const rows = fieldOf(incumbent, 'results');
  return field !== 'body' || (rows !== undefined && isList(rows) && rows.length === 0);
}

/** A field is removed that only parse-server has. */
function isRemovedOnce({ told }: Shown, name: string): boolean {
  return told.incumbent === '200' && told.ours === `400 255 Field ${name} does not exist, cannot delete.`;
}

/** A write names the field, which the caller may not add; parse-server has it already. */
function isAddedOnce({ request, told }: Shown, name: string): boolean {
  const refusal = '400 119 Permission denied for action addField on class ';
  return (
    told.ours.startsWith(refusal) &&
    !told.incumbent.startsWith(refusal) &&
    request.includes(`${JSON.stringify(name)}:`)
  );
}

/** The difference itself is that parse-server's class has the field. */
function isDeclaredOnce({ field, ours }: Shown, name: string): boolean {
  return ours === undefined && field.endsWith(`.fields.${name}`);
}

/** What differs is the field, its type, an answer that names it, or which rows a condition about it finds. */
function isToldOf(shown: Shown, name: string): boolean {
  const { field, request, told } = shown;
  const naming = namingOf(name);
  if (naming.test(field) || isAddedOnce(shown, name)) return true;
  if (/^2/.test(told.incumbent) && /^2/.test(told.ours))
    return /^body\.(results|count)/.test(field) && naming.test(request);
  return naming.test(told.incumbent) || naming.test(told.ours);
}
