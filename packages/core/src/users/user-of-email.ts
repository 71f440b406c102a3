import { emailAsStored, userSchema, usersWith } from '../auth/user-rows.js';
import type { RequestContext } from '../context/request-context.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';

/** The user with that address; a name that is an address counts for a user who has no other one. */
export async function userOfEmail(ctx: RequestContext, given: string): Promise<StoredObject | undefined> {
  const email = emailAsStored(ctx, given);
  const either: Where = {
    op: 'or',
    nodes: [
      usersWith(ctx, 'email', email),
      { op: 'and', nodes: [usersWith(ctx, 'username', email), usersWith(ctx, 'email', null)] },
    ],
  };
  const users = await ctx.rows.find(userSchema(ctx), either, { limit: 2 });
  return users.find((user) => user.email === email) ?? users[0];
}
