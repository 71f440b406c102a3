export { type TrustProxy } from './client-address.js';
export {
  createUseCounter,
  RateLimitError,
  type RateLimiterOptions,
  type UseCounter,
  type UsesLeft,
} from './count-uses.js';
export { type CorsOptions } from './cors.js';
export { createRestHandler, type RestOptions } from './create-rest-handler.js';
export {
  fetchHandler,
  type FetchCaller,
  type FetchHandlerOptions,
  type FetchListener,
} from './fetch-handler.js';
export { type IdempotencyOptions } from './idempotency.js';
export { nodeHandler, type NodeHandlerOptions, type NodeListener, type NodeRequest } from './node-handler.js';
export { createRateLimiter, type RateLimiter, type RateLimitRule } from './rate-limit.js';
export {
  memoryRateLimitStore,
  type MemoryRateLimitStoreOptions,
  type RateLimitStore,
  type RateLimitWindow,
} from './rate-limit-store.js';
export { type RestBody, type RestHandler, type RestRequest } from './rest-request.js';
export { type ResponseHeaders, type RestResponse, type RestResponseBody } from './rest-response.js';
export { createWaitingHandler, type ServerState, type WaitingHandlerOptions } from './server-state.js';
