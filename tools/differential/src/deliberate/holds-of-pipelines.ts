import type { Json } from '../dsl/scenario.js';
import { fieldOf, isObject, stableText, valueAt } from '../run/answer-body.js';
import type { Holds } from './holds.js';

/** The object at the place has Parse's names here and those of the store in parse-server, for the same values. */
export const isNamedAsEverywhere: Holds = ({ bodies: { incumbent, ours } }, field) => {
  const way = field.split('.').slice(1);
  const name = way.at(-1) ?? '';
  const [theirs, own] = [incumbent, ours].map((body) => valueAt(body, way.slice(0, -1)));
  if (told.has(name)) return fieldOf(own, name) === undefined;
  const names = stored.find(([parse, store]) => name === parse || name === store);
  if (names === undefined) return false;
  const [parse, store] = names;
  return (
    fieldOf(theirs, parse) === undefined &&
    fieldOf(own, store) === undefined &&
    plain(fieldOf(theirs, store)) === plain(fieldOf(own, parse))
  );
};

/** Who may do what, which `ACL` tells, or nothing does: rows of a pipeline are without it. */
const told: ReadonlySet<string> = new Set(['_rperm', '_wperm', '_acl']);

const stored = [
  ['objectId', '_id'],
  ['createdAt', '_created_at'],
  ['updatedAt', '_updated_at'],
  ['ACL', '_acl'],
] as const;

/** Without how a date is written, or a right is named. */
function plain(value: Json | undefined): string {
  const moment = fieldOf(value, 'iso') ?? fieldOf(value, '$date') ?? value;
  if (typeof moment === 'string') return moment.replace(/ \(.*\)$/, '');
  return stableText(isObject(value) ? Object.fromEntries(Object.entries(value).map(rightsOf)) : value);
}

function rightsOf([who, rights]: readonly [string, Json]): readonly [string, Json] {
  const may = (name: string, letter: string): boolean =>
    (fieldOf(rights, name) ?? fieldOf(rights, letter)) === true;
  return [who, [may('read', 'r'), may('write', 'w')]];
}
