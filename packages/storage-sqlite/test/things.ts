import { resolveFieldPath, type ClassSchema, type StoredObject, type Where } from '@parse/core/adapter';

/** A class of things with a number. */
export const schema: ClassSchema = {
  className: 'Thing',
  fields: { objectId: { type: 'String' }, number: { type: 'Number' } },
  permissions: {},
  indexes: {},
};

/** Every thing. */
export const everything: Where = { op: 'everything' };

/** The thing of that id; its number is 1. */
export function thing(objectId: string): StoredObject {
  return { objectId, number: 1 };
}

/** The condition that it alone satisfies. */
export function byId(value: string): Where {
  return { op: 'equal', key: resolveFieldPath(schema, 'objectId'), value };
}
