import { AdapterError, type EmailAdapter, type EmailMessage } from '@parse/core/adapter';
import { runEmailConformance, type ReceivedMail } from '../../src/index.js';
import { collectTests } from '../collect-tests.js';

/** A list that mails are delivered to. */
export interface Mailbox {
  readonly mails: ReceivedMail[];
}

const oneAddress = /^[^\s,;:<>@\0]+@[^\s,;:<>@\0]+$/;

/** The contract in its plainest form: mails go to the list. */
export function memoryEmail({ mails }: Mailbox): EmailAdapter {
  const send = async ({ to, from = 'app@example.com', subject, text, html }: EmailMessage): Promise<void> => {
    if (!oneAddress.test(to)) throw new AdapterError('memory', 'not an address');
    await Promise.resolve();
    mails.push({ recipients: [to], from, subject: subject.replaceAll(/\s+/g, ' '), text, html });
  };
  const sendLink = (to: string, appName: string, link: string): Promise<void> =>
    send({
      to,
      subject: appName,
      text: `${appName}\n${link}`,
      html: `<p>${escape(appName)} ${escape(link)}</p>`,
    });
  return {
    kind: 'email',
    name: 'memory',
    spec: 'email/1',
    send,
    sendVerification: ({ to, appName, link }) => sendLink(to, appName, link),
    sendPasswordReset: ({ to, appName, link }) => sendLink(to, appName, link),
  };
}

/** A provider that takes nothing. */
export function refusingEmail(): EmailAdapter {
  return {
    kind: 'email',
    name: 'memory',
    spec: 'email/1',
    send: () => Promise.reject(new AdapterError('memory', 'the provider is away')),
  };
}

/** Runs the kit outside any test runner; tells the names of failed tests. */
export async function playEmailKit(
  create: (mailbox: Mailbox) => EmailAdapter,
  createRefused: () => EmailAdapter = refusingEmail,
): Promise<readonly string[]> {
  const mailbox: Mailbox = { mails: [] };
  const tests = collectTests();
  runEmailConformance({
    create: () => create(mailbox),
    createRefused,
    inbox: async () => mailbox.mails,
    print: () => undefined,
    testApi: tests.testApi,
  });
  return tests.play();
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
