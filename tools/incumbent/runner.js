// Runs parse-server: told over IPC where it is installed and its options, it answers with its port. It is
// forked by `startIncumbent` and ends when that process does.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

process.on('disconnect', () => process.exit());
process.once('message', ({ folder, options }) => {
  // The port comes first, as the server is told its own address; nobody else is told before it answers.
  const server = createServer();
  server.listen(0, '127.0.0.1', async () => {
    const { port } = server.address();
    try {
      const serverURL = `http://127.0.0.1:${port}/parse`;
      const given = withFunctions(options, serverURL);
      await serve(server, folder, { ...given, serverURL, publicServerURL: serverURL });
      process.send({ port });
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  });
});

async function serve(server, folder, options) {
  const entry = createRequire(join(folder, 'package.json')).resolve('parse-server');
  const { ParseServer } = await import(pathToFileURL(entry).href);
  const parseServer = new ParseServer(options);
  const app = createRequire(entry)('express')();
  app.use('/parse', parseServer.app);
  server.on('request', app);
  await parseServer.start();
  if (options.liveQuery !== undefined) await ParseServer.createLiveQueryServer(server);
}

// JSON has no functions: `{ function: path }` stands for the one that the module there makes for the server's address.
function withFunctions(value, serverURL) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.function === 'string') return createRequire(import.meta.url)(value.function)(serverURL);
  if (Array.isArray(value)) return value.map((item) => withFunctions(item, serverURL));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withFunctions(item, serverURL)]),
  );
}
