import { isJsonArray, isJsonObject, type Json, type JsonObject } from '@parse/core';
import { sdk, type SdkObject } from '../sdk.js';

// Handlers can change lists and objects in place, so that after each of them all have to be looked at. The SDK writes
// them all as texts for that. Nearly always nothing has changed, which can be seen at a small part of the cost.

/** Whether nothing inside of the stored fields has been changed. False also means: not sure. */
export function isSurelyAsStored(object: SdkObject, original: JsonObject): boolean {
  const stored = object._getServerData();
  return Object.keys(original).every((field) => {
    const json = original[field];
    if (typeof json !== 'object' || json === null || !Object.hasOwn(stored, field)) return true;
    return surelyIs(stored[field], json) || isNeverChangedInPlace(stored[field]);
  });
}

/** Whether the value in the SDK's types is what the JSON says. False also means: not sure. */
export function surelyIs(value: unknown, json: Json): boolean {
  if (typeof json !== 'object' || json === null) return value === json;
  if (Array.isArray(value)) return isJsonArray(json) && isList(value, json);
  if (typeof value !== 'object' || value === null || !isJsonObject(json)) return false;
  if (value instanceof Date) return json.__type === 'Date' && value.toJSON() === json.iso;
  if (isValueOfSdk(value)) return surelyIs(value.toJSON(), json);
  return Object.getPrototypeOf(value) === Object.prototype && isObject(value, json);
}

/** They are written as what they are stored as. */
function isValueOfSdk(value: object): value is { toJSON(): unknown } {
  return value instanceof sdk.ACL || value instanceof sdk.GeoPoint || value instanceof sdk.Polygon;
}

function isList(list: readonly unknown[], json: readonly Json[]): boolean {
  return list.length === json.length && json.every((member, index) => surelyIs(list[index], member));
}

/** In the same order, too: the SDK takes another order for a change. */
function isObject(object: object, json: JsonObject): boolean {
  const members = Object.entries(object);
  const names = Object.keys(json);
  return (
    members.length === names.length &&
    members.every(([name, member], index) => {
      const expected = json[name];
      return name === names[index] && expected !== undefined && surelyIs(member, expected);
    })
  );
}

/** The SDK does not look for changes inside of these. */
function isNeverChangedInPlace(value: unknown): boolean {
  return value instanceof sdk.Object || value instanceof sdk.File || value instanceof sdk.Relation;
}
