import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { DEFAULT_FIELDS, isSystemClass, SYSTEM_CLASSES } from './system-classes.js';

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const JOIN_CLASS = /^_Join:[A-Za-z0-9_]+:[A-Za-z0-9_]+$/;
const RESERVED_FIELDS: ReadonlySet<string> = new Set(['length', 'className']);

/** Names of what every JavaScript object inherits: SDKs could not tell such a field from the inherited one. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether a class may have that name: one of the system's, a join class or a plain word. */
export function isClassName(className: string): boolean {
  return isSystemClass(className) || JOIN_CLASS.test(className) || isPlainClassName(className);
}

/** Refuses what cannot be the name of a class. */
export function assertClassName(className: string): void {
  if (isClassName(className)) return;
  throw new ParseError(
    ErrorCode.InvalidClassName,
    `Invalid classname: ${className}, classnames can only have alphanumeric characters and _, ` +
      'and must start with an alpha character ',
  );
}

/** Whether a column of the class may have that name. */
export function isFieldName(className: string, field: string): boolean {
  if (NAME.test(field) && !RESERVED_FIELDS.has(field) && !INHERITED.has(field)) return true;
  const system = SYSTEM_CLASSES.get(className);
  return system !== undefined && Object.hasOwn(system.fields, field);
}

/** Refuses what cannot be the name of a column that a client writes; names that begin with `_` never can. */
export function assertFieldName(className: string, field: string): void {
  if (isFieldName(className, field)) return;
  throw new ParseError(ErrorCode.InvalidKeyName, `Invalid field name: ${field}.`);
}

/** Whether the server makes the column, so that nobody may declare, redeclare or delete it. */
export function isDefaultField(className: string, field: string): boolean {
  if (Object.hasOwn(DEFAULT_FIELDS, field)) return true;
  const system = SYSTEM_CLASSES.get(className);
  if (!system) return false;
  return Object.hasOwn(system.fields, field) || Object.hasOwn(system.virtualFields ?? {}, field);
}

function isPlainClassName(className: string): boolean {
  return NAME.test(className) && !INHERITED.has(className);
}
