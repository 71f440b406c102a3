import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/bcrypt';
import { app, type Json, type JsonObject } from '../api/api-request.js';
import type { FloorAccounts, FloorObjects, FloorQuery, FloorStore, NewRow, Viewer } from './floor-store.js';

/** What a handler is told of a request. */
export interface FloorRequest {
  readonly method: string;
  /** With the query string. */
  readonly url: string;
  readonly sessionToken: string | undefined;
  /** The text of the body; empty when there is none. */
  readonly body: string;
}

/** What is answered. */
export interface FloorAnswer {
  readonly status: number;
  readonly body: Json;
  readonly location?: string;
}

const year = 365 * 24 * 3_600_000;

/** A user's roles are remembered for as long as Parse Servers remember them by default. */
const rememberedFor = 5000;

/** Answers the scenarios' requests and no others, by the shortest way to the statement and back. */
export function floorHandler({
  objects,
  accounts,
}: FloorStore): (request: FloorRequest) => Promise<FloorAnswer> {
  const viewerOf = rememberViewers(accounts);
  return async (request) => {
    const mark = request.url.indexOf('?');
    const path = mark < 0 ? request.url : request.url.slice(0, mark);
    const [, , kind, className = '', objectId] = path.split('/');
    if (kind === 'login') return logIn(accounts, request.body);
    if (kind === 'batch') return batch(objects, request.body);
    const viewer = request.sessionToken === undefined ? undefined : await viewerOf(request.sessionToken);
    if (request.method === 'POST') return create(objects, className, request.body);
    if (objectId === undefined)
      return find(objects, className, new URLSearchParams(request.url.slice(mark + 1)), viewer);
    if (request.method === 'GET') return answerOf(await objects.get(className, objectId, viewer));
    return update(objects, className, { objectId, body: request.body, viewer });
  };
}

function rememberViewers(accounts: FloorAccounts): (token: string) => Promise<Viewer> {
  const known = new Map<string, { readonly until: number; readonly principals: readonly string[] }>();
  return async (token) => {
    const found = known.get(token);
    if (found && found.until > Date.now()) return found.principals;
    const principals = await accounts.principalsOf(token);
    known.set(token, { until: Date.now() + rememberedFor, principals });
    return principals;
  };
}

async function create(objects: FloorObjects, className: string, body: string): Promise<FloorAnswer> {
  const row = newRow(JSON.parse(body) as JsonObject);
  await objects.insert(className, [row]);
  const { objectId, createdAt } = row;
  return {
    status: 201,
    body: { objectId, createdAt },
    location: `${app.mountPath}/classes/${className}/${objectId}`,
  };
}

async function find(
  objects: FloorObjects,
  className: string,
  parameters: URLSearchParams,
  viewer: Viewer,
): Promise<FloorAnswer> {
  const { score, done } = JSON.parse(parameters.get('where') ?? '') as FloorWhere;
  const query: FloorQuery = {
    minScore: score.$gte,
    done,
    limit: Number(parameters.get('limit')),
    withAuthorAndPlace: parameters.has('include'),
  };
  if (parameters.has('count')) return answerOf({ results: [], count: await objects.count(className, query) });
  return answerOf({ results: await objects.find(className, query, viewer) });
}

interface FloorWhere {
  readonly score: { readonly $gte: number };
  readonly done: boolean;
}

async function update(
  objects: FloorObjects,
  className: string,
  { objectId, body, viewer }: { readonly objectId: string; readonly body: string; readonly viewer: Viewer },
): Promise<FloorAnswer> {
  const { title, score } = JSON.parse(body) as FloorUpdate;
  const updatedAt = new Date().toISOString();
  const changed = await objects.update(
    className,
    { objectId, title, amount: score.amount, updatedAt },
    viewer,
  );
  return answerOf(changed === undefined ? undefined : { updatedAt, score: changed });
}

interface FloorUpdate {
  readonly title: string;
  readonly score: { readonly amount: number };
}

async function logIn(accounts: FloorAccounts, body: string): Promise<FloorAnswer> {
  const { username, password } = JSON.parse(body) as Readonly<Record<string, string>>;
  const user = await accounts.userNamed(username ?? '');
  if (!user || !(await verify(password ?? '', user.hash))) return answerOf(undefined);
  const now = Date.now();
  const sessionToken = `r:${randomBytes(16).toString('hex')}`;
  await accounts.insertSession({
    objectId: newId(),
    sessionToken,
    userId: user.objectId,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + year).toISOString(),
  });
  return answerOf({ ...user.shown, sessionToken });
}

/** All of the batch is creates in one class, which go to the database as one statement. */
async function batch(objects: FloorObjects, body: string): Promise<FloorAnswer> {
  const { requests } = JSON.parse(body) as FloorBatch;
  const rows = requests.map((request) => newRow(request.body));
  const className = requests[0]?.path.split('/').at(-1) ?? '';
  await objects.insert(className, rows);
  const results = rows.map(({ objectId, createdAt }) => ({ success: { objectId, createdAt } }));
  return { status: 200, body: results };
}

interface FloorBatch {
  readonly requests: readonly { readonly path: string; readonly body: JsonObject }[];
}

function newRow(body: JsonObject): NewRow {
  return { objectId: newId(), createdAt: new Date().toISOString(), body };
}

function newId(): string {
  return randomBytes(8).toString('hex');
}

function answerOf(body: JsonObject | undefined): FloorAnswer {
  if (body) return { status: 200, body };
  return { status: 404, body: { code: 101, error: 'Object not found.' } };
}
