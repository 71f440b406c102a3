import type { LoadJob } from './load-messages.js';
import { runLoad } from './run-load.js';

// The process that sends the load: one for all turns, so that every server meets the same.

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  void runLoad(message as LoadJob).then(
    (result) => process.send?.(result),
    (error: unknown) =>
      process.send?.({ requests: 0, seconds: 0, p50Ms: 0, p99Ms: 0, failure: String(error) }),
  );
});
