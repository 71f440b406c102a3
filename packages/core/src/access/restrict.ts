import { andWhere } from '../query/walk-where.js';
import { aclPrincipals, pointerTo } from '../types/object.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json } from '../types/json.js';
import type { Where } from '../types/where.js';
import type { Access } from './authorize.js';

/** The rows of `where` that the access covers. Reading and live queries filter by this same expression. */
export function restrict(schema: ClassSchema, where: Where, access: Access, rights: 'read' | 'write'): Where {
  if (access.principals === undefined) return where;
  const acl: Where = { op: 'acl', access: rights, principals: access.principals };
  const pointers = access.pointerFields === undefined ? EVERYTHING : pointsAtCaller(schema, access);
  return andWhere(where, pointers, acl);
}

/** Whether an object with this ACL may be read (or written) by the principals. */
export function aclGrants(acl: Json | undefined, access: Access, rights: 'read' | 'write'): boolean {
  const { principals } = access;
  if (principals === undefined) return true;
  const granted = aclPrincipals(acl, rights);
  return granted === undefined || granted.some((principal) => principals.includes(principal));
}

const EVERYTHING: Where = { op: 'everything' };

/** An array field names the caller when it holds a pointer to it: `equal` means that already. */
function pointsAtCaller(schema: ClassSchema, { pointerFields = [], userId }: Access): Where {
  if (userId === undefined) return { op: 'nothing' };
  const nodes = pointerFields.map((field): Where => {
    const column = Object.hasOwn(schema.fields, field) ? schema.fields[field] : undefined;
    return { op: 'equal', key: { field, path: [], schema: column }, value: pointerTo('_User', userId) };
  });
  return { op: 'or', nodes };
}
