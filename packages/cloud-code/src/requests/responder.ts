import { validateHeaderName, validateHeaderValue } from 'node:http';
import { ErrorCode, ParseError } from '@parse/core';
import { scriptFailure } from '../script-failure.js';

/** How a function with two parameters answers. */
export interface FunctionResponse {
  success(result?: unknown): void;
  error(reason?: unknown): void;
  status(code: number): FunctionResponse;
  header(name: string, value: string): FunctionResponse;
}

/** What it answered. */
export interface Answered {
  readonly result: unknown;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A response for one call, and what waits for its answer. */
export interface Responder {
  readonly response: FunctionResponse;
  /** Runs the function; settles with what it tells its response, or with what it throws. */
  readonly answer: (run: () => unknown) => Promise<Answered>;
}

/** Makes a response; the first answer counts. */
export function responder(): Responder {
  let status: number | undefined;
  const headers = new Map<string, readonly [name: string, value: string]>();
  const settled = promiseWithResolvers();
  const response: FunctionResponse = {
    success(result) {
      settled.resolve({
        result,
        ...(status !== undefined && { status }),
        ...(headers.size > 0 && { headers: Object.fromEntries(headers.values()) }),
      });
    },
    error(reason) {
      // Whatever `status` says: clients know failures by their code, and each code has its status.
      settled.reject(scriptFailure(reason));
    },
    status(code) {
      if (!Number.isInteger(code) || code < 200 || code > 599) throw unusable('status', String(code));
      status = code;
      return response;
    },
    header(name, value) {
      assertHeader(name, value);
      const key = name.toLowerCase();
      if (!OF_THE_TRANSPORT.has(key)) headers.set(key, [name, value]);
      return response;
    },
  };
  return {
    response,
    async answer(run) {
      void (async () => run())().catch(settled.reject);
      return settled.promise;
    },
  };
}

/** They say how the answer is sent, and not what it is. */
const OF_THE_TRANSPORT: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function assertHeader(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw unusable('header', name);
  }
}

function unusable(what: string, value: string): ParseError {
  return new ParseError(
    ErrorCode.ScriptFailed,
    `The function set a ${what} that HTTP does not have: ${value}`,
  );
}

function promiseWithResolvers() {
  let resolve: (answer: Answered) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Answered>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
