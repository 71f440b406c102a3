import { localeFolders, type LogInMail } from '@parse/core/adapter';
import type { AccountMailKind, MailContent, SmtpEmailOptions } from '../smtp-email-options.js';
import { builtInMail } from './built-in-mail.js';
import { fillTemplateFiles } from './template-files.js';

/** Writes a mail in the reader's language: by the operator's function, else from its files, else as it is built in. */
export async function writeMail(
  kind: AccountMailKind,
  mail: LogInMail,
  options: Pick<SmtpEmailOptions, 'templates' | 'locale' | 'fallbackLocale'>,
): Promise<MailContent> {
  const { templates = {}, fallbackLocale = 'en' } = options;
  const locale = options.locale ? options.locale(mail) : localeOfUser(mail);
  const own = templates[kind];
  if (own) return own(mail, locale);

  const wanted = localeFolders(locale);
  const fallback = localeFolders(fallbackLocale);
  const builtIn = builtInMail(kind, [...wanted, ...fallback, 'en'], mail) ?? { subject: '', text: '' };
  if (templates.folder === undefined) return builtIn;
  const choice = { kind, folder: templates.folder, locales: [...wanted, ...fallback] };
  return (await fillTemplateFiles(choice, mail, builtIn.subject)) ?? builtIn;
}

function localeOfUser({ user }: LogInMail): string | undefined {
  const told = ['locale', 'language', 'localeIdentifier'].map((field) => user[field]);
  return told.filter((value) => typeof value === 'string').find((value) => value !== '');
}
