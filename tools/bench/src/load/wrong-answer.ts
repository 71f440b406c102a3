import type { ApiRequest, Json, JsonObject } from '../api/api-request.js';

/** What a server sent. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * What is wrong with an answer, judged by its request alone; undefined for a right one. That a status tells of success
 * proves nothing: no rows, another object, and a batch of fifty errors come with one, and all cost less.
 */
export function wrongAnswer(request: ApiRequest, { status, text }: ReceivedAnswer): string | undefined {
  const expected = expectationOf(request);
  if (status === expected.status && expected.isRight(parsed(text))) return undefined;
  return `${request.method} ${request.path}: ${status} ${text.slice(0, 300)}`;
}

interface Expectation {
  readonly status: number;
  readonly isRight: (body: Json | undefined) => boolean;
}

function expectationOf({ method, path, body = {} }: ApiRequest): Expectation {
  const { pathname, searchParams } = new URL(path, 'http://server');
  const [, route, , objectId] = pathname.split('/');
  if (route === 'batch') return ok((answer) => isBatchOf(lengthOf(body['requests']), answer));
  if (route === 'login') return ok((answer) => isText(member(answer, 'sessionToken')));
  if (route === 'functions') return ok((answer) => member(answer, 'result') !== undefined);
  if (body['_method'] === 'GET') return ok((answer) => lengthOf(member(answer, 'results')) >= 0);
  if (method === 'POST') return { status: 201, isRight: isCreated };
  if (method === 'PUT') return ok((answer) => isUpdated(body, answer));
  const included = searchParams.get('include')?.split(',') ?? [];
  if (objectId === undefined) return ok((answer) => isPage(searchParams, answer) && shows(included, answer));
  return ok((answer) => member(answer, 'objectId') === objectId && includes(included, answer));
}

function ok(isRight: Expectation['isRight']): Expectation {
  return { status: 200, isRight };
}

function isBatchOf(length: number, answer: Json | undefined): boolean {
  const operations = listOf(answer);
  return operations.length === length && operations.every((each) => isCreated(member(each, 'success')));
}

function isCreated(answer: Json | undefined): boolean {
  return isText(member(answer, 'objectId')) && isText(member(answer, 'createdAt'));
}

/** What operations have made is told, as the client cannot know it. */
function isUpdated(body: JsonObject, answer: Json | undefined): boolean {
  const operated = Object.keys(body).filter((name) => member(body[name], '__op') === 'Increment');
  return (
    isText(member(answer, 'updatedAt')) && operated.every((name) => typeof member(answer, name) === 'number')
  );
}

/** There are enough rows for every limit that is asked for. */
function isPage(parameters: URLSearchParams, answer: Json | undefined): boolean {
  const limit = parameters.get('limit');
  const length = lengthOf(member(answer, 'results'));
  const isCounted = !parameters.has('count') || Number(member(answer, 'count')) > 0;
  return isCounted && (limit === null ? length >= 0 : length === Number(limit));
}

function shows(included: readonly string[], answer: Json | undefined): boolean {
  return listOf(member(answer, 'results')).every((row) => includes(included, row));
}

/** Of an included path every step is an object. */
function includes(included: readonly string[], row: Json | undefined): boolean {
  return included.every((path) => leadsOn(row, path.split('.')));
}

function leadsOn(row: Json | undefined, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const part = member(row, name);
  return member(part, '__type') === 'Object' && isText(member(part, 'createdAt')) && leadsOn(part, rest);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function member(value: Json | undefined, name: string): Json | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || isList(value)) return undefined;
  return value[name];
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

/** -1 for what is no list. */
function lengthOf(value: Json | undefined): number {
  return value !== undefined && isList(value) ? value.length : -1;
}

function listOf(value: Json | undefined): readonly Json[] {
  return value !== undefined && isList(value) ? value : [];
}

/** `Array.isArray` does not narrow readonly lists. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
