import type { LogInMail } from '@parse/core/adapter';
import type { AccountMailKind, MailContent } from '../smtp-email-options.js';
import { builtInPhrases, type MailPhrases } from './built-in-phrases.js';
import { fillTemplate } from './fill-template.js';
import { escapeHtml, oneLine } from './plain-text.js';

/** The mail in the first of the languages that there is one in; undefined when there is none. */
export function builtInMail(
  kind: AccountMailKind,
  locales: readonly string[],
  mail: LogInMail,
): MailContent | undefined {
  for (const locale of locales) {
    const phrases = builtInPhrases.get(locale.toLowerCase())?.[kind];
    if (phrases) return write(phrases, locale, mail);
  }
  return undefined;
}

function write(phrases: MailPhrases, locale: string, mail: LogInMail): MailContent {
  return {
    subject: oneLine(fillTemplate(phrases.subject, mail, 'text')),
    text: fillTemplate(textTemplate(phrases), mail, 'text'),
    html: fillTemplate(htmlTemplate(phrases, locale), mail, 'html'),
  };
}

function textTemplate({ request, button, ignoreHint }: MailPhrases): string {
  const secret = button === undefined ? '{{code}}' : '{{link}}';
  return `${request}\n\n${secret}\n\n${ignoreHint}\n\n-- \n{{appName}}\n`;
}

/** Tables and inline styles, since that is what mail programs understand. Nothing is loaded from elsewhere. */
function htmlTemplate(phrases: MailPhrases, locale: string): string {
  const heading = escapeHtml(phrases.heading);
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${heading}</title>
</head>
<body style="margin:0;padding:0;background:#f3f4f6;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#1f2937">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:480px;background:#ffffff;border-radius:12px"><tr><td style="padding:32px">
<p style="margin:0 0 24px;font-size:14px;font-weight:600;color:#4b5563">{{appName}}</p>
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.3;color:#111827">${heading}</h1>
<p style="margin:0 0 24px;font-size:16px;line-height:1.5">${escapeHtml(phrases.request)}</p>
${secretOf(phrases)}
<p style="margin:0;font-size:14px;line-height:1.5;color:#4b5563">${escapeHtml(phrases.ignoreHint)}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

/** A button and the address behind it, or a code to type in. */
function secretOf({ button, copyHint = '' }: MailPhrases): string {
  if (button === undefined) {
    return '<p style="margin:0 0 24px;font-size:32px;font-weight:600;letter-spacing:4px;color:#111827">{{code}}</p>';
  }
  return `<p style="margin:0 0 24px"><a href="{{link}}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1d4ed8;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none">${escapeHtml(button)}</a></p>
<p style="margin:0 0 24px;font-size:14px;line-height:1.5;color:#4b5563">${escapeHtml(copyHint)}<br><a href="{{link}}" style="color:#1d4ed8;word-break:break-all">{{link}}</a></p>`;
}
