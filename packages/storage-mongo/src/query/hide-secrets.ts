import { StorageError, SYSTEM_CLASSES } from '@parse/core/adapter';
import { isBsonDocument, type BsonDocument } from '../bson.js';

/** Which documents a pipeline reads. */
export interface SecretKeeping {
  readonly className: string;
  readonly collectionPrefix: string;
}

/**
 * The pipeline, with the keys that only the server reads (password hashes, tokens) taken out of every document before
 * a stage can show them, also of those that other stages bring in.
 */
export function hideSecrets(stages: readonly BsonDocument[], keeping: SecretKeeping): BsonDocument[] {
  const hidden = secretKeys(keeping.className);
  const safe = stages.map((stage) => withSafeJoins(stage, keeping.collectionPrefix));
  if (hidden.length === 0) return safe;
  const [first = {}] = stages;
  // These must come first and show nothing by themselves.
  const head = ['$match', '$geoNear'].some((name) => Object.hasOwn(first, name)) ? 1 : 0;
  return [...safe.slice(0, head), ...without(hidden), ...safe.slice(head)];
}

/** The second stage makes new documents: on DocumentDB `$$ROOT` would still be the one with the keys. */
function without(keys: readonly string[]): readonly BsonDocument[] {
  return [{ $unset: keys }, { $replaceRoot: { newRoot: '$$ROOT' } }];
}

function secretKeys(className: string): readonly string[] {
  return Object.keys(SYSTEM_CLASSES.get(className)?.internalFields ?? {});
}

/** Joins may stand at any depth: in facets, and in the pipelines of other joins. */
function withSafeJoins(stage: BsonDocument, prefix: string): BsonDocument {
  return Object.fromEntries(
    Object.entries(stage).map(([key, value]): [string, unknown] => {
      const inside = mapInside(value, prefix);
      return JOINS.has(key) ? [key, safeJoin(key, inside, prefix)] : [key, inside];
    }),
  );
}

const JOINS: ReadonlySet<string> = new Set(['$lookup', '$graphLookup', '$unionWith']);

function mapInside(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((element) => mapInside(element, prefix));
  return isBsonDocument(value) ? withSafeJoins(value, prefix) : value;
}

function safeJoin(name: string, spec: unknown, prefix: string): unknown {
  const join: BsonDocument = isBsonDocument(spec) ? spec : { coll: spec };
  const source = name === '$unionWith' ? join.coll : join.from;
  if (typeof source !== 'string') return spec;
  const hidden = secretKeys(source.startsWith(prefix) ? source.slice(prefix.length) : source);
  if (hidden.length === 0) return spec;
  if (name === '$graphLookup') throw new StorageError('invalid-query', `$graphLookup cannot read ${source}`);
  const pipeline: readonly unknown[] = Array.isArray(join.pipeline) ? join.pipeline : [];
  return { ...join, pipeline: [...without(hidden), ...pipeline] };
}
