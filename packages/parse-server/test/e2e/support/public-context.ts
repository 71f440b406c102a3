import { authenticate, type RequestContext } from '@parse/core';
import type { TestServer } from './start-server.js';

/** A request of nobody in particular, for operations that pages call and no route of the API. */
export function publicContext({ app, appId }: Pick<TestServer, 'app' | 'appId'>): Promise<RequestContext> {
  return authenticate(app, { appId, ip: '127.0.0.1' });
}
