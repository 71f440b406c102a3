import type { AuthProvider, JsonObject } from '@parse/core/adapter';

/** What can be wrong with a service, as the test's stand-in for it plays it. */
export const serviceTroubles = [
  'away',
  'slow',
  'fault',
  'garbage',
  'empty answers',
  'endless answers',
  'redirects',
] as const;

/**
 * `away`: connections break. `slow`: answers do not come. `fault`: the status is 500, the body right. `garbage`: no
 * JSON. `empty answers`: `{}`. `endless answers`: right ones with megabytes behind. `redirects`: to elsewhere, where
 * the right answer is.
 */
export type ServiceTrouble = (typeof serviceTroubles)[number];

/** Somebody the service knows. */
export interface AuthTestUser {
  /** The id that the provider has to find. */
  readonly id: string;
  /** `authData` that proves it; made anew for every attempt, as codes work once. */
  readonly proof: () => JsonObject | Promise<JsonObject>;
}

/** Proofs that must not be taken. */
export interface WrongProofs {
  /** One the service does not know, or whose signature is another's. */
  readonly wrong: () => JsonObject | Promise<JsonObject>;
  /** One that a user of the service gave to another app. */
  readonly ofAnotherApp?: () => JsonObject | Promise<JsonObject>;
  /** One that was right. */
  readonly expired?: () => JsonObject | Promise<JsonObject>;
}

/** What a case works with. */
export interface AuthCaseContext {
  /** Made for this case. */
  readonly auth: AuthProvider;
  /** Another one, that waits for its service no longer than these milliseconds. */
  readonly impatient: (timeout: number) => Promise<AuthProvider>;
  readonly users: readonly [AuthTestUser, AuthTestUser];
  readonly wrongProofs: WrongProofs;
  /** Plays a trouble while `body` runs. */
  readonly during: (trouble: ServiceTrouble, body: () => Promise<void>) => Promise<void>;
  readonly now: () => Date;
}

/** One behaviour that every provider has. */
export interface AuthCase {
  /** Says the behaviour; unique, since skip lists name cases by it. */
  readonly name: string;
  readonly run: (ctx: AuthCaseContext) => Promise<void>;
}

/** A list of cases; checks that it is one where it is written. */
export function defineAuthCases(cases: readonly AuthCase[]): readonly AuthCase[] {
  return cases;
}
