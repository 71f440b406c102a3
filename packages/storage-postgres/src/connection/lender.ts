import type { ClientBase, Pool, PoolClient } from 'pg';
import { StorageError, type Logger } from '@parse/core/adapter';
import { isUnanswered, mapError } from '../map-error.js';
import { createSession, type Session, type SessionTools } from './session.js';

/** Lends the connections of a pool. */
export interface Lender {
  /** Lends one for the time of the work. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Ends all connections when the work that has them is over. */
  close(): Promise<void>;
}

interface State {
  readonly pool: Pool;
  /** One per connection, for as long as that lives. */
  readonly sessions: WeakMap<ClientBase, Session>;
  readonly tools: SessionTools;
  /** Taken from the pool and used by nobody. */
  readonly atHand: PoolClient[];
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
    sessions: new WeakMap(),
    tools,
    atHand: [],
    timer: undefined,
    isClosed: false,
  };
  const broke = (error: Error) => {
    logger.log('debug', 'a PostgreSQL connection broke', { error: error.message });
  };
  // While it is in use, failures of the connection reach the statement that waits; this keeps others from ending us.
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      if (takeAway(state, client)) broke(error);
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
  const client = state.atHand.pop() ?? (await state.pool.connect());
  let failure: unknown;
  try {
    return await work(sessionOf(client, state));
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    if (failure === undefined) keep(state, client);
    else giveUp(state, client, failure);
  }
}

function sessionOf(client: ClientBase, { sessions, tools }: State): Session {
  const known = sessions.get(client);
  if (known) return known;
  const session = createSession(client, tools);
  sessions.set(client, session);
  return session;
}

/** Those who wait for a connection wait at the pool. */
function keep(state: State, client: PoolClient): void {
  if (state.isClosed || state.pool.waitingCount > 0) {
    client.release();
    return;
  }
  state.atHand.push(client);
  state.timer ??= setTimeout(() => putBack(state), AT_HAND_MS).unref();
}

/** Short beside the times that connections may be idle and may live. */
const AT_HAND_MS = 500;

function putBack(state: State): void {
  clearTimeout(state.timer);
  state.timer = undefined;
  for (const client of state.atHand.splice(0)) client.release();
}

/** Whether the connection was at hand. */
function takeAway({ atHand }: State, client: ClientBase): boolean {
  const place = atHand.findIndex((each) => each === client);
  const [broken] = place < 0 ? [] : atHand.splice(place, 1);
  broken?.release(true);
  return broken !== undefined;
}

/**
 * A connection whose state is in doubt is not used again. Where one is lost others may be, too, without their having been
 * told of it yet: those at hand would fail one caller after the other.
 */
function giveUp({ atHand }: State, client: PoolClient, failure: unknown): void {
  const mapped = mapError(failure);
  const isLost = StorageError.isInstance(mapped) && mapped.kind === 'connection';
  client.release(isLost || isUnanswered(failure) || client.getTransactionStatus() !== 'I');
  if (isLost) for (const other of atHand.splice(0)) other.release(true);
}
