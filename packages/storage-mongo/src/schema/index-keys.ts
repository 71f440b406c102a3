import { AUTH_DATA_PREFIX, type ClassLayout } from '../codec/class-layout.js';

/** The keys of an index over the stored documents, given those over the columns of the class. */
export function indexKeys<Kind>(
  layout: ClassLayout,
  spec: Readonly<Record<string, Kind>>,
): Record<string, Kind> {
  return Object.fromEntries(Object.entries(spec).map(([key, kind]) => [indexKey(layout, key), kind]));
}

function indexKey(layout: ClassLayout, key: string): string {
  const [field = '', ...path] = key.split('.');
  if (field === 'authData' && layout.spreadsAuthData) return AUTH_DATA_PREFIX + path.join('.');
  return [layout.columns.get(field)?.stored ?? field, ...path].join('.');
}
