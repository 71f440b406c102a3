/** A document as the driver takes and gives it: values are JSON scalars, dates and BSON's own kinds. */
export interface BsonDocument {
  [key: string]: unknown;
}

/** Tells a plain embedded document from arrays, dates, null and BSON's own kinds. */
export function isBsonDocument(value: unknown): value is BsonDocument {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && bsonKind(value) === undefined
  );
}

/** The BSON kind of a value that plain JavaScript has no type for (`Binary`, `ObjectId` …), or `Date`. */
export function bsonKind(value: object): string | undefined {
  if (value instanceof Date) return 'Date';
  // A kind is told by what its class has; a client's own key of that name is an own property.
  if (Object.hasOwn(value, '_bsontype')) return undefined;
  const kind: unknown = Reflect.get(value, '_bsontype');
  return typeof kind === 'string' ? kind : undefined;
}
