import type { ClientBase, PoolConfig } from 'pg';
import type { Logger } from '@parse/core/adapter';
import { mapError } from '../map-error.js';
import type { ResolvedOptions } from '../options.js';
import { loadDriver } from './driver.js';
import { createLender } from './lender.js';
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
  const lender = createLender(pool, tools, logger);
  try {
    const facts = await lender.use(readServerFacts);
    return {
      facts,
      statements: tools.statements,
      use: (work) => lender.use(work),
      transaction: (isolation, work) => lender.use((session) => inTransaction(session, isolation, work)),
      close: () => lender.close(),
    };
  } catch (error) {
    await lender.close();
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

function ignore(): void {
  // The statement in progress fails with the same error.
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
