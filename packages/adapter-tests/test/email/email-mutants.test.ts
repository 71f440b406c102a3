import type { EmailAdapter, EmailMessage } from '@parse/core/adapter';
import { describe, expect, test } from 'vitest';
import { memoryEmail, playEmailKit, type Mailbox } from './play-email-kit.js';

test('the kit passes an adapter that does what it should', async () => {
  expect(await playEmailKit(memoryEmail)).toEqual([]);
});

test('the kit passes an adapter that leaves the mails about accounts to the engine', async () => {
  const plain = (mailbox: Mailbox): EmailAdapter => {
    const email = memoryEmail(mailbox);
    return { kind: 'email', name: 'memory', spec: 'email/1', send: (message) => email.send(message) };
  };
  expect(await playEmailKit(plain)).toEqual([]);
});

/** An adapter that changes messages on their way. */
function changing(change: (message: EmailMessage) => EmailMessage): (mailbox: Mailbox) => EmailAdapter {
  return (mailbox) => {
    const email = memoryEmail(mailbox);
    return { ...email, send: (message) => email.send(change(message)) };
  };
}

/** An adapter that does this instead of sending. */
function sending(
  send: (message: EmailMessage, mailbox: Mailbox) => Promise<void>,
): (mailbox: Mailbox) => EmailAdapter {
  return (mailbox) => ({ ...memoryEmail(mailbox), send: (message) => send(message, mailbox) });
}

const deliver = ({ mails }: Mailbox, { to, subject, text, from = 'app@example.com' }: EmailMessage): void => {
  mails.push({ recipients: to.split(/[,;\s:]+/).filter((word) => word.includes('@')), from, subject, text });
};

describe('the kit fails an adapter that', () => {
  test.each<[fault: string, create: (mailbox: Mailbox) => EmailAdapter, caughtBy: string]>([
    ['sends nothing', sending(async () => undefined), 'a mail reaches its address, with subject and text'],
    [
      'spoils letters',
      changing((mail) => ({ ...mail, text: Buffer.from(mail.text, 'latin1').toString('utf8') })),
      'characters of all scripts arrive as they were sent',
    ],
    [
      'drops markup',
      changing(({ html: _dropped, ...mail }) => mail),
      'a mail may have markup beside its text',
    ],
    ['makes up markup', changing((mail) => ({ html: mail.text, ...mail })), 'a mail without markup has none'],
    [
      'has one sender only',
      changing(({ from: _dropped, ...mail }) => mail),
      'the sender of a mail can be chosen',
    ],
    [
      'takes several addresses',
      sending(async (mail, mailbox) => deliver(mailbox, mail)),
      'an address followed by ", second@evil.example" reaches nobody else',
    ],
    [
      'takes a second line of an address for a header',
      sending(async (mail, mailbox) => deliver(mailbox, mail)),
      String.raw`an address followed by "\r\nBcc: second@evil.example" reaches nobody else`,
    ],
    [
      'lets the subject run into the body',
      changing((mail) => ({ ...mail, text: `${mail.subject.split('\r\n').slice(1).join('')}${mail.text}` })),
      'line breaks in a subject add neither recipients nor a body',
    ],
    [
      'sends a mail twice when there are many',
      (mailbox) => {
        const email = memoryEmail(mailbox);
        return {
          ...email,
          async send(mail) {
            await email.send(mail);
            if (mail.to.startsWith('burst7.')) await email.send(mail);
          },
        };
      },
      'mails that are sent at once all arrive, each once',
    ],
    [
      'does not escape names',
      (mailbox) => ({
        ...memoryEmail(mailbox),
        sendVerification: async ({ to, appName, link }) => {
          mailbox.mails.push({
            recipients: [to],
            from: '',
            subject: 's',
            text: link,
            html: `<p>${appName}</p>`,
          });
        },
      }),
      'sendVerification lets no name become a header, a recipient or markup',
    ],
    [
      'forgets the link',
      (mailbox) => {
        const email = memoryEmail(mailbox);
        return {
          ...email,
          sendPasswordReset: ({ to, appName }) => email.send({ to, subject: appName, text: appName }),
        };
      },
      'sendPasswordReset sends the link and the name of the app to the user',
    ],
    [
      'does not wait when it is closed',
      (mailbox) => {
        const email = memoryEmail(mailbox);
        const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
        return {
          ...email,
          send: (mail) =>
            mail.to.startsWith('closing.') ? later().then(() => email.send(mail)) : email.send(mail),
        };
      },
      'close waits for mails under way, and the adapter may be used again',
    ],
  ])('%s', async (_fault, create, caughtBy) => {
    expect(await playEmailKit(create)).toContain(caughtBy);
  });

  test.each<[fault: string, send: EmailAdapter['send']]>([
    ['takes a refusal for success', () => Promise.resolve()],
    ['fails with the error of its library', () => Promise.reject(new Error('550'))],
  ])('%s', async (_fault, send) => {
    const refused: EmailAdapter = { kind: 'email', name: 'memory', spec: 'email/1', send };
    expect(await playEmailKit(memoryEmail, () => refused)).toContain(
      'a mail that the provider does not take is an AdapterError, which tells no address',
    );
  });
});
