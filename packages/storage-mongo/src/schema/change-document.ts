import { StorageError, type ClassChange, type ClassSchema, type FieldSchema } from '@parse/core/adapter';
import { isBsonDocument, type BsonDocument } from '../bson.js';
import { decodeSchema, decodeType, encodeOptions, encodeType, isDeclared } from './schema-documents.js';

/** A change of a `_SCHEMA` document, to be applied only if what it was worked out from is still so. */
export interface DocumentChange {
  readonly filter: BsonDocument;
  /** Empty when there is nothing to change. */
  readonly update: BsonDocument;
}

/** Works out what a change of a class does to its `_SCHEMA` document. Fails with `field-conflict`. */
export function changeDocument(document: BsonDocument, change: ClassChange): DocumentChange {
  const draft: Draft = { document, conditions: [], set: {}, unset: {} };
  removeFields(draft, change);
  changeFields(draft, change);
  addFields(draft, change);
  if (change.permissions) draft.set['_metadata.class_permissions'] = change.permissions;
  changeIndexes(draft, change);
  const { set, unset, conditions } = draft;
  return {
    filter: { $and: [{ _id: document._id }, ...conditions] },
    update: {
      ...(Object.keys(set).length > 0 ? { $set: set } : {}),
      ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
    },
  };
}

/** The indexes a class has after a change. */
export function changedIndexes({ indexes }: ClassSchema, change: ClassChange): ClassSchema['indexes'] {
  const removed = new Set(change.removeIndexes);
  const kept = Object.entries(indexes).filter(([name]) => !removed.has(name));
  return { ...Object.fromEntries(kept), ...change.addIndexes };
}

interface Draft {
  readonly document: BsonDocument;
  readonly conditions: BsonDocument[];
  readonly set: BsonDocument;
  readonly unset: BsonDocument;
}

function removeFields(draft: Draft, { removeFields: removed = [] }: ClassChange): void {
  for (const field of removed.filter((each) => isDeclared(each) && Object.hasOwn(draft.document, each))) {
    draft.unset[field] = '';
    draft.unset[optionsKey(field)] = '';
  }
}

function changeFields(draft: Draft, { changeFields: changed = {} }: ClassChange): void {
  for (const [field, column] of Object.entries(changed)) {
    if (isDeclared(field) && has(draft, field)) setOptions(draft, field, column);
  }
}

function addFields(draft: Draft, { addFields: added = {} }: ClassChange): void {
  for (const [field, column] of Object.entries(added)) {
    if (!isDeclared(field)) continue;
    const stored = draft.document[field];
    draft.conditions.push(typeof stored === 'string' ? { [field]: stored } : { [field]: { $exists: false } });
    if (has(draft, field)) {
      if (stored !== encodeType(column)) throw fieldConflict(draft.document, field);
      continue;
    }
    if (column.type === 'GeoPoint') assertFirstPlace(draft);
    draft.set[field] = encodeType(column);
    Reflect.deleteProperty(draft.unset, field);
    setOptions(draft, field, column);
  }
}

const STORED_PLACE = encodeType({ type: 'GeoPoint' });

/** A class has one GeoPoint column, whoever adds another meanwhile. */
function assertFirstPlace({ document, conditions, set, unset }: Draft): void {
  const place = Object.keys({ ...document, ...set }).find((field) => {
    const type = set[field] ?? document[field];
    return type === STORED_PLACE && !Object.hasOwn(unset, field);
  });
  if (place !== undefined) throw fieldConflict({ ...document, ...set }, place);
  const stored = Object.keys(document).filter((field) => document[field] === STORED_PLACE);
  const others = {
    $filter: {
      input: { $objectToArray: '$$ROOT' },
      as: 'entry',
      cond: { $and: [{ $eq: ['$$entry.v', STORED_PLACE] }, { $not: [{ $in: ['$$entry.k', stored] }] }] },
    },
  };
  conditions.push({ $expr: { $eq: [others, []] } });
}

/** Whether the class has the field once what the change removes is gone. */
function has({ document, unset }: Draft, field: string): boolean {
  return typeof document[field] === 'string' && !Object.hasOwn(unset, field);
}

function setOptions(draft: Draft, field: string, column: FieldSchema): void {
  const options = encodeOptions(column);
  if (options) {
    draft.set[optionsKey(field)] = options;
    Reflect.deleteProperty(draft.unset, optionsKey(field));
  } else {
    draft.unset[optionsKey(field)] = '';
  }
}

function optionsKey(field: string): string {
  return `_metadata.fields_options.${field}`;
}

/** As a whole: names of indexes may hold characters that paths cannot. */
function changeIndexes(draft: Draft, change: ClassChange): void {
  if (!change.addIndexes && !change.removeIndexes) return;
  const { document, conditions, set } = draft;
  const stored = isBsonDocument(document._metadata) ? document._metadata.indexes : undefined;
  conditions.push({ '_metadata.indexes': stored === undefined ? { $exists: false } : { $eq: stored } });
  // parse-server lists the index of every collection with the first that are added to a class without any.
  const isListed = isBsonDocument(stored) ? Object.hasOwn(stored, '_id_') : stored === undefined;
  const ownIndex = isListed ? { _id_: { _id: 1 } } : {};
  set['_metadata.indexes'] = { ...ownIndex, ...changedIndexes(decodeSchema(document), change) };
}

function fieldConflict(document: BsonDocument, field: string): StorageError {
  const { type = '', targetClass } = decodeType(String(document[field])) ?? {};
  const full = targetClass === undefined ? type : `${type}<${targetClass}>`;
  return new StorageError('field-conflict', `${String(document._id)}.${field} exists with type ${full}`, {
    fields: [field],
  });
}
