import type { StepDifference } from '../compare/compare-transcripts.js';
import type { Json } from '../dsl/scenario.js';
import { fieldOf, isObject } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import { oursFindsLess, type Holds } from './holds.js';

/**
 * A subquery asks by a relation for objects of a class of which one was deleted: ours finds nothing that parse-server
 * does not find, or the other way round where it asks for what is not found.
 */
export const findsLessAfterDelete: Holds = (difference, field) => {
  const { deleted, step } = difference;
  const asked = relationsAsked(fieldOf(step.query, 'where') ?? null, { isTurned: false }).filter(
    ({ className }) => deleted.some((path) => className === path.split('/')[2]),
  );
  return asked.some(({ isTurned }) => oursFindsLess(isTurned ? turned(difference) : difference, field));
};

/** Of the objects whose relations the search asks for, one was deleted. */
export const relatesToDeleted: Holds = ({ deleted, step }) =>
  ownersAsked(fieldOf(step.query, 'where') ?? null).some((path) => deleted.includes(path));

function turned(difference: StepDifference): StepDifference {
  const { incumbent, ours } = difference.bodies;
  return { ...difference, bodies: { incumbent: ours, ours: incumbent } };
}

interface Place {
  /** Of the subquery; undefined outside of all. */
  readonly className?: Json | undefined;
  /** What is found there leads to fewer rows. */
  readonly isTurned: boolean;
}

/** Where subqueries have conditions on relations. */
function relationsAsked(value: Json, place: Place): readonly Place[] {
  if (isList(value)) return value.flatMap((item) => relationsAsked(item, place));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const isTurned = turning.has(key) !== place.isTurned;
    const query = fieldOf(part, 'query') ?? part;
    if (subqueries.has(key))
      return relationsAsked(fieldOf(query, 'where') ?? null, {
        className: fieldOf(query, 'className'),
        isTurned,
      });
    const isRelation = place.className !== undefined && (key === 'r' || key === 'tags');
    const here = isRelation
      ? conditionsOf(part).map((name) => ({ ...place, isTurned: turning.has(name) !== place.isTurned }))
      : [];
    return [...here, ...relationsAsked(part, { ...place, isTurned })];
  });
}

/** The paths of the objects that `$relatedTo` names. */
function ownersAsked(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(ownersAsked);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const owner = fieldOf(part, 'object');
    const [className, id] = [fieldOf(owner, 'className'), fieldOf(owner, 'objectId')];
    const isAsked = key === '$relatedTo' && typeof className === 'string' && typeof id === 'string';
    return isAsked ? [`/classes/${className}/${id}`] : ownersAsked(part);
  });
}

function conditionsOf(condition: Json): readonly string[] {
  return isObject(condition) ? Object.keys(condition) : [];
}

const subqueries: ReadonlySet<string> = new Set(['$inQuery', '$notInQuery', '$select', '$dontSelect']);
const turning: ReadonlySet<string> = new Set(['$notInQuery', '$dontSelect', '$nor', '$ne', '$nin']);
