import type { BsonDocument } from '../bson.js';
import type { ClassLayout } from '../codec/class-layout.js';

/**
 * The keys to fetch for the fields asked for, with those every result has. Undefined: whole documents, also where the
 * fields include the data of providers, whose keys are not known.
 */
export function projectionOf(
  layout: ClassLayout,
  fields: readonly string[] | undefined,
): BsonDocument | undefined {
  if (!fields || (layout.spreadsAuthData && fields.includes('authData'))) return undefined;
  const projection: BsonDocument = { _rperm: 1, _wperm: 1 };
  for (const field of ['objectId', 'createdAt', 'updatedAt', ...fields]) {
    const column = layout.columns.get(field);
    if (column) projection[column.stored] = 1;
  }
  return projection;
}
