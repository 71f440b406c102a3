import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';

/** A server's version. Rejects when it does not answer within five seconds. */
export async function redisVersion(uri: string): Promise<string> {
  const { protocol, hostname, port, username, password } = new URL(uri);
  const address = { host: hostname, port: Number(port || 6379) };
  const socket = protocol === 'rediss:' ? connectSecure(address) : connectPlain(address);
  try {
    const account = [username, password].filter((word) => word !== '').map(decodeURIComponent);
    if (password !== '') socket.write(request(['AUTH', ...account]));
    socket.write(request(['INFO', 'server']));
    return await readVersion(socket);
  } finally {
    socket.destroy();
  }
}

function request(words: readonly string[]): string {
  const bulks = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${bulks.join('')}`;
}

async function readVersion(socket: Socket): Promise<string> {
  const signal = AbortSignal.timeout(5_000);
  for (let answer = ''; ;) {
    const [chunk] = (await once(socket, 'data', { signal })) as [Buffer];
    answer += chunk.toString('latin1');
    const version = /(?:redis|valkey)_version:(\S+)/.exec(answer)?.[1];
    if (version !== undefined) return version;
    if (answer.startsWith('-')) throw new Error(`Redis answers ${answer.trim()}`);
  }
}
