import { defaultSettings } from '@parse/core';
import {
  byteSize,
  code,
  either,
  flag,
  httpUrl,
  listOf,
  pathText,
  regexText,
  text,
  texts,
  whole,
} from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

const requestFunction =
  '(request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void';

/** The listener and what it does before the API sees a request. */
export const httpOptions: OptionArea = {
  title: 'HTTP and process',
  rows: [
    {
      name: 'serverURL',
      type: httpUrl,
      env: 'PARSE_SERVER_URL',
      about: 'The URL under which this server reaches itself, for example `http://localhost:1337/parse`.',
    },
    {
      name: 'publicServerURL',
      type: either(httpUrl, code('() => string | Promise<string>')),
      env: 'PARSE_PUBLIC_SERVER_URL',
      about:
        'The URL under which clients reach this server; links in mails begin with it, and the paths of a batch may begin with its path. A function is asked for every mail.',
    },
    { name: 'host', type: text, default: '0.0.0.0', about: 'The address to listen on.' },
    {
      name: 'port',
      type: whole(0, 65_535),
      default: 1337,
      env: 'PORT',
      about: 'The port to listen on; 0 takes a free one.',
    },
    {
      name: 'mountPath',
      type: pathText,
      default: '/parse',
      about: 'The path under which the API is served.',
    },
    {
      name: 'cluster',
      type: either(flag, whole(1)),
      about: 'Serve from several processes: their number, or true for one per processor. Command line only.',
    },
    {
      name: 'middleware',
      type: either(code(requestFunction), text),
      about: 'A request function that runs before the API, or the module that exports it.',
    },
    {
      name: 'requestContextMiddleware',
      type: code(requestFunction),
      later: 'server',
      about: 'Puts dependencies of your own into the context of a request.',
    },
    {
      name: 'trustProxy',
      type: either(flag, whole(0), texts, text),
      about:
        'Which proxies may say what the address of the caller is: all (true), that many hops, or addresses and ranges. Absent: what the surrounding app says, else the socket.',
    },
    {
      name: 'allowHeaders',
      type: texts,
      about: 'Header names that browsers may send beside those of Parse.',
    },
    {
      name: 'allowOrigin',
      type: either(texts, text),
      default: ['*'],
      about: 'Origins of web pages that may call the API.',
    },
    { name: 'maxUploadSize', type: byteSize, default: '20mb', about: 'The largest request body.' },
    {
      name: 'enableExpressErrorHandler',
      type: flag,
      default: false,
      about: 'Hands errors to the error handlers of the surrounding Express app.',
    },
    {
      name: 'enableSanitizedErrorResponse',
      type: flag,
      default: defaultSettings.enableSanitizedErrorResponse,
      about: 'Denials tell clients only that permission was denied; the log has the reason.',
    },
    {
      name: 'directAccess',
      type: flag,
      default: true,
      envAliases: ['PARSE_SERVER_ENABLE_EXPERIMENTAL_DIRECT_ACCESS'],
      about: 'SDK calls from Cloud Code reach the API without HTTP.',
    },
    {
      name: 'verifyServerUrl',
      type: flag,
      default: true,
      about: 'After the start the server calls its own `serverURL` and warns when it gets no answer.',
    },
    {
      name: 'serverCloseComplete',
      type: code('() => void'),
      about: 'Called when the server has shut down.',
    },
    {
      name: 'routeAllowList',
      type: listOf(regexText),
      about:
        'Regular expressions, anchored at both ends, of the routes that work without the master key. Absent: all. Empty: none.',
    },
  ],
};
