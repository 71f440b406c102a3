import { fail } from 'node:assert/strict';
import type { EmailAdapter } from '@parse/core/adapter';
import { resolveTestApi, type TestApi } from '../test-api.js';
import type { EmailCaseContext, ReceivedMail } from './email-case.js';
import { emailCases } from './email-cases.js';

/** How the kit gets at the adapter and at what it sent. */
export interface EmailConformanceOptions {
  /** Makes an adapter whose mails arrive in `inbox`. Called once. */
  readonly create: () => EmailAdapter | Promise<EmailAdapter>;
  /** Every mail that was delivered since the run began. A mail is in it when its `send` has resolved. */
  readonly inbox: () => Promise<readonly ReceivedMail[]>;
  /** Makes an adapter whose provider takes no mail. Called once. */
  readonly createRefused: () => EmailAdapter | Promise<EmailAdapter>;
  /** Cases to leave out, by name, each with the reason. */
  readonly skip?: { readonly [caseName: string]: string };
  /** The test runner's functions; default: those on `globalThis`. */
  readonly testApi?: TestApi;
  /** Where skipped cases and the summary are told; default: standard output. */
  readonly print?: (line: string) => void;
}

/** Declares a test for every behaviour of the mail contract. Methods that an adapter leaves out are not asked for. */
export function runEmailConformance(options: EmailConformanceOptions): void {
  const api = resolveTestApi(options.testApi);
  const skip = options.skip ?? {};
  const print = options.print ?? ((line: string) => void process.stdout.write(`${line}\n`));
  const session = createSession(options);
  const unknown = Object.keys(skip).filter((name) => !emailCases.some((each) => each.name === name));
  let inapplicable = 0;

  api.describe('email conformance', () => {
    api.test('every skipped case exists', async () => {
      if (unknown.length > 0) fail(`no case is called: ${unknown.join('; ')}`);
    });
    emailCases.forEach((each, index) => {
      api.test(each.name, async () => {
        const ctx = await session.contextOf(index);
        if (each.needs !== undefined && !ctx.email[each.needs]) inapplicable += 1;
        else if (!Object.hasOwn(skip, each.name)) await each.run(ctx);
      });
    });
    api.afterAll(async () => {
      await session.close();
      for (const [name, reason] of Object.entries(skip)) print(`skipped: ${name} (${reason})`);
      print(
        `${emailCases.length} cases, ${Object.keys(skip).length} skipped, ${inapplicable} not applicable`,
      );
    });
  });
}

interface Session {
  readonly contextOf: (index: number) => Promise<EmailCaseContext>;
  readonly close: () => Promise<void>;
}

/** One adapter for all cases; each has addresses of its own. */
function createSession({ create, createRefused, inbox }: EmailConformanceOptions): Session {
  let adapters: Promise<readonly [EmailAdapter, EmailAdapter]> | undefined;
  const openBoth = async (): Promise<readonly [EmailAdapter, EmailAdapter]> => [
    await opened(create),
    await opened(createRefused),
  ];
  return {
    contextOf: async (index) => {
      const [email, refused] = await (adapters ??= openBoth());
      return {
        email,
        refused,
        inbox,
        address: (name) => `${name.toLowerCase()}.${index}@conformance.example`,
        mailsTo: async (address) => (await inbox()).filter(({ recipients }) => recipients.includes(address)),
      };
    },
    close: async () => {
      for (const adapter of (await adapters) ?? []) await adapter.close?.();
    },
  };
}

async function opened(make: () => EmailAdapter | Promise<EmailAdapter>): Promise<EmailAdapter> {
  const adapter = await make();
  const logger = { log: () => undefined, isEnabled: () => false };
  await adapter.open?.({ appId: 'conformance', logger });
  return adapter;
}
