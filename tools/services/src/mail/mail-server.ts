import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail and all that can be read of it. */
export interface DeliveredMail {
  /** The addresses it was delivered to, those of the envelope. */
  readonly recipients: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly parsed: ParsedMail;
  readonly raw: string;
}

/** An SMTP server on this machine that delivers to a list. */
export interface MailServer {
  readonly port: number;
  readonly mails: readonly DeliveredMail[];
  /** Connections there have been. */
  connections(): number;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback address. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: DeliveredMail[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onData: (stream, session, done) => {
      void buffer(stream).then(async (raw) => {
        mails.push(
          await read(
            raw,
            session.envelope.rcptTo.map(({ address }) => address),
          ),
        );
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: portOf(listening.address()),
    mails,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function read(raw: Buffer, recipients: readonly string[]): Promise<DeliveredMail> {
  const parsed = await simpleParser(raw);
  return {
    recipients,
    from: parsed.from?.value[0]?.address ?? '',
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html === false ? undefined : parsed.html,
    parsed,
    raw: raw.toString('utf8'),
  };
}
