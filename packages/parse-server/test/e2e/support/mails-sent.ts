import type { TestServer } from './start-server.js';

/** Waits until the mails of the requests that were answered are made and with the adapter: no answer waits for them. */
export async function mailsSent({ app }: Pick<TestServer, 'app'>): Promise<void> {
  await app.mail?.settled();
}
