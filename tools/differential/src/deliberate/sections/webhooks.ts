import type { DifferenceSection } from '../difference.js';
import { bothAnswer } from '../shapes.js';

export const webhooks: DifferenceSection = {
  title: 'Webhooks',
  rows: [
    {
      request: 'a webhook whose URL is none',
      incumbent: 'stored',
      ours: '400, code 143',
      why: 'it could never be called',
      matches: [],
    },
    {
      request: 'dates and pointers among the parameters of a webhook',
      incumbent: 'texts and parts of objects',
      ours: 'as the client sent them',
      why: 'their types and classes would be lost',
      matches: [],
    },
    {
      request: 'Cloud Code of a webhook’s name, when the webhook is removed',
      incumbent: 'gone until the next start',
      ours: 'back',
      why: 'a removed webhook leaves nothing behind',
      matches: [],
    },
    {
      request: 'what a webhook is told',
      incumbent: "keys and session tokens in the `headers` and of a log-in, and its logger's options",
      ours: 'none of them; an id and a signature, and the class of a search',
      why: 'another server is not to be given every right',
      matches: [
        {
          ...bothAnswer,
          scenario: /^webhooks\//,
          request: /POST \/functions\/(away|kept)/,
          field:
            /^body\.result\.(\d+\.)?(headers\.x-parse-webhook-(id|signature)|body\.(log|className|object|context|headers\.x-parse-(master-key|session-token)|(object|user)\.sessionToken))$/,
        },
        {
          ...bothAnswer,
          scenario: /^webhooks\/triggers: A beforeFind elsewhere is told/,
          request: /POST \/functions\/kept/,
          field:
            /^body\.result\.\d+\.(headers\.x-parse-webhook-(id|signature)|body\.(log|className|query\.limit))$/,
          values: { incumbent: /^(nothing|\{"appId".*)$/ },
        },
      ],
    },
    {
      request: 'a webhook whose `error` is no text, or whose status tells of one',
      incumbent: '`error` is an object, with all that its client knows of the answer',
      ours: '`error` is a text',
      why: 'SDKs take it for a text',
      matches: [
        {
          scenario: /^webhooks\/functions: /,
          request: /POST \/functions\/away/,
          field: /^body\.error$/,
          incumbent: /^400 141 [{[]/,
          ours: /^400 141 /,
        },
      ],
    },
    {
      request: 'a webhook that answers something that is no JSON object, or points elsewhere',
      incumbent: 'counts as a success',
      ours: '400, code 141',
      why: 'the page of a proxy is no consent',
      matches: [
        {
          scenario: /^webhooks\/functions: A function elsewhere (answers|is moved)/,
          request: /POST \/functions\/away/,
          incumbent: /^200$/,
          ours: /^400 141 Malformed response$/,
        },
      ],
    },
    {
      request: 'a webhook that cannot be reached',
      incumbent: "the network's words, with its address",
      ours: '`The webhook cannot be reached.`',
      why: 'clients need not know where it is',
      matches: [
        {
          request: /POST \/functions\/away/,
          field: /^body\.error$/,
          incumbent: /^400 141 connect ECONNREFUSED /,
          ours: /^400 141 The webhook cannot be reached\.$/,
        },
      ],
    },
    {
      request: 'an update, after a `beforeSave` by webhook',
      incumbent: 'answers every field that the webhook gives back',
      ours: 'answers those that it changes',
      why: 'the others are as the client knows them',
      matches: [
        {
          ...bothAnswer,
          scenario: /^webhooks\/triggers: A beforeSave elsewhere (changes|gives|unsets)/,
          request: /PUT \/(classes\/Away|users)\//,
          field: /^body\.(ACL|list|more|email|username|nick)$/,
          values: { ours: /^nothing$/ },
        },
      ],
    },
    {
      request: 'a `beforeSave` by webhook whose `success` is no object',
      incumbent: '400, code 105 or 141',
      ours: 'changes nothing',
      why: 'it consents, and says nothing else',
      matches: [
        {
          scenario: /^webhooks\/triggers: A beforeSave elsewhere says (true|null|a text|a list)$/,
          request: /POST \/classes\/Away/,
          incumbent: /^400 (105|141) /,
          ours: /^201$/,
        },
      ],
    },
    {
      request: 'a `beforeSave` by webhook that gives a new object another `objectId`',
      incumbent: 'has it',
      ours: 'has its own',
      why: 'ids are made by the server, or by a client that may',
      matches: [
        {
          scenario: /^webhooks\/triggers: A beforeSave elsewhere changes what the server sets$/,
          field: /^(headers\.location|body\.(results\.\d+\.)?objectId)$/,
          incumbent: /^20[01]$/,
          ours: /^20[01]$/,
        },
      ],
    },
    {
      request: 'a `beforeSave` by webhook that leaves out the name or the address of a user',
      incumbent: 'a name at random, no address',
      ours: 'are as the client sent them',
      why: 'nobody could log in by a name at random',
      matches: [
        {
          scenario: /^webhooks\/triggers: A beforeSave elsewhere gives a user back alone by a field$/,
          field: /^body\.(results\.\d+\.)?(username|email)$/,
          incumbent: /^20[01]$/,
          ours: /^20[01]$/,
        },
        {
          scenario: /^webhooks\/triggers: A beforeSave elsewhere gives a user back alone by a field$/,
          request: /POST \/login/,
          incumbent: /^404 101 /,
          ours: /^200$/,
        },
        {
          ...bothAnswer,
          scenario: /^webhooks\/triggers: A beforeSave elsewhere gives a user back alone by a field$/,
          request: /^master: GET \/classes\/_Session/,
          field: /^body\.results$/,
        },
      ],
    },
    {
      request: 'an `Increment`, after a webhook has given the field `null`',
      incumbent: '500, code 1',
      ours: '400, code 141',
      why: 'there is no number',
      matches: [
        {
          scenario: /^webhooks\/triggers: A beforeSave elsewhere gives null$/,
          incumbent: /^500 1 /,
          ours: /^400 141 n is not a number/,
        },
      ],
    },
    {
      request: 'an `afterFind` by webhook that gives objects',
      incumbent: 'answers empty objects',
      ours: 'answers the objects',
      why: 'the webhook says so',
      matches: [
        {
          ...bothAnswer,
          scenario: /^webhooks\/triggers: An afterFind elsewhere gives (other )?objects/,
          field: /^body\.(results\.0\.)?(__type|className|n|objectId)$/,
          values: { incumbent: /^nothing$/ },
        },
      ],
    },
    {
      request: 'an `afterFind` by webhook that says nothing',
      incumbent: 'answers the objects with their `className`',
      ours: 'answers the objects',
      why: 'as without a webhook',
      matches: [
        {
          ...bothAnswer,
          scenario: /^webhooks\/triggers: An afterFind elsewhere says nothing$/,
          field: /^body\.(results\.0\.)?className$/,
          values: { incumbent: /^"Away"$/, ours: /^nothing$/ },
        },
      ],
    },
  ],
};
