import type { PageName } from '../page-names.js';
import { builtInPhrases, type PagePhrases } from './built-in-phrases.js';
import { builtInStyle } from './built-in-style.js';
import { escapeHtml } from './fill-template.js';

/** The language of a built-in page and its sentences: the first of the wanted languages that there is, else English. */
export function builtInLanguage(locales: readonly string[]): {
  readonly locale: string;
  readonly phrases: PagePhrases;
} {
  for (const locale of [...locales, 'en']) {
    const phrases = builtInPhrases.get(locale.toLowerCase());
    if (phrases) return { locale, phrases };
  }
  throw new TypeError('there is no English');
}

/** The template of a page that the operator has no file for. It needs no script. */
export function builtInPage(page: PageName, locales: readonly string[]): string {
  const { locale, phrases } = builtInLanguage(locales);
  const { title, text } = phrases.pages[page];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{#error}}⚠ {{/error}}${escapeHtml(title)}{{#appName}} – {{appName}}{{/appName}}</title>
<style>${builtInStyle}</style>
</head>
<body>
<main>
{{#appName}}<p class="app">{{appName}}</p>{{/appName}}
${icon(page)}
<h1>${escapeHtml(title)}</h1>
<p${isResult(page) ? ' role="status"' : ''}>${escapeHtml(text)}</p>
${form(page, phrases)}</main>
</body>
</html>
`;
}

/** Pages that tell how something ended; the others ask for something. */
function isResult(page: PageName): boolean {
  return page !== 'passwordReset' && page !== 'emailVerificationLinkExpired';
}

function form(page: PageName, phrases: PagePhrases): string {
  switch (page) {
    case 'passwordReset':
      return passwordForm(phrases);
    case 'emailVerificationLinkExpired':
      return `{{#token}}${openForm('resend_verification_email')}
<button type="submit">${escapeHtml(phrases.sendAgain)}</button>
</form>
{{/token}}`;
    case 'passwordResetSuccess':
    case 'passwordResetLinkInvalid':
    case 'emailVerificationSuccess':
    case 'emailVerificationSendSuccess':
    case 'emailVerificationSendFail':
    case 'emailVerificationLinkInvalid':
      return '';
  }
}

/** What went wrong is announced, and tied to the field that it is about. */
function passwordForm({ newPassword, repeatPassword, choosePassword }: PagePhrases): string {
  const described = '{{#error}} aria-invalid="true" aria-describedby="error"{{/error}}';
  return `{{#error}}<p id="error" class="error" role="alert">{{error}}</p>{{/error}}
${openForm('request_password_reset')}
<label for="password">${escapeHtml(newPassword)}</label>
<input id="password" name="new_password" type="password" autocomplete="new-password" required autofocus${described}>
<label for="repeat">${escapeHtml(repeatPassword)}</label>
<input id="repeat" name="confirm_new_password" type="password" autocomplete="new-password" required>
<button type="submit">${escapeHtml(choosePassword)}</button>
</form>
`;
}

function openForm(route: string): string {
  return `<form method="post" action="{{pagesUrl}}/{{appId}}/${route}">
<input type="hidden" name="token" value="{{token}}">
{{#locale}}<input type="hidden" name="locale" value="{{locale}}">{{/locale}}`;
}

const shapes = {
  good: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  bad: '<path d="M12 6v7.5M12 17.2v.3"/>',
  mail: '<path d="M4 7h16v11H4zM4 7.5l8 6 8-6"/>',
  lock: '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
};

function icon(page: PageName): string {
  const [shape, kind] = iconOf(page);
  return `<svg class="icon ${kind}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes[shape]}</svg>`;
}

function iconOf(page: PageName): readonly [shape: keyof typeof shapes, kind: 'good' | 'bad' | 'plain'] {
  switch (page) {
    case 'passwordReset':
      return ['lock', 'plain'];
    case 'emailVerificationSendSuccess':
      return ['mail', 'plain'];
    case 'passwordResetSuccess':
    case 'emailVerificationSuccess':
      return ['good', 'good'];
    case 'passwordResetLinkInvalid':
    case 'emailVerificationSendFail':
    case 'emailVerificationLinkInvalid':
    case 'emailVerificationLinkExpired':
      return ['bad', 'bad'];
  }
}
