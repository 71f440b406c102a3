import { isAddress } from '../classes/user-names.js';
import { emailAsStored, userSchema, usersWith } from '../auth/user-rows.js';
import type { RequestContext } from '../context/request-context.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';

/** The user with that address; a name that is an address counts for a user who has no other one. */
export async function userOfEmail(ctx: RequestContext, given: string): Promise<StoredObject | undefined> {
  const email = emailAsStored(ctx, given);
  const byEmail = usersWith(ctx, 'email', email);
  const byName: Where = {
    op: 'and',
    nodes: [usersWith(ctx, 'username', email), usersWith(ctx, 'email', null)],
  };
  // Any other name would be for the adapter to take apart: it may hold more addresses, or further headers.
  const where: Where = isAddress(email) ? { op: 'or', nodes: [byEmail, byName] } : byEmail;
  const users = await ctx.rows.find(userSchema(ctx), where, { limit: 2 });
  return users.find((user) => user.email === email) ?? users[0];
}
