import {
  ErrorCode,
  ForbiddenError,
  isJsonObject,
  ParseError,
  type Credentials,
  type Json,
  type JsonObject,
} from '@parse/core';
import type { RestRequest } from './rest-request.js';

/** What is left of a request once its credentials are read. */
export interface ReadCredentials {
  readonly credentials: Credentials;
  /** The body without the fields that carried credentials. */
  readonly body: JsonObject;
}

type Draft = { -readonly [Name in keyof Credentials]: Credentials[Name] };
type TextField = Exclude<keyof Credentials, 'cloudContext' | 'appId' | 'ip' | 'headers'>;

const HEADERS: readonly (readonly [TextField, string])[] = [
  ['masterKey', 'x-parse-master-key'],
  ['maintenanceKey', 'x-parse-maintenance-key'],
  ['sessionToken', 'x-parse-session-token'],
  ['installationId', 'x-parse-installation-id'],
  ['clientVersion', 'x-parse-client-version'],
  ['restAPIKey', 'x-parse-rest-api-key'],
  ['clientKey', 'x-parse-client-key'],
  ['javascriptKey', 'x-parse-javascript-key'],
  ['dotNetKey', 'x-parse-windows-key'],
];

/**
 * Finds out which app and keys a request names: in its headers, as HTTP Basic user and password, or in the body as
 * browsers' SDKs send them. The body counts only when the headers do not name this app. Throws
 * `ForbiddenError('unauthorized')` when nothing names it, or when a credential in the body is not a text.
 */
export function readCredentials(request: RestRequest, body: JsonObject, appId: string): ReadCredentials {
  const draft: Draft = { appId, ip: request.ip };
  if (request.headers) draft.headers = request.headers;
  for (const [field, name] of HEADERS) {
    const value = request.header(name);
    if (value) draft[field] = value;
  }
  const context = request.header('x-parse-cloud-context');
  if (context) draft.cloudContext = decodeContext(context);
  if (request.header('x-parse-application-id') === appId || readBasic(request, draft))
    return { credentials: draft, body };
  if (!Object.hasOwn(body, '_ApplicationId')) throw unauthorized();
  return { credentials: draft, body: takeFromBody(draft, body) };
}

/** `appId:masterKey` or `appId:javascript-key=KEY`. */
function readBasic(request: RestRequest, draft: Draft): boolean {
  const header = request.header('authorization');
  if (header?.slice(0, 6).toLowerCase() !== 'basic ') return false;
  const text = Buffer.from(header.slice(6), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0 || text.slice(0, colon) !== draft.appId) return false;
  const key = text.slice(colon + 1);
  const javascriptKey = 'javascript-key=';
  if (key.startsWith(javascriptKey)) draft.javascriptKey = key.slice(javascriptKey.length);
  else if (key !== '') draft.masterKey = key;
  return true;
}

/** Moves the credentials out of the body. The rest keeps its own keys only, `__proto__` among them. */
function takeFromBody(draft: Draft, body: JsonObject): JsonObject {
  const {
    _ApplicationId: appId,
    _JavaScriptKey: javascriptKey,
    _MasterKey: masterKey,
    _SessionToken: sessionToken,
    _InstallationId: installationId,
    _ClientVersion: clientVersion,
    _ContentType: contentType,
    _context: context,
    _RevocableSession: _revocable,
    _noBody: _noBody,
    ...rest
  } = body;
  if (textOf(appId) !== draft.appId) throw unauthorized();
  textOf(contentType);
  setText(draft, 'javascriptKey', javascriptKey);
  setText(draft, 'masterKey', masterKey);
  setText(draft, 'sessionToken', sessionToken);
  setText(draft, 'installationId', installationId);
  setText(draft, 'clientVersion', clientVersion);
  if (context !== undefined) draft.cloudContext = decodeContext(context);
  return rest;
}

function setText(draft: Draft, field: TextField, value: Json | undefined): void {
  const text = textOf(value);
  if (text) draft[field] = text;
}

/** Anything but a text would reach comparisons and queries as an operator. */
function textOf(value: Json | undefined): string | undefined {
  if (value !== undefined && typeof value !== 'string') throw unauthorized();
  return value;
}

function decodeContext(value: Json): JsonObject {
  const context = typeof value === 'string' ? parseContext(value) : value;
  if (isJsonObject(context)) return context;
  throw new ParseError(ErrorCode.InvalidJson, 'Invalid object for context.');
}

function parseContext(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unauthorized(): ForbiddenError {
  return new ForbiddenError('unauthorized', 'the request does not name this app');
}
