import { isDoc, type Doc } from '../bson/codec.js';

/** The values a write gave to an index's fields: from the first of the documents that has the path. */
export function offendingValues(keyPattern: Doc, documents: readonly Doc[]): Doc {
  const values = Object.keys(keyPattern).map((path) => [path, firstValue(path, documents)] as const);
  return Object.fromEntries(values);
}

/** Where a write says which values it stores: what it sets, then what its filter demands. */
export function documentsOfUpdate(update: unknown, filter: unknown): readonly Doc[] {
  const stored = isDoc(update) ? documentsOfOperators(update) : [];
  return isDoc(filter) ? [...stored, equalities(filter)] : stored;
}

/** What a filter demands by equality, at its top and inside `$and`. Conditions of other kinds stay as they are. */
export function equalities(filter: Doc): Doc {
  const parts = Object.entries(filter).flatMap(([key, value]) => {
    if (key === '$and' && Array.isArray(value)) return value.filter(isDoc).flatMap(Object.entries);
    return [[key, isDoc(value) && '$eq' in value ? value['$eq'] : value]];
  });
  return Object.fromEntries(parts) as Doc;
}

const storingOperators = ['$set', '$setOnInsert', '$addToSet', '$push', '$inc', '$max', '$min'];

function documentsOfOperators(update: Doc): readonly Doc[] {
  if (!Object.keys(update).some((key) => key.startsWith('$'))) return [update];
  return storingOperators.map((operator) => update[operator]).filter(isDoc);
}

function firstValue(path: string, documents: readonly Doc[]): unknown {
  const found = documents.map((document) => valueAt(document, path) ?? document[path]);
  return found.find((value) => value !== undefined) ?? null;
}

/** Of an array, the first element's. */
function valueAt(document: Doc, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const holder: unknown = Array.isArray(value) && !/^\d+$/.test(key) ? value[0] : value;
    return holder === null || holder === undefined ? undefined : (holder as Doc)[key];
  }, document);
}
