import { ConfigError } from '@parse/core';
import { describe, expect, test } from 'vitest';
import { resolveOptions } from './resolve-options.js';

const keys = { appId: 'shop', masterKey: 'master-key-of-shop' };

function problemsOf(options: object): readonly string[] {
  try {
    resolveOptions({ ...keys, ...options });
    return [];
  } catch (error) {
    return ConfigError.isInstance(error) ? error.problems : [String(error)];
  }
}

describe('unknown options', () => {
  test.each([
    [{ appid: 'x' }, 'appid is not an option; did you mean appId?'],
    [{ liveQuery: {}, livequery: {} }, 'livequery is not an option; did you mean liveQuery?'],
    [
      { alowClientClassCreation: true },
      'alowClientClassCreation is not an option; did you mean allowClientClassCreation?',
    ],
    [{ databaseUri: 'x' }, 'databaseUri is not an option; did you mean databaseURI?'],
    [{ schemaCacheTtl: 1 }, 'schemaCacheTtl is not an option; did you mean databaseOptions.schemaCacheTtl?'],
    [
      { requestComplexity: { includedepth: 1 } },
      'requestComplexity.includedepth is not an option; did you mean requestComplexity.includeDepth?',
    ],
    [
      { rateLimit: [{ requestPath: '/a', requestCount: 1, requestTimewindow: 1, requestTimeWindow: 1 }] },
      'rateLimit[0].requestTimewindow is not an option; did you mean rateLimit[0].requestTimeWindow?',
    ],
    [{ somethingElse: 1 }, 'somethingElse is not an option.'],
    [JSON.parse('{"__proto__":{"a":1}}'), '__proto__ is not an option.'],
    [{ constructor: 1 }, 'constructor is not an option.'],
  ])('%j', (options, problem) => {
    expect(resolveProblems(options)).toEqual([problem]);
  });

  /** Spreading would lose an own `__proto__`. */
  function resolveProblems(options: object): readonly string[] {
    return problemsOf(Object.defineProperties({}, Object.getOwnPropertyDescriptors(options)));
  }
});

describe('options of earlier versions', () => {
  test('oauth is taken as auth, with a warning', () => {
    const { options, warnings } = resolveOptions({ ...keys, oauth: {} });
    expect(options.auth).toEqual({});
    expect(warnings).toEqual(['oauth is called auth now; please rename it.']);
  });

  test.each([
    ['enableSingleSchemaCache', true],
    ['encodeParseObjectInCloudFunction', true],
  ])('%s has no effect and says so', (name, value) => {
    const { options, warnings } = resolveOptions({ ...keys, [name]: value });
    expect(options).not.toHaveProperty(name);
    expect(warnings).toHaveLength(1);
  });

  test.each(['facebookAppIds', 'schemaCacheTTL', 'serverStartComplete'])(
    '%s stops the start with a hint',
    (name) => {
      expect(problemsOf({ [name]: 1 })).toEqual([expect.stringContaining(`${name} was removed`)]);
    },
  );
});

describe('values of the wrong type', () => {
  test.each([
    [{ port: '1337' }, 'port must be a whole number from 0 to 65535, but "1337" was given.'],
    [{ port: 70_000 }, 'port must be a whole number from 0 to 65535, but 70000 was given.'],
    [
      { allowClientClassCreation: 'yes' },
      'allowClientClassCreation must be true or false, but "yes" was given.',
    ],
    [{ mountPath: 'parse' }, 'mountPath must be a path that begins with /, but "parse" was given.'],
    [
      { serverURL: 'localhost:1337' },
      'serverURL must be a URL that begins with http:// or https://, but "localhost:1337" was given.',
    ],
    [
      { masterKeyIps: ['127.0.0.1', 'home'] },
      'masterKeyIps[1] must be an IP address or a range such as 10.0.0.0/8, but "home" was given.',
    ],
    [
      { masterKeyIps: ['10.0.0.0/33'] },
      'masterKeyIps[0] must be an IP address or a range such as 10.0.0.0/8, but "10.0.0.0/33" was given.',
    ],
    [
      { protectedFields: { _User: { '*': 'email' } } },
      'protectedFields._User.* must be a list, each entry a text, but "email" was given.',
    ],
    [
      { requestComplexity: { includeDepth: -2 } },
      'requestComplexity.includeDepth must be a whole number of at least -1, but -2 was given.',
    ],
    [{ requestComplexity: 3 }, 'requestComplexity must be an object, but 3 was given.'],
    [{ rateLimit: {} }, 'rateLimit must be a list of objects, but an object was given.'],
    [
      { installation: { duplicateDeviceTokenAction: 'keep' } },
      'installation.duplicateDeviceTokenAction must be one of delete, update, but "keep" was given.',
    ],
    [{ routeAllowList: ['('] }, 'routeAllowList[0] must be a regular expression, but "(" was given.'],
    [
      { maxUploadSize: 'big' },
      'maxUploadSize must be a whole number of at least 1, or a size such as 512kb or 20mb, but "big" was given.',
    ],
    [
      { storage: { kind: 'cache' } },
      'storage must be an adapter object of kind "storage", but an object was given.',
    ],
    [{ cacheTTL: NaN }, 'cacheTTL must be a whole number of at least 1, but NaN was given.'],
  ])('%j', (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });

  test('secret values are not repeated', () => {
    const text = problemsOf({
      masterKey: 12345,
      clientKey: ['hidden-key'],
      databaseURI: 'mongodb://user:hidden-key@host/db',
    }).join();
    expect(text).toContain('masterKey must be');
    expect(text).not.toMatch(/12345|hidden-key/);
  });
});

describe('features that are not available yet', () => {
  test.each([
    [
      { liveQuery: { classNames: ['Post'] } },
      'liveQuery is not available yet: LiveQuery comes with a later release.',
    ],
    [
      { filesAdapter: '@parse/fs-files-adapter' },
      'filesAdapter is not available yet: files come with a later release.',
    ],
    [
      { requestComplexity: { graphQLDepth: 4 } },
      'requestComplexity.graphQLDepth is not available yet: the GraphQL API comes with a later release.',
    ],
    [
      { mountGraphQL: true },
      'mountGraphQL is not available yet: the GraphQL API comes with a later release.',
    ],
  ])('%j', (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });

  test.each([
    { mountGraphQL: false, verbose: false, cloud: undefined, filesAdapter: null },
    { passwordPolicy: { resetPasswordSuccessOnInvalidEmail: true, doNotAllowUsername: false } },
    { liveQuery: { classNames: [] }, auth: {}, push: {}, sendUserEmailVerification: false },
    { logsFolder: null, fileUpload: { enableForAuthenticatedUser: true } },
  ])('defaults, false and empty values ask for nothing: %j', (options) => {
    expect(problemsOf(options)).toEqual([]);
  });
});

describe('options about accounts that lack others', () => {
  test.each([
    [
      { verifyUserEmails: true, appName: 'Notes' },
      [
        'emailAdapter is required for e-mail verification (verifyUserEmails).',
        'publicServerURL is required for e-mail verification (verifyUserEmails).',
      ],
    ],
    [
      { emailVerifyTokenReuseIfValid: true },
      ['emailVerifyTokenReuseIfValid requires emailVerifyTokenValidityDuration.'],
    ],
    [
      { passwordPolicy: { resetTokenReuseIfValid: true } },
      ['passwordPolicy.resetTokenReuseIfValid requires passwordPolicy.resetTokenValidityDuration.'],
    ],
    [{ accountLockout: { threshold: 3 } }, ['accountLockout.duration is required.']],
    [{ passwordPolicy: { maxPasswordHistory: 3 }, accountLockout: { threshold: 3, duration: 1 } }, []],
  ])('%j', (options, problems) => {
    expect(problemsOf(options)).toEqual(problems);
  });
});

describe('options that cannot be true together', () => {
  test.each([
    [{ readOnlyMasterKey: keys.masterKey }, 'masterKey and readOnlyMasterKey must differ.'],
    [{ maintenanceKey: keys.masterKey }, 'masterKey and maintenanceKey must differ.'],
    [{ readOnlyMasterKey: 'a', maintenanceKey: 'a' }, 'readOnlyMasterKey and maintenanceKey must differ.'],
    [
      { databaseURI: 'a.db', storage: { kind: 'storage' } },
      'storage and databaseURI say the same thing twice: set one of them.',
    ],
    [
      { rateLimit: [{ requestPath: '/login', requestCount: 3 }] },
      'rateLimit[0].requestTimeWindow is required.',
    ],
    [
      { databaseURI: 'mysql://localhost/parse' },
      'databaseURI begins with mysql:, which no storage adapter serves; use sqlite:, file:, the path of an SQLite file, mongodb: or postgres:.',
    ],
  ])('%j', (options, problem) => {
    expect(problemsOf(options)).toEqual([problem]);
  });
});

test('all problems are reported at once', () => {
  expect(problemsOf({ appId: undefined, masterKey: '', prot: 1, port: -1, mountGraphQL: true })).toHaveLength(
    5,
  );
});

test.each([undefined, null, [], 'options', new Map()])(
  'options that are no plain object are refused: %s',
  (options) => {
    expect(() => resolveOptions(options)).toThrow(ConfigError);
  },
);

test('absent options have their defaults, groups are left as they were given', () => {
  const { options } = resolveOptions({ ...keys, host: undefined, requestComplexity: { includeDepth: 3 } });
  expect(options).toMatchObject({
    host: '0.0.0.0',
    port: 1337,
    mountPath: '/parse',
    masterKeyIps: ['127.0.0.1', '::1'],
    allowClientClassCreation: false,
    requestComplexity: { includeDepth: 3 },
  });
});
