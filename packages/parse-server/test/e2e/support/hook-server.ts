import { createServer, type IncomingMessage } from 'node:http';
import type Parse from 'parse/node';
import { onTestFinished } from 'vitest';

/** A call of a webhook, as it arrived. */
export interface HookCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly body: Parse.Attributes;
}

/** How it is answered: what is no text is sent as JSON; `never` is no answer. */
export interface HookReply {
  readonly status?: number;
  readonly body: unknown;
}

/** A server behind webhooks. */
export interface HookServer {
  readonly url: string;
  readonly calls: readonly HookCall[];
  /** Answers calls from now on. */
  readonly reply: (answer: (call: HookCall) => HookReply | 'never') => void;
}

/** Starts a server that tells what it is called with, until the test ends. */
export async function startHookServer(): Promise<HookServer> {
  const calls: HookCall[] = [];
  let answer: (call: HookCall) => HookReply | 'never' = () => ({ body: {} });
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const { url: path = '', headers } = request;
      const call = { path, headers, text, body: JSON.parse(text) as Parse.Attributes };
      calls.push(call);
      const reply = answer(call);
      if (reply === 'never') return;
      response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json' });
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, calls, reply: (next) => void (answer = next) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
