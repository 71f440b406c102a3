import type { RequestContext } from '../context/request-context.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { objectTriggerRequest } from '../triggers/object-trigger-request.js';
import { runAfterTrigger } from '../triggers/run-trigger.js';

/** Ends the caller's session. Logging out without one is no error: the client is where it wants to be. */
export async function logOut(ctx: RequestContext): Promise<void> {
  if (ctx.auth.kind !== 'user') return;
  const { session, sessionToken } = ctx.auth;
  await explainStorageErrors(undefined, ctx.app.sessions.revoke(ctx, sessionToken));
  const kind = 'afterLogout';
  await runAfterTrigger(objectTriggerRequest(ctx, { kind, className: '_Session', object: () => session }));
}
