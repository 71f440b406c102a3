import { connect } from 'node:net';

/** Sends bytes as they are and resolves to everything that came back until the server closed the connection. */
export function rawRequest(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** A request that closes its connection, with the headers given. */
export function requestText(line: string, headers: readonly string[] = [], body = ''): string {
  const all = ['Host: localhost', 'Connection: close', 'X-Parse-Application-Id: app', ...headers];
  return `${line} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n${body}`;
}

/** The status of the first answer. */
export function statusOf(answer: string): number {
  return Number(answer.slice(9, 12));
}
