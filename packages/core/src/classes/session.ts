import { denied } from '../context/require-master.js';
import {
  mayReadEverything,
  mayWriteEverything,
  onCommit,
  type RequestContext,
} from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { resolveFieldPath } from '../query/field-path.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json, JsonObject } from '../types/json.js';
import { forgetWritten } from '../stores/write-scope.js';
import { pointerTo } from '../types/object.js';
import type { Where } from '../types/where.js';
import type { ClassRules } from './class-rules.js';
import { touches, type WriteDraft } from './write-draft.js';

/** Fields that only the server decides: a client that could would be somebody else, or logged in for ever. */
const SERVER_MADE = ['user', 'installationId', 'sessionToken', 'expiresAt', 'createdWith'] as const;

/** What the server does around `_Session`: users see and change only their own, and only what is theirs to say. */
export const sessionRules: ClassRules = {
  authorizeWrite(ctx, action) {
    if (mayWriteEverything(ctx) || ctx.auth.kind !== 'anonymous') return;
    if (action === 'delete') throw denied(ctx, 'Invalid session token', ErrorCode.InvalidSessionToken);
    throw new ParseError(ErrorCode.InvalidSessionToken, 'Session token required.');
  },
  rowsFor: ownRows,
  searchesIds: true,
  needsOriginal: () => true,
  beforeTriggers: (ctx, draft) => {
    if (touches(draft, 'ACL')) throw new ParseError(ErrorCode.InvalidKeyName, 'Cannot set ACL on a Session.');
    if (!draft.isNew && !mayWriteEverything(ctx)) assertOwnFields(draft);
    return draft;
  },
  createInstead: createOwn,
  async afterWrite(ctx, { draft, original }) {
    if (!draft.isNew) await forget(ctx, original?.sessionToken);
    return undefined;
  },
  afterDelete: (ctx, _objectId, original) => forget(ctx, original?.sessionToken),
  afterPurge: (ctx) => onCommit(ctx, () => ctx.app.sessions.forgetAll()),
};

function ownRows(ctx: RequestContext, schema: ClassSchema): Where {
  if (mayReadEverything(ctx)) return { op: 'everything' };
  if (ctx.auth.kind !== 'user') throw denied(ctx, 'Invalid session token', ErrorCode.InvalidSessionToken);
  return { op: 'equal', key: resolveFieldPath(schema, 'user'), value: pointerTo('_User', ctx.auth.userId) };
}

function assertOwnFields(draft: WriteDraft): void {
  const field = SERVER_MADE.find((name) => touches(draft, name));
  if (field) throw new ParseError(ErrorCode.InvalidKeyName, `Invalid key name: ${field}`);
}

/** A user who creates a session gets a new one for itself, whatever user, token or expiry it asked for. */
async function createOwn(ctx: RequestContext, draft: WriteDraft): Promise<JsonObject | undefined> {
  if (ctx.auth.kind !== 'user') return undefined;
  const extra: Record<string, Json> = {};
  for (const op of draft.ops) {
    const isServerMade = SERVER_MADE.some((field) => field === op.target.field);
    if (op.op === 'set' && op.target.path.length === 0 && !isServerMade) extra[op.target.field] = op.value;
  }
  const {
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...row
  } = await ctx.app.sessions.create(ctx, {
    userId: ctx.auth.userId,
    createdWith: { action: 'create' },
    installationId: ctx.client.installationId,
    extra,
  });
  return row;
}

async function forget(ctx: RequestContext, token: Json | undefined): Promise<void> {
  if (typeof token === 'string') await forgetWritten(ctx, () => ctx.app.sessions.forget(token));
}
