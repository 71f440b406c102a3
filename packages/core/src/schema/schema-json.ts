import type { ActionPermission, ClassSchema, FieldSchema } from '../types/class-schema.js';
import { nullMap, type JsonObject, type MutableJsonObject } from '../types/json.js';
import { DEFAULT_FIELDS, isInternalField, isMasterOnlyClass, SYSTEM_CLASSES } from './system-classes.js';
import { CLASS_ACTIONS } from './validate-permissions.js';

/** A class as `/schemas` shows it: without internal columns, the columns of every class first. */
export function schemaJson(schema: ClassSchema): JsonObject {
  const json: MutableJsonObject = {
    className: schema.className,
    fields: fieldsJson(schema),
    classLevelPermissions: permissionsJson(schema),
  };
  if (Object.keys(schema.indexes).length > 0) json.indexes = schema.indexes;
  return json;
}

/** A column as `/schemas` shows it; `required` and `defaultValue` only when the class declares them. */
export function fieldJson(field: FieldSchema): JsonObject {
  const json: MutableJsonObject = { type: field.type };
  if (field.targetClass !== undefined) json.targetClass = field.targetClass;
  if (field.required !== undefined) json.required = field.required;
  if (field.defaultValue !== undefined) json.defaultValue = field.defaultValue;
  return json;
}

function fieldsJson(schema: ClassSchema): JsonObject {
  const system = SYSTEM_CLASSES.get(schema.className);
  const shown = nullMap();
  const columns = Object.assign(
    nullMap<FieldSchema>(),
    DEFAULT_FIELDS,
    system?.fields,
    system?.virtualFields,
  );
  for (const [field, column] of Object.entries(Object.assign(columns, schema.fields))) {
    if (!isInternalField(field)) shown[field] = fieldJson(column);
  }
  return shown;
}

/** Every action is listed, as `{}` when only the master key may do it; the server's own classes list none. */
function permissionsJson({ className, permissions }: ClassSchema): JsonObject {
  if (isMasterOnlyClass(className) && Object.keys(permissions).length === 0) return {};
  const shown = nullMap();
  for (const action of CLASS_ACTIONS) shown[action] = actionJson(permissions[action] ?? {});
  shown.protectedFields = permissions.protectedFields ?? {};
  if (permissions.readUserFields) shown.readUserFields = permissions.readUserFields;
  if (permissions.writeUserFields) shown.writeUserFields = permissions.writeUserFields;
  if (permissions.ACL) shown.ACL = permissions.ACL;
  return shown;
}

function actionJson(permission: ActionPermission): JsonObject {
  const shown = nullMap();
  for (const [entity, granted] of Object.entries(permission)) {
    if (granted !== undefined) shown[entity] = granted;
  }
  return shown;
}
