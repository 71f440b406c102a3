import { randomInt } from 'node:crypto';
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

/**
 * A port of the loopback interface that nobody listens on and that the system gives to nobody who asks for any port:
 * a server that is stopped for a while finds it free when it comes back.
 */
export async function keepablePort(): Promise<number> {
  for (;;) {
    const port = firstKeepable + randomInt(keepablePorts);
    if (await canListen(port)) return port;
  }
}

/** Linux gives away 32768 and above, macOS and Windows 49152 and above. */
const firstKeepable = 20_000;
const keepablePorts = 10_000;

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => {
      server.close(() => resolve(true));
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
