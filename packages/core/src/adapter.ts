// Entry for adapter authors: everything a storage, files, push, cache … adapter is written against.
// Reaches layers 0 to 2 only, so that importing it loads no engine.
export type { Adapter, AdapterContext, AdapterKind } from './adapters/adapter.js';
export type { AnalyticsAdapter } from './adapters/analytics-adapter.js';
export type { AuthAttempt, AuthPolicy, AuthProvider, AuthVerdict } from './adapters/auth-provider.js';
export type { CacheAdapter } from './adapters/cache-adapter.js';
export type { AccountMail, EmailAdapter, EmailMessage, LogInMail } from './adapters/email-adapter.js';
export type {
  ByteRange,
  FileBody,
  FileProperties,
  FileRead,
  FilesAdapter,
  FilesCapabilities,
} from './adapters/files-adapter.js';
export { failureOf } from './adapters/failure-of.js';
export { inTime } from './adapters/in-time.js';
export { localeFolders } from './adapters/locale-folders.js';
export { readBytes } from './adapters/read-bytes.js';
export type { LogFields, Logger, LogLevel } from './adapters/logger.js';
export type { PubSubAdapter } from './adapters/pubsub-adapter.js';
export type { PushAdapter, PushDelivery, PushTarget } from './adapters/push-adapter.js';
export type {
  AggregateOptions,
  ClassChange,
  IndexDefinition,
  StorageAdapter,
  StorageCapabilities,
  StorageRows,
  UpdateOptions,
} from './adapters/storage-adapter.js';

export { AdapterError } from './errors/adapter-error.js';
export { assertNever } from './errors/assert-never.js';
export { ErrorCode, type ParseErrorCode } from './errors/codes.js';
export { ConfigError } from './errors/config-error.js';
export { ParseError, type ParseErrorDetails } from './errors/parse-error.js';
export { suggestName } from './errors/suggest-name.js';
export { unknownNames, type KnownNames } from './errors/unknown-names.js';
export { StorageError, type StorageErrorKind } from './errors/storage-error.js';

export { compareValues, sameValue } from './query/compare-values.js';
export { readPath, resolveFieldPath } from './query/field-path.js';
export {
  boundingBox,
  EARTH_RADIUS_KM,
  EARTH_RADIUS_MILES,
  pointInRing,
  radiansBetween,
  readGeoPoint,
  readRing,
  type BoundingBox,
  type Ring,
} from './query/geo.js';
export { matches } from './query/matches.js';
export { parseWhere, type QueryRules } from './query/parse-where.js';
export { regexLiteralPrefix, regexMatcher } from './query/regex.js';
export { readLiteral, removeFreeSpacing, type LiteralPattern } from './query/regex-text.js';
export { compareByDistance, compareBySort } from './query/sort-objects.js';
export {
  matchesText,
  parseTextSearch,
  textScore,
  wordsOf,
  type ParsedTextSearch,
} from './query/text-search.js';
export { andWhere, conditionKeys, everyLeaf, mapLeaves, visitLeaves } from './query/walk-where.js';

export { createBag, type Bag } from './types/bag.js';
export type {
  ActionPermission,
  ClassAction,
  ClassPermissions,
  ClassSchema,
  FieldSchema,
  FieldTypeName,
  IndexOptions,
  IndexSpec,
} from './types/class-schema.js';
export type { FieldOp, OpTarget, RelationOp } from './types/field-op.js';
export { isoWriter } from './types/iso-text.js';
export {
  isJsonArray,
  isJsonObject,
  nullMap,
  type Json,
  type JsonArray,
  type JsonObject,
  type MutableJsonObject,
} from './types/json.js';
export {
  aclFromPrincipals,
  aclPrincipals,
  dateValue,
  isPointer,
  pointerTo,
  wireType,
  type Acl,
  type AclEntry,
  type BytesValue,
  type DateValue,
  type FileValue,
  type GeoPointValue,
  type PointerValue,
  type PolygonValue,
  type RelationValue,
  type StoredObject,
} from './types/object.js';
export { EVERYONE, rolePrincipal, type Principal } from './types/principal.js';
export {
  TEXT_SCORE,
  type FindOptions,
  type QueryHints,
  type SortKey,
  type SortOrder,
  type TextScoreSort,
} from './types/query.js';
export type {
  Condition,
  FieldPath,
  LinkCondition,
  ParsedWhere,
  RegexSpec,
  Subquery,
  TextSearch,
  Where,
  WhereTree,
} from './types/where.js';

export { applyOps } from './ops/apply-ops.js';
export { changedSchema } from './schema/changed-schema.js';
export { joinClassName, joinSchema, JOIN_INDEXES } from './schema/join-class.js';
export {
  DEFAULT_FIELDS,
  DEFAULT_PERMISSIONS,
  isInternalField,
  SYSTEM_CLASSES,
  systemSchema,
  withSystemFields,
  type SystemClass,
} from './schema/system-classes.js';

export { isEmptyValue } from './aggregate/empty-value.js';
export { matchCondition } from './aggregate/match-stage.js';
export { lookupClasses, runPipeline } from './aggregate/run-pipeline.js';
export type { PipelineContext } from './aggregate/stage-types.js';
export { valueKey } from './ops/value-key.js';
