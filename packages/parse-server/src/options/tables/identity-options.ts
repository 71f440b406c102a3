import { defaultSettings } from '@parse/core';
import { code, either, filledText, flag, ipOrRange, listOf, text, whole } from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

const addresses = listOf(ipOrRange);
const localhost = ['127.0.0.1', '::1'];

/** Who the app is and which keys open it. */
export const identityOptions: OptionArea = {
  title: 'Identity and keys',
  rows: [
    {
      name: 'appId',
      type: filledText,
      env: 'PARSE_SERVER_APPLICATION_ID',
      about: 'Names the app. Required; every request carries it.',
    },
    {
      name: 'appName',
      type: text,
      about: 'The name people know the app by: in mails, on pages, and in the log when the server listens.',
    },
    {
      name: 'masterKey',
      type: either(filledText, code('() => string | Promise<string>')),
      secret: true,
      about:
        'The key that no permission holds back. Required; a function is asked for it, see `masterKeyTtl`. Keep it on servers.',
    },
    {
      name: 'masterKeyTtl',
      type: whole(0),
      default: 0,
      about: 'Seconds for which the answer of a `masterKey` function is kept; 0 asks at every use.',
    },
    {
      name: 'masterKeyIps',
      type: addresses,
      default: localhost,
      about:
        'Addresses and ranges from which the master key works. An empty list: nowhere. `0.0.0.0/0` and `::/0`: from everywhere, over IPv4 and IPv6.',
    },
    {
      name: 'readOnlyMasterKey',
      type: filledText,
      secret: true,
      about: 'A key that reads like the master key and writes nothing.',
    },
    {
      name: 'readOnlyMasterKeyIps',
      type: addresses,
      default: ['0.0.0.0/0', '::/0'],
      about: 'Addresses and ranges from which the read-only master key works.',
    },
    {
      name: 'allowAggregationForReadOnlyMasterKey',
      type: flag,
      default: defaultSettings.allowAggregationForReadOnlyMasterKey,
      about: 'Lets the read-only master key run aggregations.',
    },
    {
      name: 'maintenanceKey',
      type: filledText,
      secret: true,
      about: 'A key that sees and writes the internal fields, for repairs.',
    },
    {
      name: 'maintenanceKeyIps',
      type: addresses,
      default: localhost,
      about: 'Addresses and ranges from which the maintenance key works.',
    },
    {
      name: 'clientKey',
      type: filledText,
      secret: true,
      about:
        'A key of native apps. As soon as one of the four client keys is set, a request needs a matching one (or the master key).',
    },
    { name: 'javascriptKey', type: filledText, secret: true, about: 'A key of web apps; see `clientKey`.' },
    {
      name: 'restAPIKey',
      type: filledText,
      secret: true,
      about: 'A key of programs that call the REST API; see `clientKey`.',
    },
    {
      name: 'dotNetKey',
      type: filledText,
      secret: true,
      about: 'A key of .NET and Unity apps; see `clientKey`.',
    },
    {
      name: 'webhookKey',
      type: filledText,
      secret: true,
      about: 'Sent along with webhook calls, so that their receiver knows who calls; also signs them.',
    },
    {
      name: 'fileKey',
      type: filledText,
      later: 'files',
      secret: true,
      about: 'Part of the URLs of files that hosted Parse still keeps.',
    },
    {
      name: 'encryptionKey',
      type: filledText,
      later: 'files',
      secret: true,
      about: 'Encrypts stored files.',
    },
  ],
};
