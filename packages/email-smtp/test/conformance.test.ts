import { runEmailConformance } from '@parse/adapter-tests';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { smtpEmail } from '../src/index.js';
import { startMailServer, type MailServer } from '@tools/services';

const servers: MailServer[] = [];

beforeAll(async () => {
  servers.push(
    await startMailServer(),
    await startMailServer({
      onRcptTo: ({ address }, _session, done) => done(new Error(`no mailbox ${address} here`)),
    }),
  );
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

const adapterFor = (index: number) =>
  smtpEmail({ from: 'Shop <noreply@shop.example>', host: '127.0.0.1', port: servers[index]?.port ?? 0 });

runEmailConformance({
  create: () => adapterFor(0),
  createRefused: () => adapterFor(1),
  inbox: async () => servers[0]?.mails ?? [],
  testApi: { describe, test, afterAll },
});
