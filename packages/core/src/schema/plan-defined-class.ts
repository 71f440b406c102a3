import type { ClassChange } from '../adapters/storage-adapter.js';
import type { ClassSchema, FieldSchema, IndexSpec } from '../types/class-schema.js';
import { isJsonObject, nullMap, type Json, type JsonObject, type MutableJsonObject } from '../types/json.js';
import { assertClassName, isDefaultField } from './names.js';
import { parseField } from './parse-field.js';
import { parseClassChange, type SchemaRules } from './parse-schema-change.js';
import { sameJson } from './same-json.js';
import { schemaJson } from './schema-json.js';
import { sameType, typeText } from './schema-mismatch.js';
import {
  DEFAULT_FIELDS,
  DEFAULT_PERMISSIONS,
  isInternalField,
  SYSTEM_CLASSES,
  systemSchema,
  withSystemFields,
} from './system-classes.js';

/** The options of `schema` that decide how far the database follows the definitions. */
export interface DefinedSchemasOptions extends SchemaRules {
  /** Drop columns, with their values, that a class's definition does not mention. */
  readonly deleteExtraFields?: boolean;
  /** Drop and make again, without their values, columns that are defined with another type. */
  readonly recreateModifiedFields?: boolean;
  /** Leave indexes alone that the definition does not mention. */
  readonly keepUnknownIndexes?: boolean;
}

/** One class's share of the plan. */
export interface ClassPlan {
  readonly create?: ClassSchema;
  readonly changes: readonly ClassChange[];
  readonly warnings: readonly string[];
}

/** What one definition asks of the class; `current` is undefined when the database has no such class. */
export function planDefinedClass(
  className: string,
  current: ClassSchema | undefined,
  definition: JsonObject,
  options: DefinedSchemasOptions,
): ClassPlan {
  assertClassName(className);
  const wanted = {
    fields: withoutDefaults(objectOf(definition.fields)),
    indexes: objectOf(definition.indexes),
    classLevelPermissions: { ...objectOf(definition.classLevelPermissions), addField: {} },
  };
  if (!current) return { create: newClass(className, wanted, options), changes: [], warnings: [] };
  const { drop, keep, warnings } = compareFields(current, wanted.fields, options);
  const dropIndexes = outdatedIndexes(current, wanted.indexes, options);
  const first: ClassChange = {
    ...(drop.length === 0 ? {} : { removeFields: drop }),
    ...(dropIndexes.length === 0 ? {} : { removeIndexes: dropIndexes }),
  };
  const rest = without(current, drop, dropIndexes);
  const second = withoutNews(
    rest,
    parseClassChange(
      rest,
      { ...wanted, fields: keep, indexes: missingFrom(rest.indexes, wanted.indexes) },
      options,
    ),
  );
  return { changes: [first, second].filter((change) => Object.keys(change).length > 0), warnings };
}

function newClass(className: string, wanted: JsonObject, rules: SchemaRules): ClassSchema {
  const base =
    systemSchema(className) ??
    withSystemFields({ className, fields: {}, permissions: DEFAULT_PERMISSIONS, indexes: {} });
  const change = parseClassChange(base, wanted, rules);
  return {
    ...base,
    fields: Object.assign(nullMap<FieldSchema>(), base.fields, change.changeFields, change.addFields),
    permissions: change.permissions ?? base.permissions,
    indexes: change.addIndexes ?? {},
  };
}

/** Which columns go, which parts of the definition can be carried out, and what stays as it is. */
function compareFields(current: ClassSchema, wanted: JsonObject, options: DefinedSchemasOptions) {
  const { className } = current;
  const keep: MutableJsonObject = nullMap();
  const drop: string[] = [];
  const warnings: string[] = [];
  for (const [field, value] of Object.entries(wanted)) {
    const before = Object.hasOwn(current.fields, field) ? current.fields[field] : undefined;
    const after = parseField(`${className}.${field}`, value);
    if (!before || sameType(before, after)) {
      keep[field] = value;
    } else if (options.recreateModifiedFields && !isDefaultField(className, field)) {
      drop.push(field);
      keep[field] = value;
    } else {
      warnings.push(
        `Field ${className}.${field} is defined as ${typeText(after)} but is ${typeText(before)} in the database.`,
      );
    }
  }
  for (const field of Object.keys(current.fields)) {
    if (Object.hasOwn(wanted, field) || isDefaultField(className, field) || isInternalField(field)) continue;
    if (options.deleteExtraFields) drop.push(field);
    else warnings.push(`Field ${className}.${field} is in the database but not in the definition.`);
  }
  return { drop, keep, warnings };
}

/** Indexes to drop: defined differently, or not at all. Those the server itself needs stay. */
function outdatedIndexes(
  { className, indexes }: ClassSchema,
  wanted: JsonObject,
  { keepUnknownIndexes }: DefinedSchemasOptions,
): string[] {
  const own = new Set((SYSTEM_CLASSES.get(className)?.indexes ?? []).map(({ name }) => name));
  return Object.keys(indexes).filter((name) => {
    if (own.has(name) || name.startsWith('_id_') || name.startsWith('_auth_data_')) return false;
    if (!Object.hasOwn(wanted, name)) return !keepUnknownIndexes;
    return !sameIndex(indexes[name], wanted[name]);
  });
}

/** The order of an index's fields counts. */
function sameIndex(a: IndexSpec | undefined, b: Json | undefined): boolean {
  return JSON.stringify(Object.entries(a ?? {})) === JSON.stringify(Object.entries(b ?? {}));
}

function without(schema: ClassSchema, fields: readonly string[], indexes: readonly string[]): ClassSchema {
  return {
    ...schema,
    fields: omit(schema.fields, fields),
    indexes: omit(schema.indexes, indexes),
  };
}

function omit<T>(map: { readonly [key: string]: T }, keys: readonly string[]): Record<string, T> {
  const copy: Record<string, T> = Object.assign(nullMap<T>(), map);
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}

function missingFrom(indexes: ClassSchema['indexes'], wanted: JsonObject): JsonObject {
  return omit(wanted, Object.keys(indexes));
}

/** The change without permissions that the class already has. */
function withoutNews(current: ClassSchema, { permissions, ...change }: ClassChange): ClassChange {
  if (!permissions) return change;
  const before = schemaJson(current).classLevelPermissions;
  const after = schemaJson({ ...current, permissions }).classLevelPermissions;
  return sameJson(before, after) ? change : { ...change, permissions };
}

/** Definitions may repeat the columns of every class; there is nothing to define about them. */
function withoutDefaults(fields: JsonObject): JsonObject {
  return omit(fields, Object.keys(DEFAULT_FIELDS));
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
