import { deepEqual, equal, fail, match, ok } from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { AdapterError, type AccountMail, type EmailAdapter } from '@parse/core/adapter';
import { defineEmailCases, type EmailCase, type EmailCaseContext, type ReceivedMail } from './email-case.js';

const hostileText = 'Bob\r\nBcc: stolen@evil.example\r\n\r\n<script>alert(1)</script>';
const link = 'https://shop.example/apps/shop/page?token=a1&locale=de';

/** The cases of every mail adapter. */
export const emailCases = defineEmailCases([
  {
    name: 'a mail reaches its address, with subject and text',
    run: async (ctx) => {
      const to = ctx.address('plain');
      await ctx.email.send({ to, subject: 'A subject', text: 'First line.\n\nSecond line.' });
      const mail = await onlyMailTo(ctx, to);
      equal(mail.subject, 'A subject');
      equal(readable(mail.text), 'First line.\n\nSecond line.');
    },
  },
  {
    name: 'characters of all scripts arrive as they were sent',
    run: async (ctx) => {
      const to = ctx.address('scripts');
      const words = 'Grüße, 你好, مرحبا, 👩‍👩‍👧';
      await ctx.email.send({ to, subject: words, text: words, html: `<p>${words}</p>` });
      const mail = await onlyMailTo(ctx, to);
      equal(mail.subject, words);
      equal(readable(mail.text), words);
      ok(mail.html?.includes(words), 'the markup has the words');
    },
  },
  {
    name: 'a mail may have markup beside its text',
    run: async (ctx) => {
      const to = ctx.address('markup');
      await ctx.email.send({ to, subject: 's', text: 'plain', html: '<p>rich</p>' });
      const mail = await onlyMailTo(ctx, to);
      equal(readable(mail.text), 'plain');
      match(mail.html ?? '', /<p>rich<\/p>/);
    },
  },
  {
    name: 'a mail without markup has none',
    run: async (ctx) => {
      const to = ctx.address('textonly');
      await ctx.email.send({ to, subject: 's', text: 'plain' });
      equal((await onlyMailTo(ctx, to)).html ?? '', '');
    },
  },
  {
    name: 'the sender of a mail can be chosen',
    run: async (ctx) => {
      const to = ctx.address('sender');
      await ctx.email.send({ to, from: 'other@shop.example', subject: 's', text: 't' });
      equal((await onlyMailTo(ctx, to)).from, 'other@shop.example');
    },
  },
  {
    name: 'line breaks in a subject add neither recipients nor a body',
    run: async (ctx) => {
      const to = ctx.address('subject');
      await sendOrRefuse(ctx.email.send({ to, subject: hostileText, text: 'the text' }));
      await expectNobodyElse(ctx, 'stolen@evil.example');
      for (const mail of await ctx.mailsTo(to)) {
        deepEqual(mail.recipients, [to]);
        equal(readable(mail.text), 'the text');
      }
    },
  },
  ...['\r\nBcc: second@evil.example', ', second@evil.example', ';second@evil.example', '\0'].map(
    (suffix): EmailCase => ({
      name: `an address followed by ${JSON.stringify(suffix)} reaches nobody else`,
      run: async (ctx) => {
        const to = ctx.address('victim');
        await sendOrRefuse(ctx.email.send({ to: to + suffix, subject: 's', text: 't' }));
        await expectNobodyElse(ctx, 'second@evil.example');
      },
    }),
  ),
  {
    name: 'mails that are sent at once all arrive, each once',
    run: async (ctx) => {
      const addresses = Array.from({ length: 20 }, (_, index) => ctx.address(`burst${index}`));
      await Promise.all(addresses.map((to) => ctx.email.send({ to, subject: to, text: to })));
      for (const to of addresses) equal(readable((await onlyMailTo(ctx, to)).text), to);
    },
  },
  {
    name: 'a mail that the provider does not take is an AdapterError, which tells no address',
    run: async ({ refused, address }) => {
      const to = address('refused');
      const error = await refused.send({ to, subject: 's', text: 't' }).then(
        () => fail('the mail was sent'),
        (failure: unknown) => failure,
      );
      if (!AdapterError.isInstance(error)) fail('the failure is an AdapterError');
      equal(error.adapter, refused.name);
      ok(!error.message.includes(to), 'the message does not tell the address');
    },
  },
  ...accountCases('sendVerification'),
  ...accountCases('sendPasswordReset'),
  {
    name: 'close waits for mails under way, and the adapter may be used again',
    run: async (ctx) => {
      const [first, second] = [ctx.address('closing'), ctx.address('reopened')];
      let underWay = true;
      const sending = ctx.email.send({ to: first, subject: 's', text: 't' }).finally(() => {
        underWay = false;
      });
      await ctx.email.close?.();
      await setImmediate();
      ok(!underWay, 'no mail is under way after close');
      await sending;
      await ctx.email.open?.({
        appId: 'conformance',
        logger: { log: () => undefined, isEnabled: () => false },
      });
      await ctx.email.send({ to: second, subject: 's', text: 't' });
      await onlyMailTo(ctx, second);
    },
  },
]);

/** What holds of both mails about accounts. */
function accountCases(method: 'sendVerification' | 'sendPasswordReset'): readonly EmailCase[] {
  const send = (email: EmailAdapter, mail: AccountMail): Promise<void> =>
    email[method]?.(mail) ?? fail(`the adapter has no ${method}`);
  const mailFor = (to: string, appName = 'The Shop'): AccountMail => ({
    to,
    link,
    appName,
    user: { objectId: 'u1', username: 'bob', email: to },
  });
  return [
    {
      name: `${method} sends the link and the name of the app to the user`,
      needs: method,
      run: async (ctx) => {
        const to = ctx.address(method);
        await send(ctx.email, mailFor(to));
        const mail = await onlyMailTo(ctx, to);
        ok(mail.text.includes(link), 'the text has the link');
        ok(`${mail.subject}${mail.text}`.includes('The Shop'), 'the mail names the app');
        ok(mail.subject !== '', 'the mail has a subject');
      },
    },
    {
      name: `${method} lets no name become a header, a recipient or markup`,
      needs: method,
      run: async (ctx) => {
        const to = ctx.address(`${method}hostile`);
        const user = { objectId: 'u1', username: hostileText, email: to };
        await sendOrRefuse(send(ctx.email, { ...mailFor(to, hostileText), user }));
        await expectNobodyElse(ctx, 'stolen@evil.example');
        for (const mail of await ctx.mailsTo(to)) {
          deepEqual(mail.recipients, [to]);
          ok(!mail.html?.includes('<script'), 'names are escaped in the markup');
        }
      },
    },
    {
      name: `${method} escapes the link in the markup`,
      needs: method,
      run: async (ctx) => {
        const to = ctx.address(`${method}link`);
        await send(ctx.email, { ...mailFor(to), link: `${link}&x="><script>alert(1)</script>` });
        ok(!(await onlyMailTo(ctx, to)).html?.includes('<script'), 'the link is escaped');
      },
    },
  ];
}

async function onlyMailTo(ctx: EmailCaseContext, address: string): Promise<ReceivedMail> {
  const mails = await ctx.mailsTo(address);
  const [mail] = mails;
  if (mails.length !== 1 || !mail) fail(`one mail to ${address} was expected, ${mails.length} arrived`);
  deepEqual(mail.recipients, [address]);
  return mail;
}

/** Hostile input may be cleaned or refused; what must not happen is looked for in the inbox. */
async function sendOrRefuse(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    if (!AdapterError.isInstance(error)) fail('a refusal is an AdapterError');
  }
}

async function expectNobodyElse(ctx: EmailCaseContext, address: string): Promise<void> {
  const reached = (await ctx.inbox()).filter(({ recipients }) => recipients.includes(address));
  equal(reached.length, 0, `a mail reached ${address}`);
}

/** Text as a reader sees it: the ends of lines and of the mail are a matter of transport. */
function readable(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
