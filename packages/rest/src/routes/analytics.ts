import { ErrorCode, ParseError } from '@parse/core';
import { okEmpty, type RestResponse } from '../rest-response.js';
import { pathParameter, type Route, type RouteCall } from '../route.js';

/** Events that SDKs report. Without an analytics adapter they are accepted and dropped. */
export const analyticsRoutes: readonly Route[] = [
  { method: 'POST', path: '/events/AppOpened', run: () => Promise.resolve(okEmpty()) },
  { method: 'POST', path: '/events/:eventName', run: runEvent },
];

const MAX_EVENT_NAME_LENGTH = 255;

async function runEvent(call: RouteCall): Promise<RestResponse> {
  const name = pathParameter(call, 'eventName');
  if (name.trim() !== '' && name.length <= MAX_EVENT_NAME_LENGTH) return okEmpty();
  throw new ParseError(ErrorCode.InvalidEventName, 'Invalid event name.');
}
