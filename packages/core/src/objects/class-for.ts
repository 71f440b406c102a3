import { denied } from '../context/require-master.js';
import { mayReadEverything, mayWriteEverything, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { assertClassName } from '../schema/names.js';
import {
  DEFAULT_FIELDS,
  DEFAULT_PERMISSIONS,
  isSystemClass,
  SYSTEM_CLASSES,
} from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';

/** The class a request reads. One that was never created reads as empty, where clients may know about it at all. */
export function classForReading(ctx: RequestContext, className: string): ClassSchema {
  return knownClass(ctx, className) ?? missingClass(ctx, className, mayReadEverything(ctx));
}

/** The class a request writes; one that was never created is made by the first object saved, where that is allowed. */
export function classForWriting(ctx: RequestContext, className: string): ClassSchema {
  if (SYSTEM_CLASSES.get(className)?.ownRoutes) {
    throw new ParseError(ErrorCode.InvalidClassName, `invalid className: ${className}`);
  }
  return knownClass(ctx, className) ?? missingClass(ctx, className, mayWriteEverything(ctx));
}

function knownClass(ctx: RequestContext, className: string): ClassSchema | undefined {
  const known = ctx.app.schemas.get(className);
  if (!known) assertClassName(className);
  return known;
}

function missingClass(ctx: RequestContext, className: string, isMaster: boolean): ClassSchema {
  if (!isMaster && !isSystemClass(className) && !ctx.app.settings.allowClientClassCreation) {
    throw denied(ctx, `This user is not allowed to access non-existent class: ${className}`);
  }
  return { className, fields: DEFAULT_FIELDS, permissions: DEFAULT_PERMISSIONS, indexes: {} };
}
