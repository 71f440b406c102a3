import { createServer, type Server, type Socket } from 'node:net';
import { firstFieldName, scanFields } from './bson/raw-document.js';
import type { CommandTools } from './commands/command-table.js';
import { createCommandRunner, type CommandRunner } from './handle-command.js';
import { messageStream } from './message-stream.js';
import { encodeReply, headerSize, messageSize, readRequest, type WireRequest } from './wire-protocol.js';

/** A server that speaks MongoDB's wire protocol on the loopback interface, without authentication. */
export interface GatewayServer {
  readonly listen: () => Promise<void>;
  readonly close: () => void;
}

export function createGatewayServer(tools: CommandTools, log: (line: string) => void): GatewayServer {
  const run = createCommandRunner(tools, log);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, ++connections, run, log);
  });
  const { host, port } = tools.options;
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.on('error', reject);
        server.listen(port, host, resolve);
      }),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Answers the requests of one connection, in order. One who watches the server sends no other, and is told on and on. */
function serve(socket: Socket, id: number, run: CommandRunner, log: (line: string) => void): void {
  const client = { id, remote: `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}` };
  let before = Promise.resolve();
  const giveUp = (error: unknown): void => {
    log(`connection ${id}: ${String(error)}`);
    socket.destroy();
  };
  const answer = async (message: Buffer): Promise<void> => {
    const request = readRequest(message);
    const isStream = request.takesMore && isHello(request);
    do {
      const reply = await run({ ...request, client });
      if (request.wantsReply) socket.write(encodeReply(request, reply, !isStream));
    } while (isStream && !socket.destroyed);
  };
  const feed = messageStream(headerSize, messageSize, (message) => {
    before = before.then(() => answer(message)).catch(giveUp);
  });
  socket.setNoDelay(true);
  // A client that goes away is told of by 'close'.
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    try {
      feed(chunk);
    } catch (error) {
      giveUp(error);
    }
  });
}

/** Only this is answered on and on; MongoDB leaves it to the server which commands are. */
function isHello({ body }: WireRequest): boolean {
  return firstFieldName(scanFields(body)) === 'hello';
}
