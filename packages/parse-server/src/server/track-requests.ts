import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createBag } from '@parse/core';
import type { RestHandler, RestResponse } from '@parse/rest';
import type { RequestFunction } from './request-function.js';

/** Knows which requests are under way. */
export interface RequestTracker {
  /** The same handler; a request is under way until the promise settles. */
  handler(handler: RestHandler): RestHandler;
  /** The same listener; a request is under way until its answer is sent or the client is gone. */
  listener(listener: RequestFunction): RequestFunction;
  /**
   * Resolves when no request is under way, at the latest after `milliseconds`; says whether it came to that.
   * Answers that follow tell their clients not to send more on the same connection.
   */
  drain(milliseconds: number): Promise<boolean>;
}

/** Makes a tracker; every server has its own. */
export function trackRequests(): RequestTracker {
  const responses = createBag<ServerResponse>();
  const whenGone = watchConnections();
  let running = 0;
  let draining = false;
  let whenIdle: (() => void) | undefined;
  const finish = (): void => {
    running -= 1;
    if (running === 0) {
      whenIdle?.();
    }
  };
  const answered = (answer: RestResponse): RestResponse => {
    finish();
    return answer;
  };
  const failed = (error: unknown): never => {
    finish();
    throw error;
  };
  return {
    handler: (handler) => (request) => {
      running += 1;
      return handler(request).then(answered, failed);
    },
    listener: (listener) => (request, response, next) => {
      const isQueued = response.socket === null;
      // Middleware before us may have taken longer than the client waited.
      if (response.closed || (isQueued && request.socket.destroyed)) {
        return;
      }
      running += 1;
      const remove = responses.add(response);
      let isOver = false;
      const end = (): void => {
        if (isOver) {
          return;
        }
        isOver = true;
        remove();
        finish();
      };
      response.on('close', end);
      if (isQueued) {
        response.on('close', whenGone(request.socket, end));
      }
      if (draining) {
        closeAfter(response);
      }
      listener(request, response, next);
    },
    async drain(milliseconds) {
      draining = true;
      responses.all().forEach(closeAfter);
      return running === 0 || waitUntilIdle(milliseconds, (idle) => (whenIdle = idle));
    },
  };
}

/**
 * Calls back when a connection is closed, until what it returns is called. For responses that wait behind another, as
 * clients may send requests without awaiting the answers: when such a client is gone, Node closes but the first of them.
 */
function watchConnections(): (socket: Socket, onGone: () => void) => () => void {
  const watched = new WeakMap<Socket, Set<() => void>>();
  const watch = (socket: Socket): Set<() => void> => {
    const waiting = new Set<() => void>();
    watched.set(socket, waiting);
    socket.on('close', () => waiting.forEach((onGone) => onGone()));
    return waiting;
  };
  return (socket, onGone) => {
    const waiting = watched.get(socket) ?? watch(socket);
    waiting.add(onGone);
    return () => waiting.delete(onGone);
  };
}

async function waitUntilIdle(milliseconds: number, onIdle: (idle: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    onIdle(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) {
    response.setHeader('Connection', 'close');
  }
}
