import type { ClassSchema } from '../types/class-schema.js';
import type { Where } from '../types/where.js';

/** The condition that one row satisfies. */
export function rowWithId(schema: ClassSchema, objectId: string): Where {
  return {
    op: 'equal',
    key: { field: 'objectId', path: [], schema: schema.fields.objectId },
    value: objectId,
  };
}
