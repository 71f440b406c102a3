export { startTestServer, type TestServer, type TestServerOptions } from './start-test-server.js';
export type { TestClock } from './test-clock.js';
