import type { StepDifference } from '../compare/compare-transcripts.js';
import type { Json } from '../dsl/scenario.js';
import { fieldOf, rowsOf, stableText, valueAt, valuesOnTheWay } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';

/** What a row may ask of both answers, where no pattern of one place can tell. */
export type Holds = (difference: StepDifference, field: string) => boolean;

/** parse-server lists what ours lists, and of other rows only such as have no such field; on a page, one of them. */
export function incumbentAddsRowsWithout(field: string): Holds {
  return (difference) => {
    const { incumbent, ours } = difference.bodies;
    return addsRowsWithout(field, { from: ours, to: incumbent, isPage: isPage(difference) });
  };
}

/** Ours lists what parse-server lists, and of other rows only such as have no such field; on a page, one of them. */
export function oursAddsRowsWithout(field: string): Holds {
  return (difference) => {
    const { incumbent, ours } = difference.bodies;
    return addsRowsWithout(field, { from: incumbent, to: ours, isPage: isPage(difference) });
  };
}

/** Ours finds nothing that parse-server does not find; of a page, nobody can tell. */
export const oursFindsLess: Holds = (difference) => {
  const { incumbent, ours } = difference.bodies;
  const isPart = isPage(difference) || rowsOnlyIn(ours, incumbent).length === 0;
  return isPart && counts(ours) <= counts(incumbent);
};

/** Ours lists fewer rows, and none whose field parse-server's rows do not have, too: ids are named by their place. */
export function oursListsFewer(field: string): Holds {
  return ({ bodies: { incumbent, ours } }) => {
    const known = new Set(rowsOf({ body: incumbent }).map((row) => stableText(fieldOf(row, field))));
    const rows = rowsOf({ body: ours });
    return (
      rows.length < rowsOf({ body: incumbent }).length &&
      rows.every((row) => known.has(stableText(fieldOf(row, field))))
    );
  };
}

/** One of both finds nothing that the other does not find; of a page, nobody can tell. */
export const oneFindsLess: Holds = (difference, field) => {
  const { incumbent, ours } = difference.bodies;
  const turned = { ...difference, bodies: { incumbent: ours, ours: incumbent } };
  return oursFindsLess(difference, field) || oursFindsLess(turned, field);
};

/** Ours counts what is listed, or of a page at least that, and parse-server counts more. */
export const onlyOursCountsWhatIsListed: Holds = (difference, field) =>
  oursCountsWhatIsListed(difference, field) &&
  counts(difference.bodies.incumbent) > counts(difference.bodies.ours);

/** Ours counts what it lists, or of a page at least that. */
export const oursCountsWhatIsListed: Holds = (difference) => {
  const { ours } = difference.bodies;
  const listed = rowsOf({ body: ours }).length;
  return isPage(difference) ? counts(ours) >= listed : counts(ours) === listed;
};

/** Ours finds nothing. */
export const oursFindsNone: Holds = ({ bodies: { ours } }) => rowsOf({ body: ours }).length === 0;

/** Of the objects that ours lists, none shows another object than a user. */
export const oursIncludesUsersOnly: Holds = ({ bodies: { ours } }) => !includesObject(ours ?? null);

/** The row of that state has the id of an object that was deleted, and parse-server shows more members than ours. */
export const keepsMembers: Holds = ({ step, deleted, bodies: { incumbent, ours } }, field) => {
  const way = field.split('.').slice(1);
  const id = fieldOf(valueAt(ours, way.slice(0, 2)), 'objectId');
  const [theirs, own] = [incumbent, ours].map((body) => valueAt(body, way));
  return (
    typeof id === 'string' &&
    deleted.includes(`${step.path}/${id}`) &&
    rowsOnlyIn({ results: own ?? [] }, { results: theirs ?? [] }).length === 0
  );
};

/** On the way to the place both show an object with the same id, of different classes. */
export const classesDiffer: Holds = ({ bodies: { incumbent, ours } }, field) => {
  const theirs = valuesOnTheWay(incumbent, field);
  return valuesOnTheWay(ours, field).some((own, depth) => {
    const [id, className] = [fieldOf(own, 'objectId'), fieldOf(own, 'className')];
    const isSameId = id !== undefined && id === fieldOf(theirs[depth], 'objectId');
    return isSameId && className !== undefined && className !== fieldOf(theirs[depth], 'className');
  });
};

/** The request holds the operator that ours names first, and the value or name that it calls wrong. */
export const oursNamesWhatIsAsked: Holds = ({ request, ours }) => names(request, ours);

/** The same of both, and of different things; a refusal that names nothing is about something else. */
export const bothNameWhatIsAsked: Holds = ({ request, incumbent, ours }) => {
  const [theirs, own] = [incumbent, ours].map((outcome) => named(outcome).join(' ').trim());
  return theirs !== '' && own !== '' && theirs !== own && names(request, ours) && names(request, incumbent);
};

function names(request: string, outcome: string): boolean {
  return named(outcome).every((name) => request.includes(name));
}

/** The operator that a refusal names first, and the value or name that it calls wrong. */
function named(outcome: string): readonly [operator: string, asked: string] {
  const operator = /\$\w+/.exec(outcome)?.[0] ?? '';
  const wrong = /(?:bad atom|Invalid key name): (.*)$/.exec(outcome)?.[1] ?? '';
  // A list in place of a condition has its places for keys.
  return [operator, /^\d+$/.test(wrong) ? '[[' : wrong];
}

/** Ours answers a user whose ACL lets neither everybody nor that user read. */
export const oursMayNotReadItself: Holds = ({ bodies: { ours } }) => {
  const id = fieldOf(ours, 'objectId');
  const rights = fieldOf(ours, 'ACL');
  const mayRead = (who: Json | undefined): boolean =>
    typeof who === 'string' && fieldOf(fieldOf(rights, who), 'read') === true;
  return rights !== undefined && !mayRead('*') && !mayRead(id);
};

/** The write gives a field that the class does not have. */
export const givesNewField: Holds = ({ newFields }) => newFields.length > 0;

/** The operation of a batch at `body.N` was refused by parse-server for a field that another one was adding. */
export const isRefusedForField: Holds = ({ bodies: { incumbent } }, field) => {
  const text = fieldOf(errorAt(incumbent, field), 'error');
  return typeof text === 'string' && /^(Could not add field|MongoDB only supports one GeoPoint)/.test(text);
};

/** The same, for a reason that only the database knows: its own code is a text; or by what does not work there. */
export const isRefusedByDatabase: Holds = ({ bodies: { incumbent } }, field) => {
  const error = errorAt(incumbent, field);
  const text = fieldOf(error, 'error');
  const isUnsupported = typeof text === 'string' && text.startsWith("Postgres doesn't support update");
  return isUnsupported || typeof fieldOf(error, 'code') === 'string';
};

/** The operation of a batch at `body.N` failed in parse-server by a mistake of its own. */
export const failsByItself: Holds = ({ bodies: { incumbent } }, field) => {
  const text = fieldOf(errorAt(incumbent, field), 'error');
  return typeof text === 'string' && text.startsWith('Cannot read properties of ');
};

/** Another operation of the batch was refused by parse-server for the field that the one at `body.N` needs, too. */
export const anotherIsRefusedForField: Holds = (difference, field) => {
  const { incumbent } = difference.bodies;
  const operations = incumbent !== undefined && isList(incumbent) ? incumbent : [];
  const wanted = /schema mismatch for \w+\.(\w+);/.exec(
    JSON.stringify(errorAt(difference.bodies.ours, field) ?? null),
  )?.[1];
  return operations.some(
    (operation) => fieldOf(fieldOf(operation, 'error'), 'error') === `Could not add field ${wanted}`,
  );
};

function errorAt(body: Json | undefined, field: string): Json | undefined {
  const index = Number(field.split('.')[1]);
  return fieldOf(body !== undefined && isList(body) ? body[index] : undefined, 'error');
}

/** There may be more rows than one of both lists. */
function isPage({ request, bodies: { incumbent, ours } }: StepDifference): boolean {
  const limit = /"limit":(\d+)/.exec(request)?.[1] ?? '100';
  const listed = Math.max(...[incumbent, ours].map((body) => rowsOf({ body }).length));
  return request.includes('"skip":') || listed >= Number(limit);
}

function counts(body: Json | undefined): number {
  const count = fieldOf(body, 'count');
  return typeof count === 'number' ? count : 0;
}

function rowsOnlyIn(one: Json | undefined, other: Json | undefined): readonly Json[] {
  const known = new Set(rowsOf({ body: other }).map(stableText));
  return rowsOf({ body: one }).filter((row) => !known.has(stableText(row)));
}

function includesObject(value: Json): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (isList(value)) return value.some(includesObject);
  const isObject = fieldOf(value, '__type') === 'Object' && fieldOf(value, 'className') !== '_User';
  return isObject || Object.values(value).some(includesObject);
}

interface Addition {
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  readonly isPage: boolean;
}

/** A row more before a page moves others out of it and into it, and of an empty page nobody can tell. */
function addsRowsWithout(field: string, { from, to, isPage }: Addition): boolean {
  const added = rowsOnlyIn(to, from);
  if (isPage) return added.length === 0 || added.some((row) => lacks(row, field));
  return rowsOnlyIn(from, to).length === 0 && added.every((row) => lacks(row, field));
}

/** A list that holds `null` lacks something, too: what is nothing is equal to it. */
function lacks(row: Json, field: string): boolean {
  const value = fieldOf(row, field) ?? null;
  return value === null || (isList(value) && value.includes(null));
}
