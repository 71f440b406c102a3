import { createServer, type AddressInfo } from 'node:net';

/** A port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The port an environment variable asks for, else a free one. */
export async function choosePort(variable: string): Promise<number> {
  const wanted = process.env[variable];
  if (wanted === undefined) return freePort();
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`${variable} is not a port: ${wanted}`);
  return port;
}
