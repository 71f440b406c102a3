import type { FieldSchema } from '@parse/core/adapter';

/** What every class has. */
export const ownColumns: Readonly<Record<string, FieldSchema>> = {
  objectId: { type: 'String' },
  createdAt: { type: 'Date' },
  updatedAt: { type: 'Date' },
  ACL: { type: 'ACL' },
};

/** One column of each type that holds a value. */
export const columnsOfEveryType: Readonly<Record<string, FieldSchema>> = {
  s: { type: 'String' },
  n: { type: 'Number' },
  b: { type: 'Boolean' },
  d: { type: 'Date' },
  o: { type: 'Object' },
  l: { type: 'Array' },
  p: { type: 'Pointer', targetClass: 'Other' },
  g: { type: 'GeoPoint' },
  y: { type: 'Polygon' },
  f: { type: 'File' },
  c: { type: 'Bytes' },
};
