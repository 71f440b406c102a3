import type { IndexDefinition } from '../adapters/storage-adapter.js';
import type { ClassSchema } from '../types/class-schema.js';

const PREFIX = '_Join:';

/** The class whose rows are the members of a relation column. */
export function joinClassName(key: string, className: string): string {
  return `${PREFIX}${key}:${className}`;
}

/** Whether the class holds the members of a relation. */
export function isJoinClass(className: string): boolean {
  return className.startsWith(PREFIX);
}

/**
 * The class that holds the members of relation column `key` of `className`. `owningId` is the object with the
 * column, `relatedId` a member. It has no dates and no ACL.
 */
export function joinSchema(key: string, className: string): ClassSchema {
  return {
    className: joinClassName(key, className),
    fields: { objectId: { type: 'String' }, relatedId: { type: 'String' }, owningId: { type: 'String' } },
    permissions: {},
    indexes: {},
  };
}

/** Members are listed by owner, owners by member; the first also keeps a member from being added twice. */
export const JOIN_INDEXES: readonly IndexDefinition[] = [
  { name: 'owningId_1_relatedId_1', keys: { owningId: 1, relatedId: 1 }, options: { unique: true } },
  { name: 'relatedId_1', keys: { relatedId: 1 } },
];
