import { defaultSettings } from '@parse/core';
import {
  atLeast,
  either,
  filledText,
  flag,
  group,
  groups,
  json,
  listOf,
  oneOf,
  text,
  texts,
  whole,
} from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

const { requestComplexity, requestKeywordDenylist } = defaultSettings;
const limit = whole(-1);

/** What keeps one caller from taking too much. */
export const protectionOptions: OptionArea = {
  title: 'Protection',
  rows: [
    {
      name: 'rateLimit',
      type: groups,
      default: [],
      about: 'How often routes may be called; every entry counts by itself.',
    },
    {
      name: 'rateLimit[].requestPath',
      type: filledText,
      about: 'The path, without the mount path: `/functions/*path`, `/users`. Required.',
    },
    {
      name: 'rateLimit[].requestMethods',
      type: either(texts, text),
      about: 'The methods that count; absent: all.',
    },
    { name: 'rateLimit[].requestCount', type: whole(1), about: 'Requests within the window. Required.' },
    {
      name: 'rateLimit[].requestTimeWindow',
      type: atLeast(1),
      about: 'The window in milliseconds. Required.',
    },
    {
      name: 'rateLimit[].zone',
      type: oneOf('ip', 'user', 'session', 'global'),
      default: 'ip',
      about: 'What is counted apart: addresses, users, sessions, or nothing.',
    },
    {
      name: 'rateLimit[].includeInternalRequests',
      type: flag,
      default: false,
      about:
        'Counts calls from this machine too (`127.0.0.1`, `::1`), which are usually those of Cloud Code.',
    },
    {
      name: 'rateLimit[].includeMasterKey',
      type: flag,
      default: false,
      about: 'Counts calls with the master key, or the read-only one.',
    },
    {
      name: 'rateLimit[].errorResponseMessage',
      type: text,
      default: 'Too many requests.',
      about: 'What a call too many is answered with.',
    },
    {
      name: 'rateLimit[].redisUrl',
      type: text,
      later: 'server',
      secret: true,
      about: 'The Redis server that counts for several processes.',
    },
    {
      name: 'requestComplexity',
      type: group,
      about: 'Limits on what one request may ask for; -1 lifts a limit.',
    },
    {
      name: 'requestComplexity.queryDepth',
      type: limit,
      default: requestComplexity.queryDepth,
      about: 'Levels of `$or`, `$and`, `$nor` and of objects in a condition.',
    },
    {
      name: 'requestComplexity.subqueryDepth',
      type: limit,
      default: requestComplexity.subqueryDepth,
      about: 'Levels of `$inQuery` and its kin.',
    },
    {
      name: 'requestComplexity.subqueryLimit',
      type: limit,
      default: requestComplexity.subqueryLimit,
      about: 'Rows that a subquery may find.',
    },
    {
      name: 'requestComplexity.includeDepth',
      type: limit,
      default: requestComplexity.includeDepth,
      about: 'Levels of an `include`.',
    },
    {
      name: 'requestComplexity.includeCount',
      type: limit,
      default: requestComplexity.includeCount,
      about: 'Paths in an `include`.',
    },
    {
      name: 'requestComplexity.batchRequestLimit',
      type: limit,
      default: requestComplexity.batchRequestLimit,
      about: 'Requests in a batch.',
    },
    {
      name: 'requestComplexity.allowRegex',
      type: flag,
      default: requestComplexity.allowRegex,
      about: 'Queries may contain regular expressions without the master key.',
    },
    {
      name: 'requestComplexity.graphQLDepth',
      type: limit,
      default: -1,
      later: 'graphql',
      about: 'Levels of a GraphQL query.',
    },
    {
      name: 'requestComplexity.graphQLFields',
      type: limit,
      default: -1,
      later: 'graphql',
      about: 'Fields in a GraphQL query.',
    },
    {
      name: 'requestKeywordDenylist',
      type: groups,
      default: requestKeywordDenylist.map(({ key, value }) => ({
        ...(key !== undefined && { key }),
        ...(value !== undefined && { value }),
      })),
      about: 'Keys and values that no request may contain; an entry with both means both together.',
    },
    { name: 'requestKeywordDenylist[].key', type: text, about: 'A key, or a part of one.' },
    { name: 'requestKeywordDenylist[].value', type: text, about: 'A text, or a part of one.' },
    { name: 'security', type: group, later: 'security', about: 'The report on weak settings.' },
    { name: 'security.enableCheck', type: flag, default: false, about: 'Serves the report.' },
    { name: 'security.enableCheckLog', type: flag, default: false, about: 'Logs the report at start.' },
    { name: 'security.checkGroups', type: listOf(json), about: 'Checks of your own.' },
  ],
};
