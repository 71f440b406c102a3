/** `*`, a user's objectId, or `role:Name`: what ACLs and class-level permissions grant rights to. */
export type Principal = string;

/** The principal every caller is. */
export const EVERYONE: Principal = '*';

/** The principal of everyone who holds the role. */
export function rolePrincipal(roleName: string): Principal {
  return `role:${roleName}`;
}
