import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { queryObjects } from 'node:v8';

// Preloaded into a server: on SIGUSR2 it writes one line about what is left when everything nobody holds is collected.

let told = 0;

process.on('SIGUSR2', () => {
  told += 1;
  // Counting collects garbage first.
  const requests = queryObjects(IncomingMessage, { format: 'count' });
  const sockets = queryObjects(Socket, { format: 'count' });
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const { heapUsed, rss } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ told, requests, sockets, timers, heapUsed, rss })}\n`);
});
