import type { ClientBase, Pool, PoolClient } from 'pg';
import type { Logger } from '@parse/core/adapter';
import { isUnanswered } from '../map-error.js';
import { createSession, type Session, type SessionTools } from './session.js';

/** Lends the connections of a pool. */
export interface Lender {
  /** Lends one for the time of the work. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Ends all connections when the work that has them is over. */
  close(): Promise<void>;
}

/** A connection as it is lent. */
interface Connection {
  readonly client: PoolClient;
  readonly session: Session;
  isLost: boolean;
  /** When the pool lent it. */
  round: number;
}

interface State {
  readonly pool: Pool;
  readonly tools: SessionTools;
  /** For as long as they live. */
  readonly connections: WeakMap<ClientBase, Connection>;
  /** Taken from the pool and used by nobody. */
  readonly atHand: Connection[];
  /** How often connections went back to the pool. */
  round: number;
  timer: NodeJS.Timeout | undefined;
  isClosed: boolean;
}

/**
 * Connections stay at hand for a moment after their use. The pool answers in a later turn and sets a timer for each time
 * that it lends and takes back, which is noticed in requests of one statement. It gets all of them back at intervals, since
 * it is the pool that knows how long connections may be idle and may live.
 */
export function createLender(pool: Pool, tools: SessionTools, logger: Logger): Lender {
  const state: State = {
    pool,
    tools,
    connections: new WeakMap(),
    atHand: [],
    round: 0,
    timer: undefined,
    isClosed: false,
  };
  const broke = (error: Error) => {
    logger.log('debug', 'a PostgreSQL connection broke', { error: error.message });
  };
  // While it is in use, failures of the connection reach the statement that waits; this keeps others from ending us.
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      const connection = state.connections.get(client);
      if (connection && loseConnection(state, connection)) broke(error);
    });
  });
  // A connection that breaks while nobody uses it is replaced at the next use.
  pool.on('error', broke);
  return {
    use: (work) => borrow(state, work),
    close() {
      state.isClosed = true;
      putBack(state);
      return pool.end();
    },
  };
}

async function borrow<T>(state: State, work: (session: Session) => Promise<T>): Promise<T> {
  const connection = state.atHand.pop() ?? (await fromPool(state));
  let failure: unknown;
  try {
    return await work(connection.session);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    if (failure === undefined) keep(state, connection);
    else connection.client.release(isInDoubt(connection, failure));
  }
}

async function fromPool(state: State): Promise<Connection> {
  const client = await state.pool.connect();
  const connection = state.connections.get(client) ?? newConnection(state, client);
  connection.round = state.round;
  return connection;
}

function newConnection(state: State, client: PoolClient): Connection {
  const onLost = (): void => {
    connection.isLost = true;
    loseOthers(state);
  };
  const session = createSession(client, state.tools, onLost);
  const connection: Connection = { client, session, isLost: false, round: state.round };
  state.connections.set(client, connection);
  return connection;
}

/** Those who wait for a connection wait at the pool. One that is never at hand when the pool's time comes goes back now. */
function keep(state: State, connection: Connection): void {
  const { client, isLost, round } = connection;
  if (isLost || round !== state.round || state.isClosed || state.pool.waitingCount > 0) {
    client.release(isLost);
    return;
  }
  state.atHand.push(connection);
  state.timer ??= setTimeout(() => putBack(state), AT_HAND_MS).unref();
}

/** Short beside the times that connections may be idle and may live. */
const AT_HAND_MS = 500;

function putBack(state: State): void {
  clearTimeout(state.timer);
  state.timer = undefined;
  state.round += 1;
  for (const { client } of state.atHand.splice(0)) client.release();
}

/** Whether the connection was at hand. */
function loseConnection({ atHand }: State, connection: Connection): boolean {
  connection.isLost = true;
  const place = atHand.indexOf(connection);
  if (place < 0) return false;
  atHand.splice(place, 1);
  connection.client.release(true);
  return true;
}

/** Where one is lost others may be, too, without their having been told of it yet: they would fail one after the other. */
function loseOthers({ atHand }: State): void {
  for (const { client } of atHand.splice(0)) client.release(true);
}

/** A connection whose state is in doubt is not used again. */
function isInDoubt({ client, isLost }: Connection, failure: unknown): boolean {
  return isLost || isUnanswered(failure) || client.getTransactionStatus() !== 'I';
}
