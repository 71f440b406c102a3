import type { MongoClientOptions } from 'mongodb';

/** The indexes of the server that can be left out, by the option of that name. */
export interface SystemIndexOptions {
  readonly createIndexUserUsername?: boolean;
  readonly createIndexUserUsernameCaseInsensitive?: boolean;
  readonly createIndexUserEmail?: boolean;
  readonly createIndexUserEmailCaseInsensitive?: boolean;
  readonly createIndexUserEmailVerifyToken?: boolean;
  readonly createIndexUserPasswordResetToken?: boolean;
  readonly createIndexRoleName?: boolean;
  readonly createIndexAuthDataUniqueness?: boolean;
}

/** Options of `mongoStorage`. */
export interface MongoStorageOptions extends SystemIndexOptions {
  /** `mongodb://` or `mongodb+srv://`, with the database after the hosts; without one it is called `test`. */
  readonly uri: string;
  /** Put before the name of every collection. */
  readonly collectionPrefix?: string;
  /** Options of the driver beside those in the URI: TLS, pool sizes, time-outs, read preference and so on. */
  readonly driver?: MongoClientOptions;
  /** Milliseconds after which the database gives up on a query. Default: never. */
  readonly maxTimeMS?: number;
  /** Documents fetched at once. Default 1000. */
  readonly batchSize?: number;
  /** Hear of class changes by other servers where the database can tell of them. Default true. */
  readonly watchClasses?: boolean;
  /** What the program calls itself towards the database, which logs it. */
  readonly clientMetadata?: { readonly name: string; readonly version?: string };
  /** Events of the driver to log. */
  readonly logClientEvents?: readonly ClientEventLog[];
}

/** An event of the driver, such as `connectionPoolCleared`, and how to log it. */
export interface ClientEventLog {
  readonly name: string;
  /** What to log of it; dots lead inside. Absent: all. */
  readonly keys?: readonly string[];
  readonly logLevel?: string;
}

/** Whether the options leave an index of the server out. */
export function isIndexSwitchedOff(
  options: SystemIndexOptions,
  className: string,
  indexName: string,
): boolean {
  const option = switchOf(className, indexName);
  return option !== undefined && options[option] === false;
}

function switchOf(className: string, indexName: string): keyof SystemIndexOptions | undefined {
  if (className === '_Role') return indexName === 'name_1' ? 'createIndexRoleName' : undefined;
  if (className !== '_User') return undefined;
  return indexName.startsWith('_auth_data_') ? 'createIndexAuthDataUniqueness' : USER_INDEXES.get(indexName);
}

const USER_INDEXES: ReadonlyMap<string, keyof SystemIndexOptions> = new Map([
  ['username_1', 'createIndexUserUsername'],
  ['case_insensitive_username', 'createIndexUserUsernameCaseInsensitive'],
  ['unique_username_ignoring_case', 'createIndexUserUsernameCaseInsensitive'],
  ['email_1', 'createIndexUserEmail'],
  ['case_insensitive_email', 'createIndexUserEmailCaseInsensitive'],
  ['unique_email_ignoring_case', 'createIndexUserEmailCaseInsensitive'],
  ['_email_verify_token', 'createIndexUserEmailVerifyToken'],
  ['_perishable_token', 'createIndexUserPasswordResetToken'],
]);
