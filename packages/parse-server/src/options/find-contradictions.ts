import { accountProblems } from './account-problems.js';
import { databaseUriProblem } from '../storage/database-uri.js';
import { isPlainObject } from './plain-object.js';

type Values = Readonly<Record<string, unknown>>;

/** Options that are missing, or that cannot be true together. */
export function findContradictions(options: Values): string[] {
  return [
    ...requiredOptions(options),
    ...equalKeys(options),
    ...sameThingTwice(options),
    ...databaseUri(options),
    ...rateLimits(options),
    ...accountProblems(options),
  ];
}

function requiredOptions(options: Values): string[] {
  return ['appId', 'masterKey']
    .filter((name) => options[name] === undefined)
    .map((name) => `${name} is required.`);
}

/** Keys with different rights must differ, else the weaker one is worth the stronger. */
function equalKeys(options: Values): string[] {
  const pairs = [
    ['masterKey', 'readOnlyMasterKey'],
    ['masterKey', 'maintenanceKey'],
    ['readOnlyMasterKey', 'maintenanceKey'],
  ] as const;
  return pairs
    .filter(([one, other]) => typeof options[one] === 'string' && options[one] === options[other])
    .map(([one, other]) => `${one} and ${other} must differ.`);
}

function sameThingTwice(options: Values): string[] {
  const pairs = [
    ['storage', 'databaseAdapter'],
    ['storage', 'databaseURI'],
    ['databaseAdapter', 'databaseURI'],
    ['cache', 'cacheAdapter'],
    ['logger', 'loggerAdapter'],
  ] as const;
  return pairs
    .filter(([one, other]) => options[one] !== undefined && options[other] !== undefined)
    .map(([one, other]) => `${one} and ${other} say the same thing twice: set one of them.`);
}

function databaseUri({ databaseURI }: Values): string[] {
  const problem = typeof databaseURI === 'string' ? databaseUriProblem(databaseURI) : undefined;
  return problem === undefined ? [] : [problem];
}

function rateLimits({ rateLimit }: Values): string[] {
  const entries: readonly unknown[] = Array.isArray(rateLimit) ? rateLimit : [];
  return entries.flatMap((entry, index) =>
    ['requestPath', 'requestCount', 'requestTimeWindow']
      .filter((key) => isPlainObject(entry) && entry[key] === undefined)
      .map((key) => `rateLimit[${index}].${key} is required.`),
  );
}
