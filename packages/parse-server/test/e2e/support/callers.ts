import Parse from 'parse/node';

/** Makes a call with the master key. */
export const MASTER = { useMasterKey: true } as const;

/** Somebody who is logged in. `session` makes a call theirs. */
export interface Caller {
  readonly id: string;
  readonly user: Parse.User;
  readonly session: { readonly sessionToken: string };
}

/** Signs up a user with that name and the password `secret`. */
export async function signUp(username: string, attributes: Parse.Attributes = {}): Promise<Caller> {
  const user = await new Parse.User({ username, password: 'secret', ...attributes }).signUp();
  return { id: idOf(user), user, session: { sessionToken: user.getSessionToken() ?? '' } };
}

/** The id of an object that was saved. */
export function idOf(object: Parse.Object): string {
  if (object.id === undefined) throw new TypeError(`the ${object.className} has not been saved`);
  return object.id;
}
