import type { JsonObject } from '../types/json.js';
import type { Adapter } from './adapter.js';

/** What a provider is told about the attempt. */
export interface AuthAttempt {
  /** The user as stored; undefined when signing up. */
  readonly user: JsonObject | undefined;
  readonly ip: string | undefined;
  readonly master: boolean;
}

/** What to do with validated data. */
export interface AuthVerdict {
  /** Replaces the client's data in the database; absent: the client's data is stored. */
  readonly save?: JsonObject;
  /** Nothing is stored. */
  readonly doNotSave?: boolean;
  /** Sent to the client as `authDataResponse.<provider>`. */
  readonly response?: JsonObject;
}

/** A way to prove who one is. Rejects (with any error) what it cannot prove; resolving means proved. */
export interface AuthProvider extends Adapter<'auth'> {
  /** `solo` alone is enough, `additional` is a second factor, `default` may be either. */
  readonly policy: 'default' | 'solo' | 'additional';
  /** First time this provider is used for a user. */
  validateSetUp(authData: JsonObject, attempt: AuthAttempt): Promise<AuthVerdict>;
  validateLogin(authData: JsonObject, attempt: AuthAttempt): Promise<AuthVerdict>;
  /** Data of an already linked provider changes. */
  validateUpdate(authData: JsonObject, attempt: AuthAttempt): Promise<AuthVerdict>;
  /** First half of a two-step proof. */
  challenge?(data: JsonObject, authData: JsonObject | undefined, attempt: AuthAttempt): Promise<JsonObject>;
  /** What clients may see of stored data; absent: all of it. */
  present?(authData: JsonObject): JsonObject;
}
