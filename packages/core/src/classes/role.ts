import { onCommit, type RequestContext } from '../context/request-context.js';
import { dropMember } from '../stores/relation-store.js';
import type { ClassRules } from './class-rules.js';
import type { WriteDraft } from './write-draft.js';

/** What the server does around `_Role`: whoever gains or loses a role feels it with the next request. */
export const roleRules: ClassRules = {
  async afterWrite(ctx, { draft }) {
    const users = changedUsers(draft);
    await (users ? onCommit(ctx, () => ctx.app.roles.forget(users)) : forgetRoles(ctx));
    return undefined;
  },
  async afterDelete(ctx, objectId) {
    await dropMember(ctx, { className: '_Role', field: 'roles' }, objectId);
    await forgetRoles(ctx);
  },
  afterPurge: forgetRoles,
};

/** What of a role is nothing to whom it belongs. */
const OF_NO_ACCOUNT: ReadonlySet<string> = new Set(['ACL', 'createdAt', 'updatedAt']);

/** The users whom the write makes members or removes; undefined when it may concern others, too. */
function changedUsers({ isNew, ops, relations }: WriteDraft): readonly string[] | undefined {
  const isPlain = ops.every(
    ({ target: { field } }) => OF_NO_ACCOUNT.has(field) || (isNew && field === 'name'),
  );
  if (!isPlain || relations.some(({ field }) => field !== 'users')) return undefined;
  return relations.flatMap(({ add, remove }) => [...add, ...remove].map(({ objectId }) => objectId));
}

async function forgetRoles(ctx: RequestContext): Promise<void> {
  await onCommit(ctx, () => ctx.app.roles.forgetAll());
}
