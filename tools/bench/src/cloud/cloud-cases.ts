import type { ApiRequest } from '../api/api-request.js';

/** The servers that are measured: without Cloud Code, with it, and with it but its SDK made to use the network. */
export const cloudServers = ['without', 'with', 'network', 'incumbent'] as const;

export type CloudServer = (typeof cloudServers)[number];

/** The objects that requests are about, the same number of each class. */
export interface CloudWorld {
  readonly origin: string;
  /** No trigger is of this class. */
  readonly plainIds: readonly string[];
  /** Its `beforeSave` changes one field. */
  readonly stampedIds: readonly string[];
  /** Its `beforeSave` does nothing. */
  readonly watchedIds: readonly string[];
}

/** One line of the table. */
export interface CloudCase {
  readonly name: string;
  readonly title: string;
  readonly server: CloudServer;
  /** The case that its cost is divided by. */
  readonly against?: string;
  /** Calls of the SDK in one request; the cost is that of one. */
  readonly calls: number;
  readonly requests: (world: CloudWorld) => readonly ApiRequest[];
}

/** Enough that the request around them hardly counts. */
const calls = 100;

/** In the order of the table. */
export const cloudCases: readonly CloudCase[] = [
  {
    name: 'update',
    title: 'update, on a server without Cloud Code',
    server: 'without',
    calls: 1,
    requests: ({ plainIds }) => puts('Plain', plainIds),
  },
  {
    name: 'update-others',
    title: 'update, where other classes have triggers',
    server: 'with',
    against: 'update',
    calls: 1,
    requests: ({ plainIds }) => puts('Plain', plainIds),
  },
  {
    name: 'update-empty',
    title: 'update with a beforeSave that does nothing',
    server: 'with',
    against: 'update-others',
    calls: 1,
    requests: ({ watchedIds }) => puts('Watched', watchedIds),
  },
  {
    name: 'update-trigger',
    title: 'update with a beforeSave that changes one field',
    server: 'with',
    against: 'update-others',
    calls: 1,
    requests: ({ stampedIds }) => puts('Stamped', stampedIds),
  },
  {
    name: 'incumbent-update',
    title: 'parse-server 9.10.0: update, where other classes have triggers',
    server: 'incumbent',
    calls: 1,
    requests: ({ plainIds }) => puts('Plain', plainIds),
  },
  {
    name: 'incumbent-trigger',
    title: 'parse-server 9.10.0: update with a beforeSave that changes one field',
    server: 'incumbent',
    against: 'incumbent-update',
    calls: 1,
    requests: ({ stampedIds }) => puts('Stamped', stampedIds),
  },
  {
    name: 'function',
    title: 'call of a function that returns a number',
    server: 'with',
    calls: 1,
    requests: () => [{ method: 'POST', path: '/functions/answer', body: {} }],
  },
  {
    name: 'sdk-network',
    title: 'get by the SDK in Cloud Code, over HTTP (its end in the server included)',
    server: 'network',
    calls,
    requests: (world) => readMany(world),
  },
  {
    name: 'sdk-direct',
    title: 'get by the SDK in Cloud Code, without HTTP',
    server: 'with',
    against: 'sdk-network',
    calls,
    requests: (world) => readMany(world),
  },
];

function puts(className: string, ids: readonly string[]): readonly ApiRequest[] {
  return ids.map((id, n) => ({
    method: 'PUT',
    path: `/classes/${className}/${id}`,
    body: { title: `Changed ${n}`, score: { __op: 'Increment', amount: 1 } },
  }));
}

function readMany({ origin, plainIds }: CloudWorld): readonly ApiRequest[] {
  return plainIds.map((objectId) => ({
    method: 'POST',
    path: '/functions/readMany',
    body: { objectId, calls, serverURL: `${origin}/parse` },
  }));
}
