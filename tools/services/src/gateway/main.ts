import { createCursors } from './cursors.js';
import { createEngine } from './engine.js';
import { readGatewayOptions } from './gateway-options.js';
import { createGatewayServer } from './gateway-server.js';
import { createTransactions } from './transactions.js';

// The gateway's process: MongoDB's wire protocol in front, DocumentDB behind.

const log = (line: string): void => console.log(line);
const options = readGatewayOptions(process.env);
const engine = createEngine(options);
const cursors = createCursors(engine);
const transactions = createTransactions(engine);
const server = createGatewayServer({ options, engine, cursors, transactions }, log);

setInterval(() => {
  cursors.closeIdle(Date.now());
  transactions.abortIdle(Date.now());
}, 5_000).unref();

const stop = (): void => {
  server.close();
  engine.pool.close();
  process.exit(0);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

await server.listen();
log(`listening on ${options.host}:${options.port}`);
