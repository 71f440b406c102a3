import { setTimeout } from 'node:timers/promises';
import { AdapterError, ErrorCode, ParseError, type AuthProvider, type JsonObject } from '@parse/core/adapter';
import { runAuthProviderConformance, type ServiceTrouble } from '../../src/index.js';
import { collectTests } from '../collect-tests.js';

/** What a service says of a token. */
export interface TokenAnswer {
  readonly user: string | undefined;
  readonly app: string;
  readonly expired: boolean;
}

/** A service whose tokens are `good|old <user> for <app>`. It may have trouble. */
export interface MemoryService {
  readonly trouble: ServiceTrouble | undefined;
  tell(token: string): Promise<TokenAnswer>;
}

/** The contract in its plainest form. */
export function memoryAuth(service: MemoryService, timeout = 10_000): AuthProvider {
  const refuse = () => new ParseError(ErrorCode.ObjectNotFound, 'not accepted');
  const accept = async () => ({});
  return {
    kind: 'auth',
    name: 'memory',
    spec: 'auth/1',
    policy: 'default',
    beforeFind: async ({ token, id }) => {
      if (typeof token !== 'string') throw refuse();
      const answer = await Promise.race([
        service.tell(token),
        setTimeout(timeout, undefined, { ref: false }).then(() => {
          throw new AdapterError('memory', 'the service is slow');
        }),
      ]);
      const { user, app, expired } = answer;
      if (user === undefined || app !== 'us' || expired || (id ?? user) !== user) throw refuse();
      return { id: user };
    },
    validateSetUp: accept,
    validateLogin: accept,
    validateUpdate: accept,
  };
}

/** Runs the kit outside any test runner; tells the names of failed tests. */
export async function playAuthKit(
  create: (service: MemoryService, timeout: number | undefined) => AuthProvider,
): Promise<readonly string[]> {
  const tests = collectTests();
  const playing: { trouble: ServiceTrouble | undefined } = { trouble: undefined };
  const service: MemoryService = {
    get trouble() {
      return playing.trouble;
    },
    tell: async (token) => {
      if (playing.trouble === 'slow') return new Promise(() => undefined);
      if (playing.trouble) throw new AdapterError('memory', 'the service has trouble');
      const [, age, user, app = ''] = /^(good|old) (\w+) for (\w+)$/.exec(token) ?? [];
      return { user, app, expired: age === 'old' };
    },
  };
  const proofOf = (token: string) => (): JsonObject => ({ token, id: token.split(' ')[1] ?? '' });
  runAuthProviderConformance({
    create: ({ timeout }) => create(service, timeout),
    users: [
      { id: 'ada', proof: proofOf('good ada for us') },
      { id: 'bob', proof: proofOf('good bob for us') },
    ],
    wrongProofs: {
      wrong: proofOf('bad ada for us'),
      ofAnotherApp: proofOf('good ada for them'),
      expired: proofOf('old ada for us'),
    },
    play: (trouble) => {
      playing.trouble = trouble;
    },
    print: () => undefined,
    testApi: tests.testApi,
  });
  return tests.play();
}

/** What a token says of itself, for providers that ask nobody. */
export function saidBy(data: JsonObject): string {
  return typeof data.token === 'string' ? (data.token.split(' ')[1] ?? '') : '';
}
