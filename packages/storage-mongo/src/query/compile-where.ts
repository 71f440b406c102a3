import { matches, type Condition, type Where } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import type { ClassLayout } from '../codec/class-layout.js';
import { compileComputed } from './compile-computed.js';
import { compileStored } from './compile-stored.js';
import { placeOf } from './place.js';

/** A filter that finds the documents of the rows that satisfy the condition; its meaning is that of `matches`. */
export function compileWhere(layout: ClassLayout, where: Where): BsonDocument {
  if (where.op !== 'and' && where.op !== 'or' && where.op !== 'nor') return compileCondition(layout, where);
  const filters = where.nodes.map((node) => compileWhere(layout, node));
  if (where.op === 'and') return allOf(filters);
  return where.op === 'or' ? anyOf(filters) : noneOf(filters);
}

/** The filter no document satisfies. */
export const NOTHING: BsonDocument = { _id: { $in: [] } };

/** The filter that holds when all do. Those about different keys are put together, which engines plan best. */
export function allOf(filters: readonly BsonDocument[]): BsonDocument {
  const all: BsonDocument = {};
  for (const filter of filters) {
    for (const key of Object.keys(filter)) {
      if (Object.hasOwn(all, key)) return { $and: filters.filter((each) => Object.keys(each).length > 0) };
      all[key] = filter[key];
    }
  }
  return all;
}

function anyOf(filters: readonly BsonDocument[]): BsonDocument {
  const [only] = filters;
  if (!only) return NOTHING;
  return filters.length === 1 ? only : { $or: filters };
}

function noneOf(filters: readonly BsonDocument[]): BsonDocument {
  return filters.length === 0 ? {} : { $nor: filters };
}

function compileCondition(layout: ClassLayout, condition: Condition): BsonDocument {
  if (condition.op === 'everything') return {};
  if (condition.op === 'nothing') return NOTHING;
  if (condition.op === 'in' && condition.values.length === 0) return NOTHING;
  if (condition.op === 'not-in' && condition.values.length === 0) return {};
  if (condition.op === 'acl') {
    const key = condition.access === 'read' ? '_rperm' : '_wperm';
    return { [key]: { $in: [null, ...condition.principals] } };
  }
  if (condition.key.schema?.type === 'ACL' && condition.op === 'exists') return aclExists(condition.exists);
  const place = placeOf(layout, condition.key);
  switch (place.kind) {
    case 'stored':
      return compileStored(layout, place, condition);
    case 'computed':
      return compileComputed(place.expression, condition) ?? NOTHING;
    case 'unset':
      return matches({ objectId: '' }, condition) ? {} : NOTHING;
  }
}

function aclExists(exists: boolean): BsonDocument {
  const isSet = [{ _rperm: { $exists: true } }, { _wperm: { $exists: true } }];
  return exists ? { $or: isSet } : { $nor: isSet };
}
