import { requireMaster } from '../context/require-master.js';
import type { ClassRules } from '../classes/class-rules.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { StorageError } from '../errors/storage-error.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { isJoinClass } from '../schema/join-class.js';
import { assertClassName } from '../schema/names.js';
import {
  parseClassChange,
  parseNewClass,
  schemaClassName,
  type SchemaRules,
} from '../schema/parse-schema-change.js';
import { schemaJson } from '../schema/schema-json.js';
import { isMasterOnlyClass } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject } from '../types/json.js';
import { dropRelations } from './drop-relations.js';

/** Every class that applications work with. Master key only, as all of these. */
export async function listSchemas(ctx: RequestContext): Promise<JsonObject[]> {
  requireMaster(ctx, { write: false });
  await readClasses(ctx);
  const classes = ctx.app.schemas.all().filter(({ className }) => !isMasterOnlyClass(className));
  return classes.map(schemaJson);
}

/** One class; InvalidClassName when it has not been created. */
export async function getSchema(ctx: RequestContext, className: string): Promise<JsonObject> {
  requireMaster(ctx, { write: false });
  await readClasses(ctx);
  return schemaJson(shownClass(ctx, className));
}

/** What a request to create a class says. */
export interface CreateSchemaInput {
  /** As the path names it; absent: the body does. */
  readonly className?: string;
  readonly body: JsonObject;
}

/** Creates a class. Of racing callers one creates it, the others are told that it exists. */
export async function createSchema(ctx: RequestContext, input: CreateSchemaInput): Promise<JsonObject> {
  assertMayChange(ctx, 'create a schema');
  const className = schemaClassName(input.className, input.body);
  if (isJoinClass(className)) throw missing(className);
  await readClasses(ctx);
  if (ctx.app.schemas.has(className)) throw exists(className);
  const creation = ctx.app.schemas.create(parseNewClass(className, input.body, rulesOf(ctx)));
  return schemaJson(await explainStorageErrors(answersFor(className), creation));
}

/** What a request to change a class says. */
export interface UpdateSchemaInput {
  readonly className: string;
  readonly body: JsonObject;
}

/** Changes a class: all of what the body asks for, or nothing. Columns dropped take their values with them. */
export async function updateSchema(ctx: RequestContext, input: UpdateSchemaInput): Promise<JsonObject> {
  assertMayChange(ctx, 'update a schema');
  const className = schemaClassName(input.className, input.body);
  await readClasses(ctx);
  const current = existingClass(ctx, className);
  const change = parseClassChange(current, input.body, rulesOf(ctx));
  if (Object.keys(change).length === 0) return schemaJson(current);
  const changed = await explainStorageErrors(
    answersFor(className),
    ctx.app.schemas.change(className, change),
  );
  await explainStorageErrors(undefined, dropRelations(ctx.app, current, change.removeFields ?? []));
  return schemaJson(changed);
}

/** Drops an empty class, and with it what its relations held. A class that was never created is no error. */
export async function deleteSchema(ctx: RequestContext, className: string): Promise<void> {
  assertMayChange(ctx, 'delete a schema');
  assertClassName(className);
  if (isJoinClass(className)) throw missing(className);
  await readClasses(ctx);
  const schema = ctx.app.schemas.get(className);
  if (!schema || !ctx.app.schemas.has(className)) return;
  const count = await explainStorageErrors(undefined, ctx.rows.count(schema, { op: 'everything' }));
  if (count > 0) {
    throw new ParseError(
      ErrorCode.InvalidSchemaOperation,
      `Class ${className} is not empty, contains ${count} objects, cannot drop schema.`,
    );
  }
  await explainStorageErrors(undefined, ctx.app.schemas.remove(className));
  await explainStorageErrors(undefined, dropRelations(ctx.app, schema, Object.keys(schema.fields)));
}

/**
 * Whoever works on classes has to see what another server has just made of them. In a transaction the database may let
 * reads from outside wait for its end.
 */
async function readClasses({ app, commitEffects }: RequestContext): Promise<void> {
  if (!commitEffects) await explainStorageErrors(undefined, app.schemas.reload());
}

function rulesOf({ app }: RequestContext): SchemaRules {
  return { anyIndexField: app.settings.disableIndexFieldValidation };
}

/** Databases change classes outside of transactions, where a failure could not undo it. */
function assertMayChange(ctx: RequestContext, action: string): void {
  requireMaster(ctx, { write: true, action });
  if (ctx.commitEffects) {
    throw new ParseError(ErrorCode.CommandUnavailable, 'Schemas cannot be changed in a transaction.');
  }
  if (!ctx.app.settings.lockSchemas) return;
  throw new ParseError(
    ErrorCode.OperationForbidden,
    'Cannot perform this operation when schemas options is used.',
  );
}

/** Classes of the server's own show as they would be; others have to exist. */
function shownClass(ctx: RequestContext, className: string): ClassSchema {
  const known = ctx.app.schemas.get(className);
  const shown = ctx.app.schemas.has(className) || isMasterOnlyClass(className);
  if (!known || !shown || isJoinClass(className)) throw missing(className);
  return known;
}

function existingClass(ctx: RequestContext, className: string): ClassSchema {
  const known = ctx.app.schemas.has(className) ? ctx.app.schemas.get(className) : undefined;
  if (!known || isJoinClass(className)) throw missing(className);
  return known;
}

/** What another process did in between is answered as if it had been there before. */
function answersFor(className: string): ClassRules {
  return {
    explainError: ({ kind }: StorageError) => {
      if (kind === 'class-exists') return exists(className);
      return kind === 'class-missing' ? missing(className) : undefined;
    },
  };
}

function exists(className: string): ParseError {
  return new ParseError(ErrorCode.InvalidClassName, `Class ${className} already exists.`);
}

function missing(className: string): ParseError {
  return new ParseError(ErrorCode.InvalidClassName, `Class ${className} does not exist.`);
}
