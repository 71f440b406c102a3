import type { JsonObject } from '../api/api-request.js';

/** Who asks: the principals of a user, `*`, its id and `role:Name` of its roles. Undefined: anybody, rights unasked. */
export type Viewer = readonly string[] | undefined;

/** The one query that the scenarios send. */
export interface FloorQuery {
  readonly minScore: number;
  readonly done: boolean;
  readonly limit: number;
  readonly withAuthorAndPlace: boolean;
}

/** A user that is logging in. */
export interface FloorUser {
  readonly objectId: string;
  readonly hash: string;
  /** As the answer shows it. */
  readonly shown: JsonObject;
}

/** A new object, its id and time chosen by the caller. */
export interface NewRow {
  readonly objectId: string;
  readonly createdAt: string;
  readonly body: JsonObject;
}

/**
 * What a server written for the scenarios alone asks of its database, in the tables that a Parse Server made. Answers
 * are objects as the REST API shows them. No method checks anything but what its statement says.
 */
export interface FloorStore {
  readonly objects: FloorObjects;
  readonly accounts: FloorAccounts;
  close(): Promise<void>;
}

/** Objects of `Item`, `Note` and `Entry`. */
export interface FloorObjects {
  insert(className: string, rows: readonly NewRow[]): Promise<void>;
  get(className: string, objectId: string, viewer: Viewer): Promise<JsonObject | undefined>;
  find(className: string, query: FloorQuery, viewer: Viewer): Promise<readonly JsonObject[]>;
  count(className: string, query: FloorQuery): Promise<number>;
  /** Sets the title, adds to the score, and returns the score. */
  update(className: string, change: FloorChange, viewer: Viewer): Promise<number | undefined>;
}

/** Users, sessions and roles. */
export interface FloorAccounts {
  userNamed(username: string): Promise<FloorUser | undefined>;
  insertSession(session: FloorSession): Promise<void>;
  principalsOf(sessionToken: string): Promise<readonly string[]>;
}

/** What an update changes. */
export interface FloorChange {
  readonly objectId: string;
  readonly title: string;
  readonly amount: number;
  readonly updatedAt: string;
}

/** A session that a log-in starts. */
export interface FloorSession {
  readonly objectId: string;
  readonly sessionToken: string;
  readonly userId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}
