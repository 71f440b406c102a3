import {
  isJsonObject,
  sameJson,
  textOf,
  type FieldOp,
  type Json,
  type JsonObject,
  type MutableJsonObject,
  type ObjectTriggerRequest,
} from '@parse/core';
import { plainJson } from '../plain-json.js';
import { sdk, type SdkObject, type SdkOp } from '../sdk.js';
import { isSurelyAsStored, surelyIs } from './as-stored.js';
import { fieldFromJson, objectFromJson } from './object-from-json.js';

/** The changes that a request makes, as they were put into its object. */
export interface GivenChanges {
  /** By the key the SDK knows them by: a field, or a path with dots. */
  readonly ops: ReadonlyMap<string, GivenChange>;
  readonly original: JsonObject | undefined;
}

interface GivenChange {
  readonly op: SdkOp;
  /** What the field is set to; undefined for other operations. */
  readonly value: Json | undefined;
}

/** The object that a save is about, as it is stored, with the request's changes pending. */
export function objectOfSave(request: ObjectTriggerRequest): {
  readonly object: SdkObject;
  readonly given: GivenChanges;
} {
  const { className, original } = request;
  const object = objectFromJson(className, original ?? {});
  const pending = object._getPendingOps()[0] ?? {};
  const ops = new Map<string, GivenChange>();
  const setInParts = fieldsSetInParts(request);
  for (const change of request.ops) {
    if (setInParts.has(change.target.field)) continue;
    const key = [change.target.field, ...change.target.path].join('.');
    const op = sdkOp(change);
    if (key === 'objectId') object.id = textOf(valueOf(change));
    else if (op) ops.set(key, { op, value: valueOf(change) });
  }
  for (const field of setInParts) {
    const value = request.object[field];
    if (value !== undefined) ops.set(field, { op: new sdk.Op.Set(fieldFromJson(field, value)), value });
  }
  for (const { field, add, remove } of request.relations) {
    const op = new sdk.Op.Relation(sdk._decode(undefined, add), sdk._decode(undefined, remove));
    ops.set(field, { op, value: undefined });
  }
  for (const [key, { op }] of ops) pending[key] = op;
  return { object, given: { ops, original } };
}

/** Objects of which the request sets parts: to handlers the whole is set, as in Parse, whose lists of fields name it. */
function fieldsSetInParts({ ops }: ObjectTriggerRequest): ReadonlySet<string> {
  const parts = ops.filter(({ op, target }) => op === 'set' && target.path.length > 0);
  return new Set(parts.map(({ target }) => target.field));
}

/**
 * What a handler changed beside the changes that were given, as the body of an update; undefined when that is
 * nothing. Also finds what it changed inside of arrays and objects.
 */
export function changesMadeTo(object: SdkObject, given: GivenChanges): JsonObject | undefined {
  const changes: MutableJsonObject = {};
  const pending = object._getPendingOps()[0] ?? {};
  for (const [key, op] of Object.entries(pending)) {
    const value = isUntouched(op, given.ops.get(key)) ? undefined : plainJson(op.toJSON());
    if (value !== undefined) changes[key] = value;
  }
  for (const key of given.ops.keys()) {
    if (!Object.hasOwn(pending, key)) changes[key] = storedValue(given.original, key);
  }
  const inPlace = changedInPlace(object, given.original ?? {}, Object.keys(pending));
  for (const [field, value] of inPlace) changes[field] = value;
  return Object.keys(changes).length === 0 ? undefined : changes;
}

/** A list or an object may have been changed without its operation being replaced, so values are compared. */
function isUntouched(op: SdkOp, given: GivenChange | undefined): boolean {
  if (!given) return false;
  if (given.value === undefined) return op === given.op;
  if (op === given.op && surelyIs(op._value, given.value)) return true;
  return sameJson(plainJson(op.toJSON()), given.value);
}

function* changedInPlace(
  object: SdkObject,
  original: JsonObject,
  pending: readonly string[],
): Generator<[string, Json]> {
  if (isSurelyAsStored(object, original)) return;
  const replaced = new Set(pending.map((key) => key.split('.', 1)[0]));
  for (const [field, value] of Object.entries(object._getDirtyObjectAttributes())) {
    if (replaced.has(field)) continue;
    const json = plainJson(new sdk.Op.Set(value).toJSON());
    if (json !== undefined) yield [field, json];
  }
}

/** The request's change was taken back: the field is to be as it is stored. */
function storedValue(original: JsonObject | undefined, key: string): Json {
  let value: Json | undefined = original;
  for (const step of key.split('.')) {
    value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  // Deleting an ACL takes all rights away; null leaves the object without one.
  return value ?? (key === 'ACL' ? null : { __op: 'Delete' });
}

function valueOf(change: FieldOp): Json | undefined {
  return change.op === 'set' || change.op === 'set-on-insert' ? change.value : undefined;
}

function sdkOp(change: FieldOp): SdkOp | undefined {
  const key = change.target.path.length === 0 ? change.target.field : '';
  switch (change.op) {
    case 'set':
    case 'set-on-insert':
      return new sdk.Op.Set(fieldFromJson(key, change.value));
    case 'unset':
      return new sdk.Op.Unset();
    case 'increment':
      return new sdk.Op.Increment(change.amount);
    case 'add':
      return new sdk.Op.Add(sdk._decode(undefined, change.values));
    case 'add-unique':
      return new sdk.Op.AddUnique(sdk._decode(undefined, change.values));
    case 'remove':
      return new sdk.Op.Remove(sdk._decode(undefined, change.values));
  }
}
