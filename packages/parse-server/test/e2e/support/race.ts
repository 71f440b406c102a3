import type { TestServer } from './start-server.js';

/**
 * Starts an attempt per racer over connections that are open already: to open one takes longer than to serve many a
 * request, so that racers who open their own arrive one after the other, and race nobody.
 */
export async function race<T>(
  server: Pick<TestServer, 'url'>,
  racers: number,
  attempt: (racer: number) => Promise<T>,
): Promise<T[]> {
  const each = <R>(work: (racer: number) => Promise<R>): Promise<R[]> =>
    Promise.all(Array.from({ length: racers }, (_, racer) => work(racer)));
  await each(async () => (await fetch(`${server.url}/health`)).arrayBuffer());
  return each(attempt);
}
