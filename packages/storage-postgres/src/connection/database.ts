import type { ClientBase, Pool, PoolClient, PoolConfig } from 'pg';
import { StorageError, type Logger } from '@parse/core/adapter';
import { isUnanswered, mapError } from '../map-error.js';
import type { ResolvedOptions } from '../options.js';
import { loadDriver } from './driver.js';
import { readServerFacts, type ServerFacts } from './server-facts.js';
import { createDeadlines } from './deadlines.js';
import { createPreparedStatements, type PreparedStatements } from './prepared-statements.js';
import { createSession, type Session, type SessionTools } from './session.js';

/** An open database. */
export interface Database {
  readonly facts: ServerFacts;
  readonly statements: PreparedStatements;
  /** Lends a connection for the time of the work. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Lends a connection in a transaction, which is undone when the work fails. */
  transaction<T>(isolation: Isolation, work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** `each-statement` sees what others committed before each statement, `snapshot` what they did before the first. */
export type Isolation = 'each-statement' | 'snapshot';

/** Opens a pool of connections and asks the server what it is. */
export async function openDatabase(
  options: ResolvedOptions,
  senderId: string,
  logger: Logger,
): Promise<Database> {
  const { Pool } = await loadDriver();
  const settings = sessionSettings(options, senderId);
  const tools: SessionTools = {
    statements: createPreparedStatements(options.preparedStatements),
    deadlines: createDeadlines(answerLimitMs(options)),
  };
  // The pool waits for it, whatever its types say.
  const settle = (client: ClientBase): unknown => createSession(client, tools).execute(settings);
  const pool = new Pool({
    ...poolConfig(options),
    onConnect: settle,
  });
  // While it is lent, failures of the connection reach the statement that waits; this keeps others from ending us.
  pool.on('connect', (client) => void client.on('error', ignore));
  // A connection that breaks while nobody uses it is replaced at the next use.
  pool.on('error', (error) => logger.log('debug', 'a PostgreSQL connection broke', { error: error.message }));
  const lender: Lender = { pool, sessions: new WeakMap(), tools };
  const use = <T>(work: (session: Session) => Promise<T>) => borrow(lender, work);
  try {
    const facts = await use(readServerFacts);
    return {
      facts,
      statements: tools.statements,
      use,
      transaction: (isolation, work) => use((session) => inTransaction(session, isolation, work)),
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw mapError(error);
  }
}

/** What the driver is told to connect with. */
export function poolConfig(options: ResolvedOptions): PoolConfig {
  const { uri, ssl } = options;
  return {
    connectionString: ssl === undefined ? uri : withoutTls(uri),
    max: options.maxPoolSize,
    min: options.minPoolSize,
    idleTimeoutMillis: options.idleTimeoutMs,
    connectionTimeoutMillis: options.connectTimeoutMs,
    maxLifetimeSeconds: options.maxLifetimeSeconds,
    application_name: options.applicationName,
    keepAlive: true,
    ...(ssl === undefined ? {} : { ssl }),
  };
}

/**
 * The server ends statements that take too long; they are given up a while later, for a server that is not there to do
 * so and whose connection was not cut either. 0: never.
 */
export function answerLimitMs({ statementTimeoutMs }: ResolvedOptions): number {
  return statementTimeoutMs > 0 ? statementTimeoutMs + GRACE_MS : 0;
}

const GRACE_MS = 2000;

/** The driver would let a URI that speaks of TLS win over the option, certificates and all. */
function withoutTls(uri: string): string {
  const [place = '', query] = uri.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const name of ['ssl', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey']) parameters.delete(name);
  return parameters.size === 0 ? place : `${place}?${parameters.toString()}`;
}

/**
 * What a session must have for its texts to be read back. Sent as a statement: poolers between server and database
 * refuse parameters at the start of a connection that they do not know.
 */
function sessionSettings({ statementTimeoutMs }: ResolvedOptions, senderId: string): string {
  const timeout = Math.max(0, Math.trunc(statementTimeoutMs));
  return `SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1; SET standard_conforming_strings = on; SET statement_timeout = ${timeout}; SET parse.sender_id = '${senderId}'`;
}

/** Lends connections. */
interface Lender {
  readonly pool: Pool;
  /** One per connection, for as long as that lives. */
  readonly sessions: WeakMap<PoolClient, Session>;
  readonly tools: SessionTools;
}

async function borrow<T>(lender: Lender, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await lender.pool.connect();
  let failure: unknown;
  try {
    return await work(sessionOf(client, lender));
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    client.release(isBroken(client, failure));
  }
}

function sessionOf(client: PoolClient, { sessions, tools }: Lender): Session {
  const known = sessions.get(client);
  if (known) return known;
  const session = createSession(client, tools);
  sessions.set(client, session);
  return session;
}

function ignore(): void {
  // The statement in progress fails with the same error.
}

/** A connection whose state is in doubt is not used again. */
function isBroken(client: PoolClient, failure: unknown): boolean {
  if (failure === undefined) return false;
  if (isUnanswered(failure)) return true;
  const mapped = mapError(failure);
  return (
    client.getTransactionStatus() !== 'I' || (StorageError.isInstance(mapped) && mapped.kind === 'connection')
  );
}

async function inTransaction<T>(
  session: Session,
  isolation: Isolation,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  await session.execute(BEGIN[isolation]);
  const watched = rememberFailure(session);
  try {
    const result = await work(watched.session);
    // PostgreSQL would answer COMMIT with a ROLLBACK and no error.
    if (watched.failure() !== undefined) throw watched.failure();
    await session.execute('COMMIT');
    return result;
  } catch (error) {
    await session.execute('ROLLBACK').catch(ignore);
    throw error;
  }
}

/** The session, and what its first failed statement failed with: nothing after that counts any more. */
function rememberFailure(session: Session): { readonly session: Session; readonly failure: () => unknown } {
  let first: unknown;
  const remembering = async <T>(statement: Promise<T>): Promise<T> => {
    try {
      return await statement;
    } catch (error) {
      first ??= error;
      throw error;
    }
  };
  return {
    failure: () => first,
    session: {
      rows: (statement) => remembering(session.rows(statement)),
      run: (statement) => remembering(session.run(statement)),
      execute: (sql) => remembering(session.execute(sql)),
    },
  };
}

const BEGIN: { readonly [Level in Isolation]: string } = {
  'each-statement': 'BEGIN ISOLATION LEVEL READ COMMITTED',
  snapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ',
};
