import { code, either, flag, group, listOf, oneOf, regexText, text, whole } from '../option-kinds.js';
import type { OptionArea, OptionRow } from '../option-row.js';

const levels = oneOf('error', 'warn', 'info', 'verbose', 'debug', 'silly', 'silent');

/** Code of the app, and requests that arrive twice. */
export const cloudOptions: OptionArea = {
  title: 'Cloud Code, jobs and repeated requests',
  rows: [
    {
      name: 'cloud',
      type: either(code('(parse: unknown) => void | Promise<void>'), text),
      about: 'The module with Cloud Code, or a function that is given the SDK.',
    },
    {
      name: 'cloudTimeout',
      type: whole(1),
      about:
        'Milliseconds that one function or trigger of Cloud Code may take before its caller gets an error.',
    },
    {
      name: 'jobScheduler',
      type: either(oneOf('code'), flag),
      default: 'code',
      about:
        'Which jobs this process starts by itself: those with a schedule in Cloud Code (`code`), also those that rows of `_JobSchedule` name (true), or none (false).',
    },
    {
      name: 'webhookTimeout',
      type: whole(1),
      default: 30_000,
      about: 'Milliseconds that a server behind a webhook may take to answer, attempts included.',
    },
    {
      name: 'idempotencyOptions',
      type: group,
      env: 'PARSE_SERVER_EXPERIMENTAL_IDEMPOTENCY_OPTIONS',
      envPrefix: 'PARSE_SERVER_EXPERIMENTAL_IDEMPOTENCY_',
      about: 'Requests with an id (`X-Parse-Request-Id`) that are served once only.',
    },
    {
      name: 'idempotencyOptions.paths',
      type: listOf(regexText),
      default: [],
      about:
        'Regular expressions for the beginning of the paths it applies to, without the mount path: `functions/.*`.',
    },
    {
      name: 'idempotencyOptions.ttl',
      type: whole(1),
      default: 300,
      about: 'Seconds for which a request id is remembered.',
    },
    { name: 'logLevels', type: group, about: 'Levels at which certain events are logged.' },
    ...logLevelRows(),
  ],
};

function logLevelRows(): OptionRow[] {
  const events = [
    ['cloudFunctionSuccess', 'info', 'a cloud function that succeeded'],
    ['cloudFunctionError', 'error', 'a cloud function that failed'],
    ['triggerAfter', 'info', 'a trigger after the event'],
    ['triggerBeforeSuccess', 'info', 'a trigger before the event that succeeded'],
    ['triggerBeforeError', 'error', 'a trigger before the event that failed'],
    ['signupUsernameTaken', 'info', 'a sign-up whose user name is taken'],
  ] as const;
  return events.map(([name, level, event]) => ({
    name: `logLevels.${name}`,
    type: levels,
    default: level,
    about: `Level of ${event}; \`silent\` logs nothing.`,
  }));
}
