import { dateValue, type StoredObject } from '../types/object.js';
import type { MutableJsonObject } from '../types/json.js';
import type { PipelineDocument } from './stage-types.js';

/** A row as pipelines see it. */
export function toDocument(row: StoredObject): PipelineDocument {
  const document: MutableJsonObject = { ...row };
  for (const field of ['createdAt', 'updatedAt']) {
    const value = document[field];
    if (typeof value === 'string') document[field] = dateValue(new Date(value));
  }
  return document;
}
