import { randomUUID } from 'node:crypto';
import type { Client, ClientConfig } from 'pg';
import type { Logger } from '@parse/core/adapter';
import type { ResolvedOptions } from '../options.js';
import { answerLimitMs, poolConfig } from './database.js';
import { loadDriver } from './driver.js';

/** What a listener listens to, and whom it tells. */
export interface Listening {
  readonly channel: string;
  /** Called with what was announced; without it after a time in which announcements may have been missed. */
  readonly onMessage: (payload: string | undefined) => void;
  readonly logger: Logger;
}

/**
 * Listens on a connection of its own, and connects again whenever that is lost. Resolves when it listens for the first
 * time, with what ends it.
 */
export async function listen(options: ResolvedOptions, listening: Listening): Promise<() => Promise<void>> {
  const state: ListenerState = {
    client: undefined,
    timer: undefined,
    isClosed: false,
    failures: 0,
    deaf: undefined,
  };
  await connect(options, listening, state);
  return async () => {
    state.isClosed = true;
    clearTimeout(state.timer);
    clearInterval(state.deaf);
    await state.client?.end();
  };
}

interface ListenerState {
  client: Client | undefined;
  timer: NodeJS.Timeout | undefined;
  isClosed: boolean;
  failures: number;
  /** Runs while nothing is heard, not even what this server says itself. */
  deaf: NodeJS.Timeout | undefined;
}

async function connect(options: ResolvedOptions, listening: Listening, state: ListenerState): Promise<void> {
  const { Client } = await loadDriver();
  const client = new Client({
    ...clientConfig(options),
    application_name: `${options.applicationName} (listener)`,
  });
  // In the form of an announcement, as other servers hear it too.
  const probe = JSON.stringify({ senderId: randomUUID() });
  client.on('notification', ({ payload }) => {
    if (payload === probe) hears(state);
    else listening.onMessage(payload);
  });
  client.on('error', () => undefined);
  client.on('end', () => {
    if (!state.isClosed && state.client === client) again(options, listening, state);
  });
  await client.connect();
  await client.query(`LISTEN "${listening.channel}"`);
  listensInVain(listening, state);
  await announce(options, listening.channel, probe);
  state.client = client;
  state.failures = 0;
  if (state.isClosed) await client.end();
}

/**
 * Until this server hears itself it takes it that others are not heard either, as behind a pooler that lends
 * connections per transaction: what may have been missed is then looked for at intervals.
 */
function listensInVain({ onMessage, logger }: Listening, state: ListenerState): void {
  clearInterval(state.deaf);
  let isTold = false;
  state.deaf = setInterval(() => {
    if (!isTold) logger.log('warn', DEAF);
    isTold = true;
    onMessage(undefined);
  }, MAX_WAIT_MS);
  state.deaf.unref();
}

/** On another connection, as a pooler would hand an announcement to whoever made it. */
async function announce(options: ResolvedOptions, channel: string, message: string): Promise<void> {
  const { Client } = await loadDriver();
  const client = new Client(clientConfig(options));
  client.on('error', () => undefined);
  await client.connect();
  await client.query('SELECT pg_notify($1, $2)', [channel, message]);
  await client.end();
}

function clientConfig(options: ResolvedOptions): ClientConfig {
  const limit = answerLimitMs(options);
  return { ...poolConfig(options), ...(limit > 0 ? { query_timeout: limit } : {}) };
}

function hears(state: ListenerState): void {
  clearInterval(state.deaf);
  state.deaf = undefined;
}

const DEAF =
  'PostgreSQL delivers no notifications, as behind a pooler in transaction mode: classes are read again every 5 seconds instead';

function again(options: ResolvedOptions, listening: Listening, state: ListenerState): void {
  state.failures += 1;
  const wait = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(state.failures, 10));
  state.timer = setTimeout(() => {
    connect(options, listening, state).then(
      () => listening.onMessage(undefined),
      (error: unknown) => {
        listening.logger.log('debug', 'cannot listen for class changes', { error: String(error) });
        if (!state.isClosed) again(options, listening, state);
      },
    );
  }, wait);
  state.timer.unref();
}

const FIRST_WAIT_MS = 50;
const MAX_WAIT_MS = 5000;
