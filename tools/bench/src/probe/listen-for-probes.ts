import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { probeVariable, type ProbeQuestion, type ProbeReply, type ProcessCost } from './probe-messages.js';

/** Asks one server process. */
export interface Probe {
  /** Starts counting. */
  readonly begin: () => Promise<void>;
  /** What was used since. */
  readonly end: () => Promise<ProcessCost>;
  readonly startProfile: () => Promise<void>;
  /** A profile in the format of V8 and Chrome, `.cpuprofile`. */
  readonly stopProfile: () => Promise<object>;
}

/** The end of the side channel at which servers' probes arrive. */
export interface ProbeListener {
  /** Added to the environment of a server process, this loads the probe into it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The probe of a process; waits until it has connected. */
  readonly probeOf: (pid: number) => Promise<Probe>;
  readonly close: () => void;
}

/** Listens for probes on a free port. */
export async function listenForProbes(): Promise<ProbeListener> {
  const probes = new Map<number, Probe>();
  const waiting = new Map<number, (probe: Probe) => void>();
  const server = createServer((socket) => {
    welcome(socket, (pid, probe) => {
      probes.set(pid, probe);
      waiting.get(pid)?.(probe);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    environment: {
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'probe.js')).href}`,
      [probeVariable]: String(port),
    },
    async probeOf(pid) {
      return probes.get(pid) ?? new Promise((resolve) => waiting.set(pid, resolve));
    },
    close: () => server.close(),
  };
}

function welcome(socket: Socket, announce: (pid: number, probe: Probe) => void): void {
  const pending = new Map<number, (answer: unknown) => void>();
  let lastId = 0;
  socket.unref();
  // A server that ends takes its probe along; whoever waits for an answer sees the server's end.
  socket.on('error', () => undefined);
  const ask = async (question: ProbeQuestion): Promise<unknown> => {
    const id = (lastId += 1);
    socket.ref();
    socket.write(`${JSON.stringify({ id, question })}\n`);
    const answer = await new Promise((resolve) => pending.set(id, resolve));
    socket.unref();
    return answer;
  };
  const probe: Probe = {
    begin: async () => {
      await ask('begin');
    },
    end: async () => (await ask('end')) as ProcessCost,
    startProfile: async () => {
      await ask('startProfile');
    },
    stopProfile: async () => (await ask('stopProfile')) as object,
  };
  createInterface({ input: socket }).on('line', (line) => {
    const message = JSON.parse(line) as ProbeReply | { readonly pid: number };
    if ('pid' in message) announce(message.pid, probe);
    else pending.get(message.id)?.(message.answer);
  });
}
