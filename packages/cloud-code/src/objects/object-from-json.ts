import { isJsonObject, type Json, type JsonObject } from '@parse/core';
import { addPlainly } from '../requests/lazy-property.js';
import { sdk, type SdkObject, type SdkObjectState } from '../sdk.js';
import { withFileAddresses } from './file-addresses.js';

/**
 * The object of the SDK that the JSON is of, with nothing pending. Like the SDK's own `fromJSON`, which also writes
 * every list, date and object as a text to find changes inside of them: that takes most of its time, and here is done
 * when somebody asks. The JSON must not change afterwards.
 */
export function objectFromJson(className: string, json: JsonObject): SdkObject {
  const object = newObject(className);
  if (typeof json.objectId === 'string' && json.objectId !== '') object.id = json.objectId;
  // Programs can make all objects of an id one; then they share what is known of it, and the SDK merges.
  if (object._getStateIdentifier() !== object) return sdk.Object.fromJSON(ofClass(className, json));
  const state: SdkObjectState & Source = sdk.CoreManager.getObjectStateController().initializeState(object);
  for (const field of Object.keys(json)) {
    const value = json[field];
    if (value !== undefined && !NO_FIELDS.has(field)) {
      state.serverData[field] = typeof value === 'object' ? storedValue(object, field, value) : value;
    }
  }
  completeTimes(state.serverData);
  state.existed = object.id !== undefined;
  state[source] = json;
  Object.defineProperty(state, 'objectCache', MADE_WHEN_ASKED_FOR);
  return object;
}

/** What a value of a field is in the SDK. */
export function fieldFromJson(field: string, value: Json): unknown {
  if (field === 'ACL') return new sdk.ACL(value);
  return typeof value === 'object' ? sdk._decode(undefined, withFileAddresses(value)) : value;
}

/** What is no field of an object, and names that the SDK keeps out of them. */
const NO_FIELDS: ReadonlySet<string> = new Set([
  'objectId',
  'className',
  '__type',
  '__proto__',
  'constructor',
  'prototype',
]);

/** Of the class that a program has registered for that name, if it has. */
function newObject(className: string): SdkObject {
  const registered = sdk.Object._getClassMap();
  const Class = Object.hasOwn(registered, className) ? registered[className] : undefined;
  return new (Class ?? sdk.Object)(className);
}

function ofClass(className: string, json: JsonObject): JsonObject {
  const complete = withFileAddresses(json);
  return { ...(isJsonObject(complete) ? complete : json), className };
}

function storedValue(object: SdkObject, field: string, json: Json): unknown {
  const value = fieldFromJson(field, json);
  if (value instanceof sdk.Relation) value._ensureParentAndKey(object, field);
  return value;
}

function completeTimes(fields: Record<string, unknown>): void {
  for (const field of ['createdAt', 'updatedAt']) {
    const time = fields[field];
    if (typeof time === 'string') fields[field] = new Date(time);
  }
  fields.updatedAt ??= fields.createdAt;
  if (fields.updatedAt === undefined) Reflect.deleteProperty(fields, 'updatedAt');
}

/** What the state of an object was made from. */
const source = Symbol('source');

interface Source {
  [source]?: JsonObject;
}

/** One for all states, so that V8 sees objects of one shape. */
const MADE_WHEN_ASKED_FOR: PropertyDescriptor & ThisType<SdkObjectState & Source> = {
  configurable: true,
  enumerable: true,
  get() {
    const texts = this[source] ? textsOf(this[source]) : {};
    addPlainly(this, 'objectCache', texts);
    return texts;
  },
  set(texts: unknown) {
    addPlainly(this, 'objectCache', texts);
  },
};

/** As the SDK makes them for an object that it has fetched. */
function textsOf(json: JsonObject): Record<string, string> {
  const twin = sdk.Object.fromJSON(ofClass('Twin', json));
  return sdk.CoreManager.getObjectStateController().initializeState(twin).objectCache;
}
