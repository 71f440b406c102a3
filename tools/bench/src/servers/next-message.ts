import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What the process says next; rejects when it ends before it says anything. */
export async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const settled = new AbortController();
  const { signal } = settled;
  const ended = once(child, 'exit', { signal }).then(([code, killedBy]: unknown[]) => {
    throw new Error(`the process ended with ${String(code ?? killedBy)}`);
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Message];
    return message;
  } finally {
    settled.abort();
  }
}
