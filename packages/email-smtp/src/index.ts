export { smtpEmail } from './smtp-email.js';
export type {
  AccountMailKind,
  MailContent,
  MailTemplates,
  MailWriter,
  SmtpAuth,
  SmtpDkim,
  SmtpEmailOptions,
  SmtpPool,
  SmtpSender,
} from './smtp-email-options.js';
