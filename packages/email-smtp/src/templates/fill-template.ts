import { isJsonObject, type LogInMail, type Json } from '@parse/core/adapter';
import { escapeHtml, oneLine } from './plain-text.js';

/**
 * Puts values for `{{appName}}`, `{{link}}`, `{{code}}`, `{{email}}`, `{{username}}` and `{{user.<field>}}`. Values are one line
 * each, so that what users call themselves cannot pose as a part of the mail; placeholders in values stay as they are.
 */
export function fillTemplate(template: string, mail: LogInMail, format: 'text' | 'html'): string {
  return template.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => {
    const value = oneLine(valueOf(name, mail));
    return format === 'html' ? escapeHtml(value) : value;
  });
}

function valueOf(name: string, { appName, link, code = '', to, user }: LogInMail): string {
  switch (name) {
    case 'appName':
      return appName;
    case 'link':
      return link;
    case 'code':
      return code;
    case 'email':
      return to;
    case 'username':
      return asText(user['username']);
    default:
      return name.startsWith('user.') ? asText(valueAt(user, name.slice('user.'.length))) : '';
  }
}

function valueAt(user: LogInMail['user'], path: string): Json | undefined {
  let value: Json | undefined = user;
  for (const key of path.split('.')) {
    value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
