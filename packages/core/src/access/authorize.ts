import { denied } from '../context/require-master.js';
import {
  mayReadEverything,
  mayWriteEverything,
  userIdOf,
  type RequestContext,
} from '../context/request-context.js';
import { whenKnown, type Awaitable } from '../context/when-known.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isMasterOnlyClass } from '../schema/system-classes.js';
import type { ActionPermission, ClassAction, ClassSchema } from '../types/class-schema.js';
import type { Principal } from '../types/principal.js';

/** What a caller may see or change of a class, found once per action and applied by `restrict`. */
export interface Access {
  /** Whom ACLs are asked for; undefined: all rows, no ACL asked. */
  readonly principals: readonly Principal[] | undefined;
  /** Only rows that name the caller in one of these fields; undefined: rows need not. */
  readonly pointerFields: readonly string[] | undefined;
  readonly userId: string | undefined;
}

const UNRESTRICTED: Access = { principals: undefined, pointerFields: undefined, userId: undefined };

/**
 * The one door: whether the caller may perform the action on the class, and on which rows. Throws
 * OperationForbidden for a denial and ObjectNotFound when the class requires a log-in that is missing.
 */
export function authorize(ctx: RequestContext, schema: ClassSchema, action: ClassAction): Awaitable<Access> {
  if (passesByKey(ctx, schema, action)) return UNRESTRICTED;
  return whenKnown(decide(ctx, schema, action), grantedBy);
}

/**
 * Whether the class-level permissions let the caller act on some rows at least, where whoever may not is told nothing
 * instead of being refused. Classes that are closed to all clients, and the read-only master key, are refused as in
 * `authorize`.
 */
export async function isPermitted(
  ctx: RequestContext,
  schema: ClassSchema,
  action: ClassAction,
): Promise<boolean> {
  if (passesByKey(ctx, schema, action)) return true;
  return !ParseError.isInstance(await decide(ctx, schema, action));
}

/**
 * The same for what is done to an object that is not there yet: it points at nobody, so that rights which pointers
 * give do not count, and to be logged in is enough where that is asked.
 */
export async function authorizeForNew(
  ctx: RequestContext,
  schema: ClassSchema,
  action: ClassAction,
): Promise<Access> {
  const access = await authorize(ctx, schema, action);
  if (access.pointerFields === undefined) return access;
  if (schema.permissions[action]?.requiresAuthentication) return { ...access, pointerFields: undefined };
  throw deniedAction(ctx, schema, action);
}

/**
 * What the class-level permissions alone say to a client. For the server's own steps in a caller's name that the
 * caller could not take by itself; everything else asks `authorize`.
 */
export async function authorizeByPermissions(
  ctx: RequestContext,
  schema: ClassSchema,
  action: ClassAction,
): Promise<Access> {
  return grantedBy(await decide(ctx, schema, action));
}

/**
 * True for a key that may do this in every class, whatever its permissions say. Throws where no permission counts: for the
 * read-only master key that would write, and for clients in a class that is closed to them.
 */
function passesByKey(ctx: RequestContext, { className }: ClassSchema, action: ClassAction): boolean {
  if (isUnrestricted(ctx, action)) return true;
  if (ctx.auth.kind === 'read-only-master') {
    throw denied(ctx, `read-only masterKey isn't allowed to perform the ${action} operation.`);
  }
  assertOpenToClients(ctx, className, action);
  return false;
}

function isUnrestricted(ctx: RequestContext, action: ClassAction): boolean {
  return READS.has(action) ? mayReadEverything(ctx) : mayWriteEverything(ctx);
}

const READS: ReadonlySet<ClassAction> = new Set(['find', 'count', 'get']);

function grantedBy(decision: Access | ParseError): Access {
  if (ParseError.isInstance(decision)) throw decision;
  return decision;
}

/** What the permissions give, or why they refuse. */
function decide(
  ctx: RequestContext,
  schema: ClassSchema,
  action: ClassAction,
): Awaitable<Access | ParseError> {
  return whenKnown(ctx.principals(), (principals) => decideFor(principals, { ctx, schema, action }));
}

function decideFor(
  principals: readonly Principal[],
  { ctx, schema, action }: { ctx: RequestContext; schema: ClassSchema; action: ClassAction },
): Access | ParseError {
  const userId = userIdOf(ctx);
  const permission = schema.permissions[action] ?? {};
  const everyRow: Access = { principals, pointerFields: undefined, userId };
  if (isNamed(permission, principals)) return everyRow;
  if (permission.requiresAuthentication && userId === undefined) {
    return denied(ctx, 'Permission denied, user needs to be authenticated.', ErrorCode.ObjectNotFound);
  }
  const pointerFields = pointerFieldsFor(schema, action, permission);
  // To be logged in is asked besides: it opens no row that points at somebody else.
  if (pointerFields.length > 0) return { principals, pointerFields, userId };
  if (permission.requiresAuthentication) return everyRow;
  return deniedAction(ctx, schema, action);
}

function deniedAction(ctx: RequestContext, { className }: ClassSchema, action: ClassAction): ParseError {
  return denied(ctx, `Permission denied for action ${action} on class ${className}.`);
}

/** Throws for a client that asks a class of the server's own affairs, which is closed whatever its permissions say. */
export function assertOpenToClients(ctx: RequestContext, className: string, action: ClassAction): void {
  if (isUnrestricted(ctx, action)) return;
  const closed =
    isMasterOnlyClass(className) ||
    (className === '_Installation' && (action === 'find' || action === 'count' || action === 'delete'));
  if (!closed) return;
  // Parse has a word of its own for this class, and counts by finding.
  const collection = className === '_Installation' ? 'installation' : className;
  const operation = action === 'count' ? 'find' : action;
  throw denied(
    ctx,
    `Clients aren't allowed to perform the ${operation} operation on the ${collection} collection.`,
  );
}

function isNamed(permission: ActionPermission, principals: readonly Principal[]): boolean {
  return principals.some(
    (principal) => Object.hasOwn(permission, principal) && permission[principal] === true,
  );
}

/** `create` is left out: an object that does not exist yet points at nobody. */
function pointerFieldsFor(
  schema: ClassSchema,
  action: ClassAction,
  permission: ActionPermission,
): readonly string[] {
  if (action === 'create') return [];
  const { readUserFields, writeUserFields } = schema.permissions;
  const classWide = READS.has(action) ? readUserFields : writeUserFields;
  return [...new Set([...(classWide ?? []), ...(permission.pointerFields ?? [])])];
}
