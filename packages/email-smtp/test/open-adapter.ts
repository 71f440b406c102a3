import type { EmailAdapter } from '@parse/core/adapter';
import { onTestFinished } from 'vitest';
import { smtpEmail, type SmtpEmailOptions } from '../src/index.js';
import { startMailServer, type DeliveredMail, type MailServer } from '@tools/services';

/** A mail server and an adapter that hands in mails there; both end with the test. */
export async function openAdapter(
  options: Partial<SmtpEmailOptions> = {},
  serverOptions: Parameters<typeof startMailServer>[0] = {},
): Promise<{ readonly server: MailServer; readonly email: EmailAdapter }> {
  const server = await startMailServer(serverOptions);
  onTestFinished(() => server.close());
  return { server, email: adapterAt(server.port, options) };
}

/** An adapter that hands in mails at a port of this machine; it ends with the test. */
export function adapterAt(port: number, options: Partial<SmtpEmailOptions> = {}): EmailAdapter {
  const email = smtpEmail({ from: 'Shop <noreply@shop.example>', host: '127.0.0.1', port, ...options });
  onTestFinished(async () => email.close?.());
  return email;
}

/** The one mail that was delivered. */
export function onlyMail({ mails }: MailServer): DeliveredMail {
  const [mail, ...others] = mails;
  if (!mail || others.length > 0) throw new TypeError(`${mails.length} mails were delivered`);
  return mail;
}
