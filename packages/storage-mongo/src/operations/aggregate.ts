import {
  lookupClasses,
  nullMap,
  systemSchema,
  withSystemFields,
  isInternalField,
  type AggregateOptions,
  type ClassSchema,
  type JsonObject,
} from '@parse/core/adapter';
import { BSON } from 'mongodb';
import type { BsonDocument } from '../bson.js';
import { layoutOf, type ClassLayout } from '../codec/class-layout.js';
import { decodeResult } from '../codec/decode-result.js';
import { collectionOf } from '../database.js';
import type { JoinContext } from '../query/compile-join.js';
import { compilePipeline } from '../query/compile-pipeline.js';
import { hideSecrets } from '../query/hide-secrets.js';
import { decodeSchema } from '../schema/schema-documents.js';
import { readOptions } from './call-options.js';
import type { RowCall } from './row-call.js';

/**
 * Runs a pipeline on the engine. Parse's names and wire values are put into their stored form on the way in and back on
 * the way out, unless the options ask for what is stored.
 */
export async function aggregateRows(
  call: RowCall,
  pipeline: readonly JsonObject[],
  options: AggregateOptions,
): Promise<JsonObject[]> {
  const { access, layout, collection } = call;
  const settings = readOptions(access, layout, options.hints);
  const keeping = {
    className: layout.schema.className,
    collectionPrefix: access.database.options.collectionPrefix ?? '',
  };
  if (options.rawValues === true || options.rawFieldNames === true) {
    const stages = options.rawValues === true ? pipeline.map(fromExtendedJson) : pipeline;
    const documents = await collection.aggregate(hideSecrets(stages, keeping), settings).toArray();
    return documents.map((document) => rawResult(document, options));
  }
  const compiled = compilePipeline(layout, pipeline, await joinContext(call, pipeline));
  const documents = await collection.aggregate(hideSecrets(compiled.stages, keeping), settings).toArray();
  return documents.map((document) => decodeResult(layout, compiled, document));
}

async function joinContext({ access }: RowCall, pipeline: readonly JsonObject[]): Promise<JoinContext> {
  const { database } = access;
  const prefix = database.options.collectionPrefix ?? '';
  const layouts = new Map<string, ClassLayout>();
  for (const className of lookupClasses(pipeline)) {
    const byName: BsonDocument = { _id: className };
    const document = await collectionOf(database, '_SCHEMA').findOne(byName);
    const schema = document ? withSystemFields(decodeSchema(document)) : systemSchema(className);
    if (schema) layouts.set(className, layoutOf(withoutInternal(schema)));
  }
  return {
    collectionName: (className) => prefix + className,
    layoutOf: (className) => layouts.get(className),
  };
}

function withoutInternal(schema: ClassSchema): ClassSchema {
  const fields = Object.entries(schema.fields).filter(([field]) => !isInternalField(field));
  return { ...schema, fields: Object.fromEntries(fields) };
}

/** Values as the store holds them: in MongoDB's extended JSON, or, when only names are asked for, as JSON shows them. */
function rawResult(document: BsonDocument, { rawValues, rawFieldNames }: AggregateOptions): JsonObject {
  const shown = rawValues === true ? BSON.EJSON.serialize(document) : document;
  const result = Object.assign(nullMap(), JSON.parse(JSON.stringify(shown)) as JsonObject);
  if (rawFieldNames === true) return result;
  const { _id: objectId, ...rest } = result;
  return objectId === undefined ? result : { ...rest, objectId };
}

function fromExtendedJson(stage: JsonObject): BsonDocument {
  return BSON.EJSON.deserialize(stage) as BsonDocument;
}
