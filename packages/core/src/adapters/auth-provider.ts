import type { ParseError } from '../errors/parse-error.js';
import type { JsonObject } from '../types/json.js';
import type { Adapter } from './adapter.js';

/** What a provider is told about an attempt to prove something. */
export interface AuthAttempt {
  /** The name the app knows the provider by: the key in `authData` and in the `auth` option. */
  readonly provider: string;
  /** The user as stored, without internal fields; undefined when signing up. */
  readonly user: JsonObject | undefined;
  /** What is stored for this user and provider; undefined before the provider is set up. */
  readonly stored: JsonObject | undefined;
  /** Address of the caller. */
  readonly ip: string;
  readonly installationId: string | undefined;
  /** The caller holds the master key. */
  readonly master: boolean;
  /** The server's time, by which tokens expire. */
  readonly now: Date;
}

/** What to do with data that was proved. */
export interface AuthVerdict {
  /**
   * Replaces what is stored for this user and provider; absent: the client's data is stored. Written only if what is
   * stored is still `attempt.stored`: of attempts that use up the same code or token one succeeds.
   */
  readonly save?: JsonObject;
  /** Nothing is stored: what was stored stays. */
  readonly doNotSave?: boolean;
  /**
   * Nothing is proved yet: `save` is stored all the same, and the client is answered with this. For clients that ask for a
   * code by logging in, and have to come back with it.
   */
  readonly awaits?: ParseError;
  /**
   * Nothing is proved, and it was a guess: `save`, which counts it, is stored, and the client is answered with this. Beside
   * another proof of who the user is it counts like a wrong password, too.
   */
  readonly refuses?: ParseError;
  /**
   * Called once `save` is stored, for what must not happen more often than is counted there: sending a message. What it
   * rejects with is answered like a refusal.
   */
  readonly deliver?: () => Promise<void>;
  /** Mailed to the user's address once `save` is stored: a code to type in, or the address of a link. */
  readonly mail?: { readonly code: string } | { readonly link: string };
  /** Sent to the client as `authDataResponse.<provider>`, or by `challenge` as `challengeData.<provider>`. */
  readonly response?: JsonObject;
}

/**
 * How far a provider gets a user. `solo`: it is enough, whatever other factors the user has. `default`: it is enough
 * unless the user has set up an `additional` one, which is then asked for, too. `additional`: never enough alone.
 */
export type AuthPolicy = 'default' | 'solo' | 'additional';

/**
 * A way to prove who one is. A method that resolves has proved it; one that rejects has not. A `ParseError` reaches
 * the client as it is, whatever else is thrown is logged and answered in general terms. Data of clients is a JSON
 * object of which nothing else is known: providers check the type of everything they read.
 */
export interface AuthProvider extends Adapter<'auth'> {
  readonly policy: AuthPolicy;

  /**
   * Wrong guesses are counted in what is stored. It is asked nothing within a transaction, which would undo the count.
   */
  readonly countsGuesses?: true;

  /**
   * The address that names the user, in what a client sends to log in or as `challengeData`; undefined when there is none.
   * For providers that know users by their `email` and not by an `id` of their own. Users who are known and users who are
   * not get the same answers: the provider is asked before anything else is looked at, and about nobody like about
   * somebody. Needs an `emailAdapter`.
   */
  emailOf?(data: JsonObject): string | undefined;

  /**
   * Turns what a client sent into data with a proved `id`, for providers that learn it by asking their service, say
   * by exchanging a code. Runs before the user is looked up and once in an attempt; its result is what the other
   * methods get as `authData`. Absent: the client's `id` is looked up and then proved by the methods below.
   */
  beforeFind?(authData: JsonObject, attempt: AuthAttempt): Promise<JsonObject>;

  /** The provider is used for the first time for this user, who signs up, links it, or sets it up as a factor. */
  validateSetUp(authData: JsonObject, attempt: AuthAttempt): Promise<AuthVerdict>;

  /** A user who has set the provider up logs in with it. */
  validateLogin(authData: JsonObject, attempt: AuthAttempt): Promise<AuthVerdict>;

  /** A user who is logged in replaces the data of a provider that is set up already. */
  validateUpdate(authData: JsonObject, attempt: AuthAttempt): Promise<AuthVerdict>;

  /**
   * First half of a proof in two steps. `challengeData` is what the client asks with; `authData` its part of the
   * `authData` that named the user, if it did so that way. `attempt.user` is undefined when nobody was named.
   */
  challenge?(
    challengeData: JsonObject,
    authData: JsonObject | undefined,
    attempt: AuthAttempt,
  ): Promise<AuthVerdict>;

  /**
   * Whether an `additional` provider is asked for at log-in, of a user who has this stored; absent: always. For those
   * that are set up in two steps. Quick and without I/O.
   */
  isSetUp?(stored: JsonObject): boolean;

  /**
   * What is left of the stored data when the user takes the provider away: counts that must not begin anew with the next
   * set-up. Undefined, or absent: nothing. What is left is no set-up: `isSetUp` says so. Quick and without I/O.
   */
  remains?(stored: JsonObject, now: Date): JsonObject | undefined;

  /**
   * What the user sees of the stored data, undefined for nothing; absent: all of it. The master key sees everything, other
   * users nothing. Quick and without I/O: it is called for every user that is read.
   */
  afterFind?(stored: JsonObject): JsonObject | undefined;
}
