import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogInMail } from '@parse/core/adapter';
import type { AccountMailKind, MailContent } from '../smtp-email-options.js';
import { fillTemplate } from './fill-template.js';
import { oneLine } from './plain-text.js';

/** What the files of a mail begin with. */
const fileNames: { readonly [Kind in AccountMailKind]: string } = {
  verification: 'verification',
  passwordReset: 'password-reset',
  logInCode: 'log-in-code',
  logInLink: 'log-in-link',
};

/** What a mail is to be made from. */
export interface TemplateChoice {
  readonly kind: AccountMailKind;
  readonly folder: string;
  /** Folders in it to look into first, best first. */
  readonly locales: readonly string[];
}

/**
 * The mail of the first folder that has `<mail>.txt`; `<mail>.subject.txt` and `<mail>.html` are taken from beside it,
 * so that a mail is in one language. Undefined when no folder has one. Files are read for every mail: they may be
 * changed while the server runs.
 */
export async function fillTemplateFiles(
  { kind, folder, locales }: TemplateChoice,
  mail: LogInMail,
  defaultSubject: string,
): Promise<MailContent | undefined> {
  const name = fileNames[kind];
  for (const place of [...locales.map((locale) => join(folder, locale)), folder]) {
    const text = await readIfThere(join(place, `${name}.txt`));
    if (text === undefined) continue;
    const subject = (await readIfThere(join(place, `${name}.subject.txt`))) ?? defaultSubject;
    const html = await readIfThere(join(place, `${name}.html`));
    return {
      subject: oneLine(fillTemplate(subject, mail, 'text')),
      text: fillTemplate(text, mail, 'text'),
      ...(html !== undefined && { html: fillTemplate(html, mail, 'html') }),
    };
  }
  return undefined;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
