import type { StepDifference } from '../compare/compare-transcripts.js';
import type { Json } from '../dsl/scenario.js';
import { fieldOf, isObject, rowsOf } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import type { Holds } from './holds.js';

/** The class's last permissions hide fields from whomever that column names, and not the column itself. */
export const isNamedByUserField: Holds = (difference, field) => {
  const name = field.split('.').at(-1) ?? '';
  const hidden = fieldOf(lastPermissions(difference), 'protectedFields');
  return (
    isObject(hidden) &&
    Object.hasOwn(hidden, `userField:${name}`) &&
    !Object.values(hidden).some((names) => isList(names) && names.includes(name))
  );
};

/** Nobody asks a class of which only those find rows whom the rows point at, and parse-server lists none. */
export const asksWhatPointsAtOthers: Holds = (difference) => {
  const { step, bodies } = difference;
  const permissions = lastPermissions(difference);
  const find = fieldOf(permissions, 'find');
  const pointers = [fieldOf(find, 'pointerFields'), fieldOf(permissions, 'readUserFields')];
  return (
    step.by === undefined &&
    fieldOf(find, '*') !== true &&
    pointers.some((names) => names !== undefined && isList(names) && names.length > 0) &&
    fieldOf(bodies.incumbent, 'results') !== undefined &&
    rowsOf({ body: bodies.incumbent }).length === 0
  );
};

/** Those of the class that the request asks; a class that is made without any, or removed, has none. */
function lastPermissions({ written, step }: StepDifference): Json | undefined {
  const change = written
    .filter(({ path }) => path.replace('/schemas/', '/classes/') === step.path)
    .findLast(({ body }) => body === undefined || fieldOf(body, 'classLevelPermissions') !== undefined);
  return fieldOf(change?.body, 'classLevelPermissions');
}
