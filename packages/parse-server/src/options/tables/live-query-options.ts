import { adapter, atLeast, flag, group, json, jsonMap, mapOf, text, texts, whole } from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

const bus = adapter('pubsub', 'PubSubAdapter');

/** Results that follow the data. */
export const liveQueryOptions: OptionArea = {
  title: 'LiveQuery',
  rows: [
    {
      name: 'liveQuery',
      type: group,
      envPrefix: 'PARSE_SERVER_LIVEQUERY_',
      later: 'liveQuery',
      about: 'Which changes are published, and how.',
    },
    {
      name: 'liveQuery.classNames',
      type: texts,
      default: [],
      envAliases: ['PARSE_SERVER_LIVEQUERY_CLASSNAMES'],
      about: 'Classes whose changes are published; regular expressions, anchored at both ends.',
    },
    {
      name: 'liveQuery.redisURL',
      type: text,
      secret: true,
      about: 'The Redis server that carries the changes.',
    },
    { name: 'liveQuery.redisOptions', type: jsonMap, secret: true, about: 'Options of the Redis client.' },
    { name: 'liveQuery.pubSubAdapter', type: bus, about: 'What carries the changes.' },
    { name: 'liveQuery.wssAdapter', type: json, about: 'What serves the web sockets.' },
    {
      name: 'liveQuery.regexTimeout',
      type: whole(0),
      default: 100,
      about: 'Milliseconds after which matching a regular expression is given up.',
    },
    {
      name: 'startLiveQueryServer',
      type: flag,
      later: 'liveQuery',
      default: false,
      about: 'Serves LiveQuery on the port of the API.',
    },
    {
      name: 'liveQueryServerOptions',
      type: group,
      envPrefix: 'PARSE_LIVE_QUERY_SERVER_',
      later: 'liveQuery',
      about: 'The LiveQuery server; starts it.',
    },
    {
      name: 'liveQueryServerOptions.appId',
      type: text,
      about: 'The app it serves; absent: the one of this server.',
    },
    {
      name: 'liveQueryServerOptions.masterKey',
      type: text,
      secret: true,
      about: 'The master key of that app.',
    },
    { name: 'liveQueryServerOptions.serverURL', type: text, about: 'The API of that app.' },
    {
      name: 'liveQueryServerOptions.keyPairs',
      type: mapOf(text),
      secret: true,
      about: 'Keys of which clients show one.',
    },
    {
      name: 'liveQueryServerOptions.port',
      type: whole(0, 65_535),
      default: 1337,
      about: 'The port to listen on.',
    },
    {
      name: 'liveQueryServerOptions.websocketTimeout',
      type: atLeast(0),
      default: 10_000,
      about: 'Milliseconds between signs of life of a connection.',
    },
    {
      name: 'liveQueryServerOptions.cacheTimeout',
      type: atLeast(0),
      default: 5000,
      about: 'Milliseconds for which sessions are remembered.',
    },
    { name: 'liveQueryServerOptions.logLevel', type: text, default: 'INFO', about: 'The level of its log.' },
    {
      name: 'liveQueryServerOptions.redisURL',
      type: text,
      secret: true,
      about: 'The Redis server that carries the changes.',
    },
    {
      name: 'liveQueryServerOptions.redisOptions',
      type: jsonMap,
      secret: true,
      about: 'Options of the Redis client.',
    },
    { name: 'liveQueryServerOptions.pubSubAdapter', type: bus, about: 'What carries the changes.' },
    { name: 'liveQueryServerOptions.wssAdapter', type: json, about: 'What serves the web sockets.' },
  ],
};
