import type { Json } from '../dsl/scenario.js';
import { fieldOf, isObject, stableText, valueAt, valuesOnTheWay } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import type { Holds } from './holds.js';

/** Of the objects that ours lists, none shows another object than a user. */
export const oursIncludesUsersOnly: Holds = ({ bodies: { ours } }) => !includesObject(ours ?? null);

/** On the way to the place both show an object with the same id, of different classes. */
export const classesDiffer: Holds = ({ bodies: { incumbent, ours } }, field) => {
  const theirs = valuesOnTheWay(incumbent, field);
  return valuesOnTheWay(ours, field).some((own, depth) => {
    const [id, className] = [fieldOf(own, 'objectId'), fieldOf(own, 'className')];
    const isSameId = id !== undefined && id === fieldOf(theirs[depth], 'objectId');
    return isSameId && className !== undefined && className !== fieldOf(theirs[depth], 'className');
  });
};

/**
 * Both show the same list of included objects, but for objects that parse-server shows once more in place of one of
 * another class with the same id, to which a write before made that field point.
 */
export const showsOneForAnother: Holds = ({ bodies: { incumbent, ours }, before }, field) => {
  const way = field.split('.').slice(1);
  const written = before.flatMap(({ body }) => pointersIn(body ?? null, way.at(-1)));
  const [theirs, own] = [listAt(incumbent, way), listAt(ours, way)];
  const isMistaken = (item: Json): boolean => {
    const [id, className] = [fieldOf(item, 'objectId'), fieldOf(item, 'className')];
    const others = written.filter((pointer) => fieldOf(pointer, 'objectId') === id);
    return others.some((pointer) => fieldOf(pointer, 'className') !== className);
  };
  return [...lacking(own, theirs), ...lacking(theirs, own)].every(isMistaken) && own.length <= theirs.length;
};

function listAt(body: Json | undefined, way: readonly string[]): readonly Json[] {
  const value = valueAt(body, way);
  return value !== undefined && isList(value) ? value : [];
}

/** Items of a list that another does not have, or does not have as often. */
function lacking(list: readonly Json[], others: readonly Json[]): readonly Json[] {
  const known = others.map(stableText);
  return list.filter((item) => {
    const place = known.indexOf(stableText(item));
    if (place >= 0) known.splice(place, 1);
    return place < 0;
  });
}

/** The pointers that are in the fields of that name; in the whole value without one. */
function pointersIn(value: Json, name: string | undefined): readonly Json[] {
  if (isList(value)) return value.flatMap((item) => pointersIn(item, name));
  if (!isObject(value)) return [];
  if (name === undefined && value.__type === 'Pointer') return [value];
  return Object.entries(value).flatMap(([key, part]) => pointersIn(part, key === name ? undefined : name));
}

function includesObject(value: Json): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (isList(value)) return value.some(includesObject);
  const isObject = fieldOf(value, '__type') === 'Object' && fieldOf(value, 'className') !== '_User';
  return isObject || Object.values(value).some(includesObject);
}
