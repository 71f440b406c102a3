import type { DifferenceSection } from '../difference.js';
import { asksWhatPointsAtOthers } from '../holds-of-permissions.js';
import { oursNamesWhatIsAsked } from '../holds.js';
import { bothAnswer } from '../shapes.js';

export const rights: DifferenceSection = {
  title: 'Rights',
  rows: [
    {
      request: '`limit: 0` without a count, by somebody without the right to find',
      incumbent: '200, no rows',
      ours: '400, code 119, or 404, code 101',
      why: 'rights are asked first',
      matches: [
        {
          scenario: /^clp\/(reads|user-fields): /,
          request: /GET \/classes\/Thing \{"limit":0\}$/,
          incumbent: /^200$/,
          ours: /^(400 119 Permission denied for action find |404 101 Permission denied, user needs to be authenticated)/,
        },
      ],
    },
    {
      request: 'a wrong condition, by nobody, where only whom rows point at may find',
      incumbent: '200, no rows',
      ours: '400, code 102, 105 or 107',
      why: 'what a request says is read before rights are asked',
      matches: [
        {
          scenario: /^(generated|clp\/refusals: )/,
          request: /"where":.*"ACL(\.\w+)?":/,
          incumbent: /^200$/,
          ours: /^400 102 Cannot query on ACL\.$/,
          holds: asksWhatPointsAtOthers,
        },
        {
          scenario: /^(generated|clp\/refusals: )/,
          request: /"where":/,
          incumbent: /^200$/,
          ours: /^400 (102 (Bad )?\$\w+|105 Invalid key name|107 (bad |You cannot use)) ?/,
          holds: (difference, field) =>
            asksWhatPointsAtOthers(difference, field) && oursNamesWhatIsAsked(difference, field),
        },
      ],
    },
    {
      request: 'a count beside rows that only whom they point at may find',
      incumbent: 'of all rows',
      ours: 'of those that the caller may find',
      why: 'pages are counted by it',
      matches: [
        {
          ...bothAnswer,
          scenario: /^clp\/reads: /,
          request: /GET \/classes\/Thing .*"limit":1,"count":1/,
          field: /^body\.count$/,
        },
      ],
    },
    {
      request: 'a new field by nobody, for an object that only whom it points at may write',
      incumbent: '500, code 1',
      ours: '404, code 101',
      why: 'as without the field',
      matches: [
        {
          scenario: /^clp\/(writes|user-fields): /,
          request: /^PUT \/classes\/Thing\/o\d .*"(updated|new)0":/,
          incumbent: /^500 1 Internal server error\.$/,
          ours: /^404 101 Object not found\.$/,
        },
        {
          ...bothAnswer,
          scenario: /^clp\/writes: /,
          request: /^POST \/batch .*"batched0":/,
          field: /^body\.2\.error(\.(code|error))?$/,
          values: { ours: /^(101|"Object not found\."|\{"code":101,"error":"Object not found\."\})$/ },
        },
      ],
    },
    {
      request: 'a count with the maintenance key',
      incumbent: 'as nobody',
      ours: 'of what the key finds',
      why: 'a count and a find are about the same rows',
      matches: [
        {
          scenario: /^(users\/rights|headers-and-keys\/privileged): /,
          request: /^maintenance: GET .*"count":1/,
          field: /^body\.count$/,
          ...bothAnswer,
        },
        {
          scenario: /^headers-and-keys\/privileged: /,
          request: /^maintenance: GET \/classes\/Thing .*"count":1/,
          incumbent: /^400 119 Permission denied for action count on class Thing\.$/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'sessions by the maintenance key',
      incumbent: '400, code 209, or 500',
      ours: '200',
      why: 'as of every other class',
      matches: [
        {
          request: /^maintenance: GET .*_?[sS]ession/,
          incumbent: /^400 209 /,
          ours: /^200$/,
        },
        {
          scenario: /^sessions\/rights: /,
          request: /^maintenance: GET \/classes\/Holder /,
          incumbent: /^400 209 /,
          ours: /^200$/,
        },
        {
          request: /^maintenance: PUT \/(sessions|classes\/_Session)\//,
          incumbent: /^500 1 Internal server error\.$/,
          ours: /^200$/,
        },
        {
          ...bothAnswer,
          request: /^maintenance: POST \/batch .*"path":"\/parse\/sessions\//,
          field: /^body\.0\./,
        },
      ],
    },
  ],
};
