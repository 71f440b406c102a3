import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../context/app.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isNestedDeeper } from '../types/json-depth.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { readLimited } from './read-limited.js';

/** What to tell another server. */
export interface WebhookCall {
  readonly url: string;
  readonly payload: JsonObject;
  /** Asking again does no harm, also when the first question has arrived. */
  readonly isRepeatable: boolean;
}

/** Milliseconds before the second and the third attempt. */
const PAUSES: readonly number[] = [100, 400];
/** Bytes that an answer may have. */
const MAX_ANSWER = 20 * 1024 * 1024;
/** Levels that an answer may have. Text as deep as one likes can be read as JSON, and not be written again. */
const MAX_DEPTH = 200;
/** The question cannot have arrived, so that it may be asked again whatever it is. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Statuses of servers that are busy or being replaced. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Asks another server and returns its `success`; undefined when it names none, or says nothing. Rejects with ScriptFailed for its
 * `error` and for answers that are no JSON, and with Timeout when there is no answer within `webhookTimeout`, attempts
 * included. Addresses of hooks stay out of what clients read.
 */
export async function callWebhook(app: App, call: WebhookCall): Promise<Json | undefined> {
  const { webhookTimeout } = app.settings;
  const signal = AbortSignal.timeout(webhookTimeout);
  const request = requestOf(app, call.payload);
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask(call.url, { ...request, signal });
    const pause = PAUSES[attempt];
    if ('text' in answer) return successOf(answer);
    if (signal.aborted) throw late(webhookTimeout, answer);
    if (pause === undefined || !mayAskAgain(answer, call)) throw unreachable(call.url, answer);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** The same words for every attempt, and an id to know them by. */
function requestOf(app: App, payload: JsonObject): RequestInit {
  const body = JSON.stringify(payload);
  const { webhookKey } = app.settings;
  return {
    method: 'POST',
    body,
    // Where another server points to was decided by nobody who may.
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/json',
      'X-Parse-Webhook-Id': randomUUID(),
      ...(webhookKey !== undefined && {
        'X-Parse-Webhook-Key': webhookKey,
        'X-Parse-Webhook-Signature': signature(webhookKey, Math.floor(app.now().getTime() / 1000), body),
      }),
    },
  };
}

/** Proves to the receiver who wrote the body, and when, without the key being told. */
function signature(key: string, seconds: number, body: string): string {
  const digest = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}

/** No answer that could be read. */
interface Failure {
  readonly cause: unknown;
  /** Absent: no answer came at all. */
  readonly failedStatus: number | undefined;
}

interface WebhookAnswer {
  readonly status: number;
  readonly text: string;
}

async function ask(url: string, request: RequestInit): Promise<WebhookAnswer | Failure> {
  try {
    const response = await fetch(url, request);
    const text = await readLimited(response, MAX_ANSWER, tooLong);
    const { status } = response;
    return PASSING.has(status) ? { cause: text, failedStatus: status } : { status, text };
  } catch (cause) {
    // It would be as long when it is asked for again.
    if (ParseError.isInstance(cause)) throw cause;
    return { cause, failedStatus: undefined };
  }
}

function tooLong(): ParseError {
  return malformed(`more than ${MAX_ANSWER} bytes`);
}

function mayAskAgain({ cause, failedStatus }: Failure, { isRepeatable }: WebhookCall): boolean {
  if (failedStatus !== undefined || isRepeatable) return isRepeatable;
  const reason = cause instanceof Error ? cause.cause : undefined;
  return reason instanceof Error && 'code' in reason && NOT_SENT.has(String(reason.code));
}

function successOf({ status, text }: WebhookAnswer): Json | undefined {
  const answer = text === '' && status < 300 ? {} : parsed(text);
  if (!isJsonObject(answer)) throw malformed(`status ${status}, no JSON object`);
  if (isNestedDeeper(answer, MAX_DEPTH)) throw malformed(`nested more than ${MAX_DEPTH} levels deep`);
  // As by Parse Server: many write `error: null` beside a success.
  if (Object.hasOwn(answer, 'error') && Boolean(answer.error))
    throw failed(errorText(answer.error), `status ${status}`);
  if (status >= 300) throw failed('The webhook failed.', `status ${status}`);
  return Object.hasOwn(answer, 'success') ? answer.success : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorText(error: Json | undefined): string {
  const text = isJsonObject(error) ? (error.message ?? error.error ?? error) : error;
  return typeof text === 'string' ? text : JSON.stringify(text ?? null);
}

function malformed(reason: string): ParseError {
  return failed('Malformed response', reason);
}

function failed(message: string, logMessage: string): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, message, { logMessage: `${message} (${logMessage})` });
}

function late(milliseconds: number, { cause }: Failure): ParseError {
  return new ParseError(
    ErrorCode.Timeout,
    `The webhook did not answer within ${milliseconds} milliseconds.`,
    {
      cause,
    },
  );
}

function unreachable(url: string, { cause, failedStatus }: Failure): ParseError {
  const reason = failedStatus === undefined ? 'no answer' : `status ${failedStatus}`;
  return new ParseError(ErrorCode.ScriptFailed, 'The webhook cannot be reached.', {
    cause,
    logMessage: `The webhook ${new URL(url).origin} cannot be reached: ${reason}.`,
  });
}
