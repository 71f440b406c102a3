import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ErrorCode, ParseError } from '@parse/core';
import { onTestFinished } from 'vitest';
import {
  createPagesHandler,
  type LinkState,
  type PageAccounts,
  type PagesBody,
  type PagesOptions,
  type PagesResponse,
} from '../src/index.js';

/** Links by the state they are in: `good`, `old` and, once it was used, none. */
export interface Accounts extends PageAccounts {
  readonly done: readonly string[];
}

/** Accounts with one link that is good and one that is old. Passwords have eight characters. */
export function testAccounts(): Accounts {
  const done: string[] = [];
  const stateOf = (token: string): LinkState =>
    token === 'good' ? 'valid' : token === 'old' ? 'expired' : 'invalid';
  return {
    done,
    verifyEmail: async (token) => {
      done.push(`verify ${token}`);
      return stateOf(token);
    },
    resendVerification: async ({ token, username }) => {
      if (username === 'broken') throw new ParseError(ErrorCode.InternalServerError, 'no mail');
      done.push(`resend ${token ?? ''}${username ?? ''}`);
    },
    checkResetToken: async (token) => stateOf(token),
    resetPassword: async (token, password) => {
      if (password.length < 8) throw new ParseError(ErrorCode.ValidationError, '<b>Eight</b> or more.');
      if (password === 'explode!') throw new TypeError('secret detail');
      done.push(`reset ${token} ${password}`);
      return stateOf(token);
    },
  };
}

/** A page as it was answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly title: string;
}

/** What a test sends beside the path. */
export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a form by POST. */
  readonly form?: Readonly<Record<string, string>> | string;
  readonly body?: PagesBody;
}

/** The pages of the app `shop`. */
export interface TestPages {
  readonly accounts: Accounts;
  readonly errors: readonly string[];
  ask(url: string, sending?: Sending): Promise<Answer>;
}

/** Opens pages with options of the test. */
export function openPages(options: Partial<PagesOptions> = {}): TestPages {
  const accounts = testAccounts();
  const errors: string[] = [];
  const handler = createPagesHandler({
    appId: 'shop',
    appName: 'The <Shop>',
    publicServerURL: 'https://shop.example/parse',
    accounts: () => accounts,
    logger: { log: (_level, message) => void errors.push(message), isEnabled: () => true },
    ...options,
  });
  return {
    accounts,
    errors,
    async ask(url, { form, method = form === undefined ? 'GET' : 'POST', headers = {}, body } = {}) {
      const [path = '', query = ''] = url.split('?');
      const answered = handler({
        method,
        path,
        query,
        ip: '127.0.0.1',
        header: (name) =>
          headers[name] ?? (form !== undefined && name === 'content-type' ? formType : undefined),
        body: body ?? formBody(form),
      });
      if (!answered) throw new TypeError(`${url} is for somebody else`);
      return read(await answered);
    },
  };
}

/** A folder with these files; it is removed with the test. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'parse-pages-'));
  onTestFinished(() => rm(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return path;
}

const formType = 'application/x-www-form-urlencoded';

function formBody(form: Sending['form']): PagesBody {
  if (form === undefined) return { kind: 'none' };
  const text = typeof form === 'string' ? form : new URLSearchParams(form).toString();
  return { kind: 'stream', read: async () => Buffer.from(text) };
}

function read({ status, headers, body }: PagesResponse): Answer {
  const text =
    body.kind === 'json'
      ? JSON.stringify(body.value)
      : body.kind === 'text'
        ? body.text
        : Buffer.from(body.bytes).toString('utf8');
  return { status, headers, text, title: /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? '' };
}
