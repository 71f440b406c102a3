import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { showValue } from '../errors/show-value.js';
import type { ActionPermission, ClassAction, ClassPermissions, FieldSchema } from '../types/class-schema.js';
import { isJsonArray, isJsonObject, nullMap, type Json, type JsonObject } from '../types/json.js';
import { DEFAULT_FIELDS } from './system-classes.js';

type Columns = { readonly [field: string]: FieldSchema };
type Draft = { -readonly [Key in keyof ClassPermissions]: ClassPermissions[Key] };

interface PermissionScope {
  readonly fields: Columns;
  readonly rules: PermissionRules;
}

/** What depends on the app's options. */
export interface PermissionRules {
  /** Clients choose ids, so that any text may be a user's. */
  readonly customObjectId?: boolean;
}

/** The actions permissions name, in the order `/schemas` lists them. */
export const CLASS_ACTIONS: readonly ClassAction[] = [
  'find',
  'count',
  'get',
  'create',
  'update',
  'delete',
  'addField',
];

const OBJECT_ID = /^[A-Za-z0-9]+$/;

/**
 * Checks class-level permissions against the class's columns. Fails with 107 on the first thing that is wrong.
 * Actions left out are for the master key only.
 */
export function parsePermissions(
  input: Json,
  fields: Columns,
  rules: PermissionRules = {},
): ClassPermissions {
  if (!isJsonObject(input)) {
    throw invalid(
      `'${showValue(input)}' is not a valid value for class level permissions - must be an object`,
    );
  }
  const permissions: Draft = nullMap<never>();
  for (const key of Object.keys(input)) {
    const value = input[key] ?? null;
    if (isClassAction(key)) permissions[key] = parseAction(key, objectFor(key, value), fields, rules);
    else addRule(permissions, key, value, { fields, rules });
  }
  return permissions;
}

/** What is not about one action. */
function addRule(permissions: Draft, key: string, value: Json, { fields, rules }: PermissionScope): void {
  switch (key) {
    case 'protectedFields':
      permissions.protectedFields = parseProtectedFields(objectFor(key, value), fields, rules);
      return;
    case 'readUserFields':
    case 'writeUserFields':
      permissions[key] = userFields(key, value, fields);
      return;
    case 'ACL':
      permissions.ACL = parseDefaultAcl(objectFor(key, value), rules);
      return;
    default:
      throw invalid(`${key} is not a valid operation for class level permissions`);
  }
}

function objectFor(key: string, value: Json): JsonObject {
  if (isJsonObject(value)) return value;
  throw invalid(
    `'${showValue(value)}' is not a valid value for class level permissions ${key} - must be an object`,
  );
}

function parseAction(
  action: string,
  input: JsonObject,
  fields: Columns,
  rules: PermissionRules,
): ActionPermission {
  const permission = nullMap<true | readonly string[]>();
  for (const entity of Object.keys(input)) {
    const value = input[entity] ?? null;
    if (entity === 'pointerFields') {
      if (!isJsonArray(value)) throw notAnArray(`${action}[pointerFields]`, value);
      permission[entity] = value.map((field) => userField(action, field, fields));
      continue;
    }
    if (entity !== 'requiresAuthentication') assertPrincipal(entity, rules);
    if (value !== true) {
      throw invalid(
        `'${showValue(value)}' is not a valid value for class level permissions acl ${action}:${entity}`,
      );
    }
    permission[entity] = true;
  }
  return permission;
}

function parseProtectedFields(
  input: JsonObject,
  fields: Columns,
  rules: PermissionRules,
): Record<string, readonly string[]> {
  const hidden = nullMap<readonly string[]>();
  for (const entity of Object.keys(input)) {
    const list = input[entity] ?? null;
    if (!entity.startsWith('userField:')) assertPrincipal(entity, rules);
    if (!isJsonArray(list)) throw notAnArray(`protectedFields[${entity}]`, list);
    hidden[entity] = list.map((field) => protectedField(entity, field, fields));
  }
  return hidden;
}

function protectedField(entity: string, field: Json, fields: Columns): string {
  if (typeof field === 'string' && Object.hasOwn(DEFAULT_FIELDS, field)) {
    throw invalid(`Default field '${field}' can not be protected`);
  }
  if (typeof field === 'string' && Object.hasOwn(fields, field)) return field;
  throw invalid(`Field '${showValue(field)}' in protectedFields:${entity} does not exist`);
}

function isClassAction(key: string): key is ClassAction {
  return CLASS_ACTIONS.some((action) => action === key);
}

function userFields(key: string, value: Json, fields: Columns): readonly string[] {
  if (isJsonArray(value)) return value.map((field) => userField(key, field, fields));
  throw invalid(
    `'${showValue(value)}' is not a valid value for class level permissions ${key} - must be an array`,
  );
}

/** Columns that can hold the user an object belongs to. */
function userField(place: string, field: Json, fields: Columns): string {
  const column = typeof field === 'string' && Object.hasOwn(fields, field) ? fields[field] : undefined;
  const holdsUsers =
    column?.type === 'Array' || (column?.type === 'Pointer' && column.targetClass === '_User');
  if (typeof field === 'string' && holdsUsers) return field;
  throw invalid(`'${showValue(field)}' is not a valid column for class level pointer permissions ${place}`);
}

function parseDefaultAcl(input: JsonObject, rules: PermissionRules): JsonObject {
  const acl = nullMap();
  for (const principal of Object.keys(input)) {
    assertPrincipal(principal, rules);
    const rights = input[principal] ?? null;
    if (!isJsonObject(rights)) {
      throw invalid(`'${showValue(rights)}' is not a valid value for class level permissions acl`);
    }
    for (const right of Object.keys(rights)) {
      if (right !== 'read' && right !== 'write') {
        throw invalid(`'${right}' is not a valid key for class level permissions acl`);
      }
      const granted = rights[right] ?? null;
      if (typeof granted !== 'boolean') {
        throw invalid(`'${showValue(granted)}' is not a valid value for class level permissions acl`);
      }
    }
    acl[principal] = rights;
  }
  return acl;
}

/** `*`, a role or a user's id; the words `authenticated` and `currentUser` have the form of an id. */
function assertPrincipal(entity: string, rules: PermissionRules): void {
  if (entity === '*' || entity.startsWith('role:')) return;
  const isId = rules.customObjectId ? entity !== '' && entity !== '__proto__' : OBJECT_ID.test(entity);
  if (!isId || entity.startsWith('userField:')) {
    throw invalid(`'${entity}' is not a valid key for class level permissions`);
  }
}

function notAnArray(place: string, value: Json): ParseError {
  return invalid(`'${showValue(value)}' is not a valid value for ${place} - expected an array.`);
}

function invalid(message: string): ParseError {
  return new ParseError(ErrorCode.InvalidJson, message);
}
