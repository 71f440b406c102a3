import { textOf, type Json, type JsonObject } from '@parse/core';

/** A user as code written for Parse Server reads it: like an object of the SDK, but nothing can be set or saved. */
export interface LegacyUser {
  readonly className: '_User';
  readonly id: string;
  readonly attributes: JsonObject;
  get(field: string): Json | undefined;
  has(field: string): boolean;
  getUsername(): Json | undefined;
  getEmail(): Json | undefined;
  toJSON(): JsonObject;
}

/** That view of a user. */
export function legacyUser(user: JsonObject): LegacyUser {
  const get = (field: string): Json | undefined => (Object.hasOwn(user, field) ? user[field] : undefined);
  return {
    className: '_User',
    id: textOf(get('objectId')),
    attributes: user,
    get,
    has: (field) => get(field) !== undefined,
    getUsername: () => get('username'),
    getEmail: () => get('email'),
    toJSON: () => user,
  };
}
