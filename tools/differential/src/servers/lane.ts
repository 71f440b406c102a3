import type { Json, Step } from '../dsl/scenario.js';
import { del, get, post } from '../dsl/requests.js';
import { classNameOf, rowsOf } from '../run/answer-body.js';
import { createSend, type Send } from '../run/send-request.js';
import { wireRequest } from '../run/wire-request.js';

export type Side = 'incumbent' | 'ours';
export type Engine = 'mongo' | 'postgres' | 'sqlite';

/** A server on a database of its own. */
export interface StartedServer {
  readonly serverURL: string;
  readonly stop: () => Promise<void>;
}

/** One server that scenarios run on, one after the other. */
export interface Lane {
  readonly side: Side;
  readonly engine: Engine;
  readonly serverURL: string;
  readonly send: Send;
  /** The classes of an empty server, by name, as `/schemas` tells them. */
  readonly pristineClasses: ReadonlyMap<string, Json>;
  /** Starts over on an empty database. */
  readonly renew: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a lane is made of; `start` is given an empty database each time. */
export interface LaneParts {
  readonly side: Side;
  readonly engine: Engine;
  readonly start: () => Promise<StartedServer>;
}

/** Starts the server and learns what an empty one holds. */
export async function openLane({ side, engine, start }: LaneParts): Promise<Lane> {
  const { send, close } = createSend();
  let server = await start();
  const pristineClasses = await warmUp(send, server.serverURL);
  return {
    side,
    engine,
    get serverURL() {
      return server.serverURL;
    },
    send,
    pristineClasses,
    async renew() {
      await server.stop();
      server = await start();
      await warmUp(send, server.serverURL);
    },
    async close() {
      close();
      await server.stop();
    },
  };
}

/** Makes an object of each class the server has, as parse-server tells of some only once they are used; leaves none. */
async function warmUp(send: Send, serverURL: string): Promise<ReadonlyMap<string, Json>> {
  const ask = (step: Step): ReturnType<Send> => send(wireRequest(step, serverURL, new Map<string, Json>()));
  for (const step of firstUses) {
    const { status, body } = await ask(step);
    if (status >= 300)
      throw new Error(`${step.method} ${step.path} is answered with ${JSON.stringify(body)}`);
  }
  const schemas = rowsOf(await ask(get('/schemas', {}, { by: 'master' })));
  const named = schemas.map((schema) => [classNameOf(schema), schema] as const);
  // Cloud Code may have noted what it saw.
  for (const [className] of named.filter(([name]) => !name.startsWith('_')))
    for (const path of [`/purge/${className}`, `/schemas/${className}`])
      await ask(del(path, { by: 'master' }));
  return new Map(named.filter(([name]) => name.startsWith('_')));
}

/** As a client signs up: the master key makes no session. The key and the password suit every profile. */
const firstUses: readonly Step[] = [
  post(
    '/users',
    { username: 'first', password: 'secret of 1' },
    { headers: { 'X-Parse-REST-API-Key': 'rest-key' } },
  ),
  post('/roles', { name: 'first', ACL: {} }, { by: 'master' }),
  post('/installations', { installationId: 'first', deviceType: 'ios' }, { by: 'master' }),
  ...['_User', '_Session', '_Role', '_Installation'].map((name) => del(`/purge/${name}`, { by: 'master' })),
];
