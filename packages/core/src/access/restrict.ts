import { andWhere } from '../query/walk-where.js';
import { pointerTo } from '../types/object.js';
import type { ClassSchema } from '../types/class-schema.js';
import { EVERYTHING, type Where } from '../types/where.js';
import type { Access } from './authorize.js';

/** The rows of `where` that the access covers. Reading and live queries filter by this same expression. */
export function restrict(schema: ClassSchema, where: Where, access: Access, rights: 'read' | 'write'): Where {
  if (access.principals === undefined) return where;
  const acl: Where = { op: 'acl', access: rights, principals: access.principals };
  const pointers = access.pointerFields === undefined ? EVERYTHING : pointsAtCaller(schema, access);
  return andWhere(where, pointers, acl);
}

/** An array field names the caller when it holds a pointer to it: `equal` means that already. */
function pointsAtCaller(schema: ClassSchema, { pointerFields = [], userId }: Access): Where {
  if (userId === undefined) return { op: 'nothing' };
  const nodes = pointerFields.map((field): Where => {
    const column = Object.hasOwn(schema.fields, field) ? schema.fields[field] : undefined;
    return { op: 'equal', key: { field, path: [], schema: column }, value: pointerTo('_User', userId) };
  });
  return { op: 'or', nodes };
}
