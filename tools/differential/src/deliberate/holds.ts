import type { StepDifference } from '../compare/compare-transcripts.js';
import type { Bodies } from '../compare/in-object-of.js';
import { writtenClasses, type Operation } from '../compare/left-by-write.js';
import type { Json } from '../dsl/scenario.js';
import { fieldOf, isObject, rowsOf, stableText, valueAt } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';

/** What a row may ask of both answers, where no pattern of one place can tell. */
export type Holds = (difference: StepDifference, field: string) => boolean;

/** parse-server lists what ours lists, and of other rows only such as have no such field; on a page, one of them. */
export function incumbentAddsRowsWithout(field: string): Holds {
  return (difference) => {
    const { incumbent, ours } = foundRows(difference);
    return addsRowsWithout(field, { from: ours, to: incumbent, page: pageOf(difference) });
  };
}

/** Ours lists what parse-server lists, and of other rows only such as have no such field; on a page, one of them. */
export function oursAddsRowsWithout(field: string): Holds {
  return (difference) => {
    const { incumbent, ours } = foundRows(difference);
    return addsRowsWithout(field, { from: incumbent, to: ours, page: pageOf(difference) });
  };
}

/** Ours finds nothing that parse-server does not find; of a page, nobody can tell. */
export const oursFindsLess: Holds = (difference) => {
  const { incumbent, ours } = foundRows(difference);
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

/** Ours shows the same corners, and the first again. */
export const oursClosesPolygon: Holds = ({ bodies: { incumbent, ours } }, field) => {
  const way = field.split('.').slice(1);
  const corners = valueAt(incumbent, way);
  if (corners === undefined || !isList(corners)) return false;
  return stableText(valueAt(ours, way)) === stableText([...corners, ...corners.slice(0, 1)]);
};

/** An update before has made that field `null`. */
export const isUpdatedToNull: Holds = ({ before }, field) =>
  before.some(
    ({ method, path, body }) =>
      (method === 'PUT' || path === '/batch') &&
      JSON.stringify(body ?? null).includes(`${JSON.stringify(field.split('.').at(-1))}:null`),
  );

/** The write gives a field by which a search before has looked for what is near. */
export const writesWhatIsSearchedNear: Holds = ({ before, step: { body } }) => {
  const names = isObject(body) ? Object.keys(body).map((key) => key.split('.')[0] ?? '') : [];
  return before.some(({ query }) => names.some((name) => isSearchedNear(query ?? null, name)));
};

function isSearchedNear(value: Json, name: string): boolean {
  if (isList(value)) return value.some((item) => isSearchedNear(item, name));
  if (!isObject(value)) return false;
  const condition = fieldOf(value, name);
  return (
    fieldOf(condition, '$nearSphere') !== undefined ||
    Object.values(value).some((part) => isSearchedNear(part, name))
  );
}

/** Of the rows that only one of both finds, all have the id of an object that was deleted. */
export const findsRemade: Holds = (difference) => {
  const { incumbent, ours } = foundRows(difference);
  const { deleted, step } = difference;
  const differing = [...rowsOnlyIn(incumbent, ours), ...rowsOnlyIn(ours, incumbent)];
  const isRemade = (row: Json): boolean => deleted.some((path) => path === `${step.path}/${idOf(row)}`);
  return deleted.length > 0 && differing.every(isRemade);
};

function idOf(row: Json): string {
  const id = fieldOf(row, 'objectId');
  return typeof id === 'string' ? id : '';
}

/** The last write to the object of that row gave the field `null`, when nobody had given the class another value. */
export const isNullWithoutField: Holds = ({ written, step, bodies: { incumbent } }, field) => {
  const way = field.split('.').slice(1);
  const name = way.at(-1) ?? '';
  const id = fieldOf(valueAt(incumbent, way.slice(0, -1)), 'objectId');
  const [className = ''] = writtenClasses(step);
  const given = written.filter(
    (write) => writtenClasses(write)[0] === className && valueGiven(write, name) !== undefined,
  );
  const last = given.findLastIndex(
    ({ path, body }) => path.split('/')[3] === id || fieldOf(body, 'objectId') === id,
  );
  return last >= 0 && given.slice(0, last + 1).every((write) => valueGiven(write, name) === null);
};

/** What a write gives a field, or a class declares it to be; the whole of a field that it gives a part. */
function valueGiven({ body }: Operation, name: string): Json | undefined {
  const keys = isObject(body) ? Object.keys(body) : [];
  const part = keys.find((key) => key.startsWith(`${name}.`));
  const given = [fieldOf(body, name), fieldOf(fieldOf(body, 'fields'), name), fieldOf(body, part ?? '')];
  return given.find((value) => value !== undefined);
}

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
function isPage(difference: StepDifference): boolean {
  return pageOf(difference) !== 'all';
}

/** Which rows are listed: those after others, as many as are asked for, or all that there are. */
function pageOf({ request, bodies: { incumbent, ours } }: StepDifference): 'later' | 'first' | 'all' {
  if (request.includes('"skip":')) return 'later';
  const limit = /"limit":(\d+)/.exec(request)?.[1] ?? '100';
  const listed = Math.max(...[incumbent, ours].map((body) => rowsOf({ body }).length));
  return listed >= Number(limit) ? 'first' : 'all';
}

function counts(body: Json | undefined): number {
  const count = fieldOf(body, 'count');
  return typeof count === 'number' ? count : 0;
}

function rowsOnlyIn(one: Json | undefined, other: Json | undefined): readonly Json[] {
  const known = new Set(rowsOf({ body: other }).map(stableText));
  return rowsOf({ body: one }).filter((row) => !known.has(stableText(row)));
}

/**
 * Both answers without what is told of a row in ways that are no other row: `null`, which may be shown or not, relations,
 * which the class tells of, and what is asked for in parts.
 */
function foundRows({ request, bodies }: StepDifference): Bodies {
  const isPart = (name: string): boolean => new RegExp(`"keys":"([^"]*,)?${name}\\.`).test(request);
  const found = (body: Json | undefined): Json | undefined =>
    isObject(body) && isList(body.results ?? null)
      ? { ...body, results: rowsOf({ body }).map((row) => withoutWays(row, isPart)) }
      : body;
  return { incumbent: found(bodies.incumbent), ours: found(bodies.ours) };
}

function withoutWays(value: Json, isPart: (name: string) => boolean): Json {
  if (isList(value)) return value.map((item) => withoutWays(item, isPart));
  if (!isObject(value)) return value;
  const told = Object.entries(value).filter(
    ([name, part]) => part !== null && fieldOf(part, '__type') !== 'Relation' && !isPart(name),
  );
  return Object.fromEntries(told.map(([name, part]) => [name, withoutWays(part, () => false)]));
}

interface Addition {
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  readonly page: ReturnType<typeof pageOf>;
}

/** A row more before a page moves others out of it and into it, and of an empty page nobody can tell. */
function addsRowsWithout(field: string, { from, to, page }: Addition): boolean {
  const added = rowsOnlyIn(to, from);
  const isLacking = (row: Json): boolean => lacks(row, field);
  if (page === 'all') return rowsOnlyIn(from, to).length === 0 && added.every(isLacking);
  return added.length === 0 || added.some(isLacking) || (page === 'later' && beginsEarlier(to, from));
}

/** The rows that only one of both pages has come before what both have, and those of the other page after that. */
function beginsEarlier(page: Json | undefined, other: Json | undefined): boolean {
  const shared = rowsOf({ body: page }).slice(rowsOnlyIn(page, other).length);
  const others = rowsOf({ body: other });
  return shared.every((row, index) => stableText(row) === stableText(others[index]));
}

/** A list that holds `null` lacks something, too: what is nothing is equal to it. */
function lacks(row: Json, field: string): boolean {
  const value = fieldOf(row, field) ?? null;
  return value === null || (isList(value) && value.includes(null));
}
