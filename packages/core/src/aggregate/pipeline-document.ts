import { isInternalField } from '../schema/system-classes.js';
import { dateValue, type StoredObject } from '../types/object.js';
import type { MutableJsonObject } from '../types/json.js';
import type { PipelineDocument } from './stage-types.js';

/** A row as pipelines see it: with its dates as dates, and without the columns that are only for the engine. */
export function toDocument(row: StoredObject): PipelineDocument {
  const document: MutableJsonObject = {};
  for (const field of Object.keys(row)) {
    const value = row[field];
    if (value === undefined || isInternalField(field)) continue;
    const isTimestamp = typeof value === 'string' && (field === 'createdAt' || field === 'updatedAt');
    document[field] = isTimestamp ? dateValue(new Date(value)) : value;
  }
  return document;
}

/** A row of the class itself: Parse Server's pipelines do not show who may read and write it. */
export function withoutAcl({ ACL: _acl, ...document }: PipelineDocument): PipelineDocument {
  return document;
}
