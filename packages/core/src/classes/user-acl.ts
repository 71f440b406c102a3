import { mayWriteEverything, type RequestContext } from '../context/request-context.js';
import { isJsonObject, nullMap } from '../types/json.js';
import { valueOf, withOp, withValue, type WriteDraft } from './write-draft.js';

/** Users may always see and change themselves; others only when the client or an option says so. */
export function withOwnAcl(ctx: RequestContext, draft: WriteDraft): WriteDraft {
  const given = valueOf(draft, 'ACL');
  const acl = nullMap();
  if (isJsonObject(given)) Object.assign(acl, given);
  else if (!ctx.app.settings.enforcePrivateUsers) acl['*'] = { read: true };
  acl[draft.objectId] = { read: true, write: true };
  return withOp(draft, { op: 'set', target: { field: 'ACL', path: [] }, value: acl });
}

/** Users who change their own ACL cannot lock themselves out; an operator can, and so blocks the account. */
export function withoutLockout(ctx: RequestContext, draft: WriteDraft): WriteDraft {
  const given = valueOf(draft, 'ACL');
  if (!isJsonObject(given) || mayWriteEverything(ctx)) return draft;
  return withValue(draft, 'ACL', { ...given, [draft.objectId]: { read: true, write: true } });
}
