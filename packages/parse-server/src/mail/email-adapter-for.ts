import { ConfigError, type AccountMail, type EmailAdapter, type EmailMessage } from '@parse/core';
import { legacyUser } from '../adapters/legacy-user.js';
import { loadAdapter } from '../adapters/load-adapter.js';

type Method = (mail: object) => unknown;

/** The mail adapter that the option stands for: one of ours, or one written for Parse Server. */
export async function emailAdapterFor(given: unknown): Promise<EmailAdapter | undefined> {
  if (given === undefined) return undefined;
  const adapter = await loadAdapter('emailAdapter', given);
  return isEmailAdapter(adapter) ? adapter : fromLegacy(adapter);
}

/** An adapter with `sendMail` and perhaps `sendVerificationEmail` and `sendPasswordResetEmail`. */
function fromLegacy(adapter: object): EmailAdapter {
  const sendMail = methodOf(adapter, 'sendMail');
  if (!sendMail) throw new ConfigError(['emailAdapter lacks the method sendMail.']);
  const verification = methodOf(adapter, 'sendVerificationEmail');
  const reset = methodOf(adapter, 'sendPasswordResetEmail');
  return {
    kind: 'email',
    name: adapter.constructor.name,
    spec: 'email/1',
    send: async (message: EmailMessage) => {
      await sendMail(message);
    },
    ...(verification && {
      sendVerification: async (mail: AccountMail) => {
        await verification(legacyMail(mail));
      },
    }),
    ...(reset && {
      sendPasswordReset: async (mail: AccountMail) => {
        await reset(legacyMail(mail));
      },
    }),
  };
}

function legacyMail({ link, appName, user }: AccountMail): object {
  return { link, appName, user: legacyUser(user) };
}

function methodOf(adapter: object, name: string): Method | undefined {
  const method: unknown = Reflect.get(adapter, name);
  if (typeof method !== 'function') return undefined;
  return (mail) => {
    const sent: unknown = Reflect.apply(method, adapter, [mail]);
    return sent;
  };
}

function isEmailAdapter(adapter: object): adapter is EmailAdapter {
  return 'kind' in adapter && adapter.kind === 'email';
}
