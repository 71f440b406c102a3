import { defaultSettings } from '@parse/core';
import { adapter, either, flag, logger, nothing, oneOf, text, whole } from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

/** Cache, log and what an operator watches. */
export const operationOptions: OptionArea = {
  title: 'Cache, log and analytics',
  rows: [
    {
      name: 'cacheAdapter',
      type: adapter('cache', 'CacheAdapter'),
      about: 'The earlier name of `cache`.',
    },
    {
      name: 'cacheTTL',
      type: whole(1),
      default: defaultSettings.cacheTTL,
      about: 'Milliseconds for which sessions and roles are remembered.',
    },
    {
      name: 'cacheMaxSize',
      type: whole(1),
      default: 10_000,
      about: 'Entries that the cache in this process holds.',
    },
    { name: 'loggerAdapter', type: logger, about: 'The earlier name of `logger`.' },
    {
      name: 'logLevel',
      type: oneOf('error', 'warn', 'info', 'verbose', 'debug', 'silly'),
      default: 'info',
      about: 'The lowest level that is logged.',
    },
    { name: 'verbose', type: flag, default: false, env: 'VERBOSE', about: 'Logs the level `verbose` too.' },
    { name: 'silent', type: flag, default: false, env: 'SILENT', about: 'Logs nothing.' },
    {
      name: 'jsonLogs',
      type: flag,
      env: 'JSON_LOGS',
      about: 'Log lines are JSON; absent: they are when standard output is not a terminal.',
    },
    {
      name: 'logsFolder',
      type: either(nothing, text),
      default: null,
      later: 'logs',
      about: 'The folder for log files; null: none.',
    },
    {
      name: 'maxLogFiles',
      type: either(whole(1), text),
      later: 'logs',
      about: 'Log files that are kept, or their age such as `7d`.',
    },
    {
      name: 'analyticsAdapter',
      type: adapter('analytics', 'AnalyticsAdapter'),
      later: 'analytics',
      about: 'Receives the events that clients report.',
    },
    {
      name: 'enableProductPurchaseLegacyApi',
      type: flag,
      default: false,
      later: 'purchases',
      deprecated: 'It will not come back.',
      about: 'Serves the routes for in-app purchases of early Parse.',
    },
  ],
};
