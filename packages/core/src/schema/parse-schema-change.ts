import type { ClassChange } from '../adapters/storage-adapter.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { showValue } from '../errors/show-value.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import { isJsonArray, isJsonObject, nullMap, type Json, type JsonObject } from '../types/json.js';
import { sameJson } from './same-json.js';
import { assertClassName, isDefaultField, isFieldName } from './names.js';
import { parseField } from './parse-field.js';
import { parseIndexChange } from './parse-indexes.js';
import { sameType, schemaMismatch } from './schema-mismatch.js';
import { DEFAULT_PERMISSIONS, isInternalField, SYSTEM_CLASSES, withSystemFields } from './system-classes.js';
import { parsePermissions, type PermissionRules } from './validate-permissions.js';

/** What depends on the app's options. */
export interface SchemaRules extends PermissionRules {
  /** `databaseOptions.disableIndexFieldValidation`: indexes may name fields the class does not have. */
  readonly anyIndexField?: boolean;
}

type Columns = Record<string, FieldSchema>;

/** The class a request to `/schemas` is about, by its path and its body, which must not disagree. */
export function schemaClassName(path: string | undefined, body: Json | undefined): string {
  const named = isJsonObject(body) ? (body.className ?? undefined) : undefined;
  if (path === undefined && named === undefined) {
    throw new ParseError(ErrorCode.MissingRequiredField, 'POST /schemas needs a class name.');
  }
  const inBody = named === undefined ? undefined : showValue(named);
  if (path !== undefined && inBody !== undefined && inBody !== path) {
    throw new ParseError(ErrorCode.InvalidClassName, `Class name mismatch between ${inBody} and ${path}.`);
  }
  const className = path ?? inBody ?? '';
  assertClassName(className);
  return className;
}

/** The class that the body of a POST declares, with the columns the server adds. */
export function parseNewClass(
  className: string,
  body: Json | undefined,
  rules: SchemaRules = {},
): ClassSchema {
  assertClassName(className);
  const empty = withSystemFields({ className, fields: {}, permissions: DEFAULT_PERMISSIONS, indexes: {} });
  const input = partsOf(body);
  for (const field of Object.keys(input.fields)) {
    if (isDefaultField(className, field)) throw immutable(`field ${field} cannot be added`);
  }
  const change = changeOf(empty, input, rules);
  return {
    ...empty,
    fields: Object.assign(nullMap<FieldSchema>(), empty.fields, change.addFields),
    permissions: change.permissions ?? empty.permissions,
    indexes: change.addIndexes ?? {},
  };
}

/** What the body of a PUT changes; a part that changes nothing is absent. */
export function parseClassChange(
  current: ClassSchema,
  body: Json | undefined,
  rules: SchemaRules = {},
): ClassChange {
  return changeOf(current, partsOf(body), rules);
}

interface Parts {
  readonly fields: JsonObject;
  readonly indexes: JsonObject;
  /** Undefined: not mentioned. Null: the permissions of a class nobody restricted. */
  readonly permissions: Json | undefined;
}

function partsOf(body: Json | undefined): Parts {
  const input = isJsonObject(body) ? body : {};
  return {
    fields: objectOf(input.fields),
    indexes: objectOf(input.indexes),
    permissions: input.classLevelPermissions,
  };
}

function objectOf(value: Json | undefined): JsonObject {
  if (value === undefined || value === null || (isJsonArray(value) && value.length === 0)) return {};
  if (isJsonObject(value)) return value;
  throw new ParseError(ErrorCode.InvalidJson, 'invalid JSON');
}

function changeOf(current: ClassSchema, input: Parts, rules: SchemaRules): ClassChange {
  const { add, change, remove } = columnChanges(current, input.fields);
  const fields = columnsAfter(current, { add, remove });
  assertOneGeoPoint(fields, add);
  const indexes = parseIndexChange(input.indexes, {
    indexes: current.indexes,
    fields,
    anyField: rules.anyIndexField === true,
  });
  return {
    ...(isEmpty(add) ? {} : { addFields: add }),
    ...(isEmpty(change) ? {} : { changeFields: change }),
    ...(remove.length === 0 ? {} : { removeFields: remove }),
    ...(isEmpty(indexes.add) ? {} : { addIndexes: indexes.add }),
    ...(indexes.remove.length === 0 ? {} : { removeIndexes: indexes.remove }),
    ...(input.permissions === undefined
      ? {}
      : { permissions: permissionsOf(current.className, input.permissions, fields, rules) }),
  };
}

function columnChanges(current: ClassSchema, input: JsonObject) {
  const add: Columns = nullMap();
  const change: Columns = nullMap();
  const remove: string[] = [];
  for (const field of Object.keys(input)) {
    const value = input[field] ?? null;
    const exists = Object.hasOwn(current.fields, field) ? current.fields[field] : undefined;
    if (isJsonObject(value) && value.__op === 'Delete') {
      assertDeletable(current.className, field, exists);
      remove.push(field);
      continue;
    }
    assertColumnName(current.className, field);
    if (isVirtual(current.className, field)) continue;
    const column = parseField(`${current.className}.${field}`, value);
    if (!exists) add[field] = column;
    else if (differs(current.className, field, exists, column)) change[field] = column;
  }
  return { add, change, remove };
}

/** Whether an existing column gets other options; another type is refused. */
function differs(className: string, field: string, before: FieldSchema, after: FieldSchema): boolean {
  if (before.type !== after.type) {
    throw new ParseError(ErrorCode.InvalidSchemaOperation, `Field ${field} exists, cannot update.`);
  }
  if (!sameType(before, after)) throw schemaMismatch(`${className}.${field}`, before, after);
  return before.required !== after.required || !sameJson(before.defaultValue, after.defaultValue);
}

function assertColumnName(className: string, field: string): void {
  if (isFieldName(className, field) && !isInternalField(field)) return;
  throw new ParseError(ErrorCode.InvalidKeyName, `invalid field name: ${field}`);
}

function assertDeletable(className: string, field: string, column: FieldSchema | undefined): void {
  if (isDefaultField(className, field)) throw immutable(`field ${field} cannot be changed`);
  if (column && !isInternalField(field)) return;
  throw new ParseError(ErrorCode.InvalidSchemaOperation, `Field ${field} does not exist, cannot delete.`);
}

/** `password` is declared by the server but is no column. */
function isVirtual(className: string, field: string): boolean {
  return Object.hasOwn(SYSTEM_CLASSES.get(className)?.virtualFields ?? {}, field);
}

function columnsAfter(
  current: ClassSchema,
  { add, remove }: { readonly add: Columns; readonly remove: readonly string[] },
): Columns {
  const after: Columns = Object.assign(nullMap(), current.fields);
  for (const field of remove) Reflect.deleteProperty(after, field);
  return Object.assign(after, add);
}

function assertOneGeoPoint(fields: Columns, add: Columns): void {
  const [first, second] = Object.keys(fields).filter((field) => fields[field]?.type === 'GeoPoint');
  if (
    first === undefined ||
    second === undefined ||
    Object.values(add).every(({ type }) => type !== 'GeoPoint')
  )
    return;
  throw new ParseError(
    ErrorCode.IncorrectType,
    `currently, only one GeoPoint field may exist in an object. Adding ${second} when ${first} already exists.`,
  );
}

function permissionsOf(className: string, input: Json, fields: Columns, rules: SchemaRules) {
  if (input === null) return DEFAULT_PERMISSIONS;
  const visible: Columns = Object.assign(nullMap(), SYSTEM_CLASSES.get(className)?.virtualFields);
  for (const field of Object.keys(fields)) {
    const column = fields[field];
    if (column && !isInternalField(field)) visible[field] = column;
  }
  return parsePermissions(input, visible, rules);
}

function isEmpty(map: object): boolean {
  return Object.keys(map).length === 0;
}

function immutable(message: string): ParseError {
  return new ParseError(ErrorCode.ChangedImmutableField, message);
}
