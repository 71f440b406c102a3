/** A user that scenarios log in as, or are logged in as. */
export interface WorldUser {
  readonly objectId: string;
  readonly username: string;
  readonly password: string;
  readonly sessionToken: string;
}

/** What a server's database holds, as far as requests name it. */
export interface World {
  /** Of `Item`: public objects, each with pointers to an `Author` and a `Place`. */
  readonly itemIds: readonly string[];
  /** Of `Note`: the same fields, readable and writable by members of one role only. */
  readonly noteIds: readonly string[];
  readonly authorIds: readonly string[];
  readonly placeIds: readonly string[];
  /** Each has three roles, one of them through another, that open every note. */
  readonly users: readonly WorldUser[];
}

/** How much of it is made. */
export interface WorldSize {
  readonly items: number;
  readonly authors: number;
  readonly users: number;
}

/** What the figures in the docs are measured on. */
export const fullWorld: WorldSize = { items: 500, authors: 50, users: 20 };

/** Enough for every scenario to be answered as in the full world: some 130 objects match its query. */
export const smallWorld: WorldSize = { items: 200, authors: 3, users: 2 };
