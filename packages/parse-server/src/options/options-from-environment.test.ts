import { describe, expect, test } from 'vitest';
import { flatten, topOptions } from './option-table.js';
import { optionsFromEnvironment } from './options-from-environment.js';

describe('names of variables', () => {
  const variables = new Map(flatten(topOptions).map((option) => [option.name, option.variables[0]]));

  test.each([
    ['appId', 'PARSE_SERVER_APPLICATION_ID'],
    ['masterKeyIps', 'PARSE_SERVER_MASTER_KEY_IPS'],
    ['serverURL', 'PARSE_SERVER_URL'],
    ['publicServerURL', 'PARSE_PUBLIC_SERVER_URL'],
    ['port', 'PORT'],
    ['verbose', 'VERBOSE'],
    ['silent', 'SILENT'],
    ['jsonLogs', 'JSON_LOGS'],
    ['databaseURI', 'PARSE_SERVER_DATABASE_URI'],
    ['databaseAdapter', 'PARSE_SERVER_DATABASE_ADAPTER'],
    ['restAPIKey', 'PARSE_SERVER_REST_API_KEY'],
    ['dotNetKey', 'PARSE_SERVER_DOT_NET_KEY'],
    ['javascriptKey', 'PARSE_SERVER_JAVASCRIPT_KEY'],
    ['cacheTTL', 'PARSE_SERVER_CACHE_TTL'],
    ['auth', 'PARSE_SERVER_AUTH_PROVIDERS'],
    ['enableAnonymousUsers', 'PARSE_SERVER_ENABLE_ANON_USERS'],
    ['idempotencyOptions', 'PARSE_SERVER_EXPERIMENTAL_IDEMPOTENCY_OPTIONS'],
    ['idempotencyOptions.paths', 'PARSE_SERVER_EXPERIMENTAL_IDEMPOTENCY_PATHS'],
    ['passwordPolicy.validatorPattern', 'PARSE_SERVER_PASSWORD_POLICY_VALIDATOR_PATTERN'],
    ['databaseOptions.schemaCacheTtl', 'PARSE_SERVER_DATABASE_SCHEMA_CACHE_TTL'],
    ['liveQuery', 'PARSE_SERVER_LIVE_QUERY'],
    ['liveQuery.classNames', 'PARSE_SERVER_LIVEQUERY_CLASS_NAMES'],
    ['liveQueryServerOptions.redisURL', 'PARSE_LIVE_QUERY_SERVER_REDIS_URL'],
    ['logLevels.triggerAfter', 'PARSE_SERVER_LOG_LEVELS_TRIGGER_AFTER'],
    ['fileUpload', 'PARSE_SERVER_FILE_UPLOAD_OPTIONS'],
    ['fileUpload.enableForPublic', 'PARSE_SERVER_FILE_UPLOAD_ENABLE_FOR_PUBLIC'],
    ['mountGraphQL', 'PARSE_SERVER_MOUNT_GRAPHQL'],
    ['pages.customUrls.passwordReset', 'PARSE_SERVER_PAGES_CUSTOM_URL_PASSWORD_RESET'],
    ['rateLimit[].requestPath', undefined],
    ['storage', undefined],
  ])('%s is %s', (name, variable) => {
    expect(variables.get(name)).toBe(variable);
  });

  test('no two options share a variable', () => {
    const all = flatten(topOptions).flatMap((option) => option.variables);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });
});

describe('values', () => {
  test.each([
    [{ PORT: '1400' }, { port: 1400 }],
    [{ VERBOSE: '1' }, { verbose: true }],
    [{ PARSE_SERVER_ENABLE_ANON_USERS: 'false' }, { enableAnonymousUsers: false }],
    [{ PARSE_SERVER_MASTER_KEY_IPS: '127.0.0.1, 10.0.0.0/8' }, { masterKeyIps: ['127.0.0.1', '10.0.0.0/8'] }],
    [{ PARSE_SERVER_MASTER_KEY_IPS: '["::1"]' }, { masterKeyIps: ['::1'] }],
    [{ PARSE_SERVER_ALLOW_ORIGIN: 'https://a.example' }, { allowOrigin: ['https://a.example'] }],
    [{ PARSE_SERVER_MAX_UPLOAD_SIZE: '5mb' }, { maxUploadSize: '5mb' }],
    [{ PARSE_SERVER_MAX_UPLOAD_SIZE: '1048576' }, { maxUploadSize: 1_048_576 }],
    [{ PARSE_SERVER_TRUST_PROXY: 'true' }, { trustProxy: true }],
    [{ PARSE_SERVER_TRUST_PROXY: '2' }, { trustProxy: 2 }],
    [{ PARSE_SERVER_TRUST_PROXY: 'loopback,10.0.0.1' }, { trustProxy: ['loopback', '10.0.0.1'] }],
    [{ PARSE_SERVER_CLUSTER: '4' }, { cluster: 4 }],
    [{ PARSE_SERVER_LOGS_FOLDER: 'null' }, { logsFolder: null }],
    [
      { PARSE_SERVER_RATE_LIMIT: '[{"requestPath":"/login","requestCount":3,"requestTimeWindow":1000}]' },
      { rateLimit: [{ requestPath: '/login', requestCount: 3, requestTimeWindow: 1000 }] },
    ],
    [{ PARSE_SERVER_REQUEST_COMPLEXITY_INCLUDE_DEPTH: '3' }, { requestComplexity: { includeDepth: 3 } }],
    [
      {
        PARSE_SERVER_REQUEST_COMPLEXITY: '{"includeDepth":1,"queryDepth":2}',
        PARSE_SERVER_REQUEST_COMPLEXITY_INCLUDE_DEPTH: '3',
      },
      { requestComplexity: { includeDepth: 3, queryDepth: 2 } },
    ],
    [{ PARSE_SERVER_ENABLE_EXPERIMENTAL_DIRECT_ACCESS: 'true' }, { directAccess: true }],
    [{ PORT: '', PARSE_SERVER_APP_NAME: '' }, {}],
  ])('%j', (environment, options) => {
    expect(optionsFromEnvironment(environment)).toEqual({ options, problems: [], warnings: [] });
  });

  test.each([
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ SILENT: 'maybe' }, 'SILENT must be true or false.'],
    [{ PARSE_SERVER_REQUEST_COMPLEXITY: '3' }, 'PARSE_SERVER_REQUEST_COMPLEXITY must be an object in JSON.'],
    [{ PARSE_SERVER_PROTECTED_FIELDS: '{' }, 'PARSE_SERVER_PROTECTED_FIELDS must be an object in JSON.'],
  ])('%j is a problem', (environment, problem) => {
    expect(optionsFromEnvironment(environment).problems).toEqual([problem]);
  });
});

test('variables that look like ours and are not are pointed out', () => {
  const { warnings } = optionsFromEnvironment({
    PARSE_SERVER_MASTERKEY: 'x',
    PARSE_SERVER_DEV: '1',
    PATH: '/bin',
  });
  expect(warnings).toEqual([
    'PARSE_SERVER_MASTERKEY is not a variable of this server; did you mean PARSE_SERVER_MASTER_KEY?',
  ]);
});
