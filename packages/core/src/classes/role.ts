import { onCommit, type RequestContext } from '../context/request-context.js';
import { dropMember } from '../stores/relation-store.js';
import type { ClassRules } from './class-rules.js';

/** What the server does around `_Role`: whoever gains or loses a role feels it with the next request. */
export const roleRules: ClassRules = {
  async afterWrite(ctx) {
    await forgetRoles(ctx);
    return undefined;
  },
  async afterDelete(ctx, objectId) {
    await dropMember(ctx, { className: '_Role', field: 'roles' }, objectId);
    await forgetRoles(ctx);
  },
  afterPurge: forgetRoles,
};

async function forgetRoles(ctx: RequestContext): Promise<void> {
  await onCommit(ctx, () => ctx.app.roles.forgetAll());
}
