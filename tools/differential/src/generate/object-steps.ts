import fc from 'fast-check';
import { create, del, find, get, post, put } from '../dsl/requests.js';
import type { Json, JsonObject, Step } from '../dsl/scenario.js';
import { acl, pointer } from '../dsl/values.js';
import { where } from './conditions.js';
import {
  className,
  fieldNames,
  fitting,
  objectId,
  people,
  unfitting,
  valueOf,
  type FieldName,
} from './fields.js';

/** Who asks; objects may be theirs. */
export const caller = fc.constantFrom<string | undefined>(undefined, ...people, 'alice', 'master', 'master');

const fieldName = fc.constantFrom(...fieldNames);
const rights = fc.constantFrom<'r' | 'w' | 'rw'>('r', 'w', 'rw');

/** Most requests are about these. */
const firstIds = [
  ['Thing', 'o1'],
  ['Thing', 'o2'],
  ['Thing', 'o3'],
  ['Thing', 'o4'],
  ['Other', 'o1'],
  ['Other', 'o2'],
] as const;

const relationChange: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.constantFrom('AddRelation', 'RemoveRelation'), objectId)
  .map(([op, id]) => ({ __op: op, objects: [pointer('Other', id)] }));

/** Rights for everybody, the two people and a role, or none at all. */
export const anyAcl: fc.Arbitrary<JsonObject> = fc
  .dictionary(
    fc.constantFrom('*', '<alice.objectId>', '<bob.objectId>', 'role:admins', 'role:nobody'),
    rights,
    {
      maxKeys: 2,
    },
  )
  .map(acl);

/** Of some fields, what `valuesOf` makes for each. */
function bodyOf(
  valuesOf: (field: FieldName) => fc.Arbitrary<Json>,
  count: { readonly minLength: number; readonly maxLength: number },
): fc.Arbitrary<JsonObject> {
  return fc
    .uniqueArray(fieldName, count)
    .chain((names) => fc.tuple(...names.map((name) => valuesOf(name).map((value) => [name, value] as const))))
    .map((entries) => Object.fromEntries(entries));
}

/** One wrong value refuses a whole write: most have none. */
function mostlyFitting(
  fit: fc.Arbitrary<JsonObject>,
  any: fc.Arbitrary<JsonObject>,
): fc.Arbitrary<JsonObject> {
  return fc.oneof({ arbitrary: fit, weight: 4 }, { arbitrary: any, weight: 1 });
}

const someFields = { minLength: 0, maxLength: 6 };
const fittingFields = bodyOf((name) => fitting[name], someFields);
const fields = mostlyFitting(fittingFields, bodyOf(valueOf, someFields));

function withAcl(values: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(
      values,
      fc.oneof({ arbitrary: fc.constant(undefined), weight: 2 }, { arbitrary: anyAcl, weight: 1 }),
    )
    .map(([body, rightsOf]): JsonObject => (rightsOf === undefined ? body : { ...body, ACL: rightsOf }));
}

/** Objects that are there from the beginning, so that later requests find some. */
export const firstObjects: fc.Arbitrary<readonly Step[]> = fc
  .tuple(...firstIds.map(() => withAcl(fittingFields)))
  .map((bodies) =>
    firstIds.map(([name, objectId], place) => create(name, { objectId, ...bodies[place] }, { by: 'master' })),
  );

const fewFields = { minLength: 1, maxLength: 3 };
const changes = mostlyFitting(bodyOf(fittingChange, fewFields), bodyOf(change, fewFields));

/** Of an object once: parse-server runs the parts of a batch at once, and one of two is the last by chance. */
const batchParts = fc.uniqueArray(fc.tuple(objectId, changes), {
  minLength: 1,
  maxLength: 3,
  selector: ([id]) => id,
});

/** A value or an operation that a field of that type takes. */
function fittingChange(field: FieldName): fc.Arbitrary<Json> {
  const set = { arbitrary: fitting[field], weight: 3 };
  const unset = { arbitrary: fc.constant({ __op: 'Delete' }), weight: 1 };
  if (field === 'n')
    return fc.oneof(set, unset, { arbitrary: increment(fc.constantFrom(1, -2, 0.5)), weight: 4 });
  const items = fc.array(fc.oneof(fitting.s, fitting.n, fitting.p), { maxLength: 3 });
  if (field === 'l') return fc.oneof(set, unset, { arbitrary: listChange(items), weight: 6 });
  return field === 'r' ? relationChange : fc.oneof(set, unset);
}

function increment(amounts: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return amounts.map((amount) => ({ __op: 'Increment', amount }));
}

function listChange(items: fc.Arbitrary<readonly Json[]>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(fc.constantFrom('Add', 'AddUnique', 'Remove'), items)
    .map(([op, objects]) => ({ __op: op, objects }));
}

function change(field: FieldName): fc.Arbitrary<Json> {
  const items = fc.array(
    field === 'l' ? fc.oneof(fitting.s, fitting.n, fitting.p, unfitting) : valueOf(field),
    {
      maxLength: 3,
    },
  );
  return fc.oneof(
    { arbitrary: valueOf(field), weight: 4 },
    { arbitrary: fc.constant({ __op: 'Delete' }), weight: 1 },
    { arbitrary: increment(fc.constantFrom<Json>(1, -2, 0.5, 'x')), weight: field === 'n' ? 4 : 1 },
    { arbitrary: listChange(items), weight: field === 'l' ? 8 : 1 },
    { arbitrary: relationChange, weight: field === 'r' ? 8 : 1 },
  );
}

const nestedChange: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.constantFrom('m.a', 'm.b.c', 'm.c'),
    fc.oneof(
      fitting.n,
      fitting.s,
      fc.constant<Json>({ __op: 'Delete' }),
      fc.constant<Json>({ __op: 'Increment', amount: 2 }),
    ),
  )
  .map(([path, value]) => ({ [path]: value }));

const selection: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  {},
  {},
  { keys: 's,n' },
  { keys: 'm.a,p' },
  { excludeKeys: 'l,m' },
  { include: 'p' },
  { include: 'p.p,u' },
  { include: '*' },
  { include: 'l' },
  { include: 'p', keys: 's,p.n' },
  { include: 'unknown' },
);

/** Rows have an order whenever only some of them are asked for. */
const paging: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant<JsonObject>({}),
  fc.constant<JsonObject>({ count: 1 }),
  fc.constant<JsonObject>({ limit: 0, count: 1 }),
  fc
    .tuple(
      fc.constantFrom('s', '-s', 'n', '-n', 'd', '-d', 'b', 'm.a', 'unknown'),
      fc.constantFrom<JsonObject>(
        {},
        { limit: 2 },
        { limit: 2, skip: 1 },
        { skip: 2 },
        { limit: 1, count: 1 },
      ),
    )
    .map(([key, page]): JsonObject => ({ order: `${key},objectId`, ...page })),
);

/** Requests about objects of the two classes. */
export const objectStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(className, objectId, withAcl(fields), caller)
      .map(([name, id, values, by]) => create(name, { objectId: id, ...values }, callerOptions(by))),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        className,
        objectId,
        fc.oneof({ arbitrary: changes, weight: 6 }, { arbitrary: nestedChange, weight: 1 }),
        caller,
      )
      .map(([name, id, values, by]) => put(`/classes/${name}/${id}`, values, callerOptions(by))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(className, objectId, caller)
      .map(([name, id, by]) => del(`/classes/${name}/${id}`, callerOptions(by))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(className, objectId, selection, caller)
      .map(([name, id, query, by]) => get(`/classes/${name}/${id}`, query, callerOptions(by))),
  },
  {
    weight: 9,
    arbitrary: fc
      .tuple(className, where, selection, paging, caller)
      .map(([name, condition, select, page, by]) =>
        find(name, { where: condition, ...select, ...page }, callerOptions(by)),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(batchParts, caller).map(([parts, by]) =>
      post(
        '/batch',
        {
          requests: parts.map(([id, body]) => ({
            method: 'PUT',
            path: `/parse/classes/Thing/${id}`,
            body,
          })),
        },
        callerOptions(by),
      ),
    ),
  },
);

export function callerOptions(by: string | undefined): { readonly by?: string } {
  return by === undefined ? {} : { by };
}
