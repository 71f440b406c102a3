import type { DifferenceSection } from '../difference.js';
import { bothAnswer } from '../shapes.js';

const told = /^master: GET \/classes\/Step/;

export const toldTriggers: DifferenceSection = {
  title: 'What triggers are told',
  rows: [
    {
      request: 'the answer to a save that sets a part of a field, or changes a relation, with a `beforeSave`',
      incumbent: 'the whole field, the relation',
      ours: 'neither, as without one',
      why: 'the client has set them',
      matches: [
        {
          scenario: /^cloud\/traces: Triggers of (an update|a create) see /,
          request: /^(PUT|POST) \/classes\/Traced/,
          incumbent: /^20[01]$/,
          ours: /^20[01]$/,
          field: /^body\.(likes|map)$/,
          values: { incumbent: /^\{("__type":"Relation"|"a":|\})/, ours: /^nothing$/ },
        },
        {
          ...bothAnswer,
          scenario: /^cloud\/sdk-ways: Cloud Code asks for update of a part/,
          request: /POST \/functions\/way/,
          field: /^body\.result\.given\.(map\.a|dirty)$/,
        },
      ],
    },
    {
      request: 'a part of a part (`map.b.c`) that is set, with a `beforeSave`',
      incumbent: 'triggers see `map.b` set to it, and so it is stored',
      ours: 'the part is set',
      why: 'that is what was asked for',
      matches: [
        {
          ...bothAnswer,
          scenario: /^cloud\/traces: Triggers of an update see a new part$/,
          request: /^master: GET \/classes\/(Step|Traced)/,
          field: /\.map\.b$/,
          values: { incumbent: /^2$/, ours: /^\{"c":2\}$/ },
        },
      ],
    },
    {
      request: '`Delete` of a field that is not there, in `beforeSave`',
      incumbent: 'a change of the field, whose value is the operation',
      ours: 'no change',
      why: 'there is nothing to take away',
      matches: [
        {
          ...bothAnswer,
          scenario: /^cloud\/traces: Triggers of an update see Delete of a field that is not there$/,
          request: told,
          field: /\.what\.object\.(dirty|(json|kinds|ops)\.fresh)$/,
        },
      ],
    },
    {
      request: '`Delete` of a part, in `afterSave`',
      incumbent: 'a change that is still to be saved',
      ours: 'none',
      why: 'it is saved',
      matches: [
        {
          ...bothAnswer,
          scenario: /^cloud\/traces: Triggers of an update see Delete of a part$/,
          request: told,
          field: /\.what\.object\.dirty$/,
          values: { incumbent: /^\["map"\]$/, ours: /^\[\]$/ },
        },
      ],
    },
    {
      request: '`Delete` of the ACL',
      incumbent: 'triggers see the operation as an ACL, and none afterwards',
      ours: 'an ACL of nobody',
      why: 'that is what is stored',
      matches: [
        {
          ...bothAnswer,
          scenario: /^cloud\/traces: Triggers of an update see the end of the ACL$/,
          request: told,
          field: /\.what\.object\.(json|kinds|ops)\.ACL(\.of op)?$/,
        },
      ],
    },
    {
      request: '`original` in `afterSave` of a save that makes a relation',
      incumbent: 'does not have it',
      ours: 'has it, as every object of the class from now on',
      why: 'a relation is there, even if empty',
      matches: [
        {
          ...bothAnswer,
          scenario:
            /^cloud\/(sdk-ways: Cloud Code asks for update of a relation|traces: Triggers of an update see .*[Rr]elation)/,
          request: told,
          field: /\.what\.original\.(json|kinds)\.likes$/,
          values: { incumbent: /^nothing$/ },
        },
      ],
    },
    {
      request: 'the context in a subquery',
      incumbent: 'holds `_subqueryDepth`',
      ours: 'holds what the app has put there',
      why: 'it is the app’s',
      matches: [
        {
          ...bothAnswer,
          scenario: /^cloud\/sdk-ways: Cloud Code asks for subquery/,
          request: told,
          field: /\.who\.context$/,
          values: { incumbent: /_subqueryDepth/ },
        },
      ],
    },
    {
      request: 'a log-in by Cloud Code with a session',
      incumbent: '`beforeLogin` is told whose it is',
      ours: 'nobody, as for a client',
      why: 'a log-in does not look at who asks',
      matches: [
        {
          ...bothAnswer,
          scenario: /^cloud\/sdk-ways: Cloud Code asks for (a|two) log-ins? .*as caller$/,
          request: told,
          field: /^body\.results\.\d+\.asker$/,
          values: { incumbent: /^"alice"$/, ours: /^"nobody"$/ },
        },
        // The rows of the state are sorted by what is told.
        {
          ...bothAnswer,
          scenario: /^cloud\/sdk-ways: Cloud Code asks for (a|two) log-ins? .*as caller$/,
          request: /^master: GET \/classes\/Step \{"limit"/,
          field: /^body\.results\.\d+\.\w+$/,
        },
      ],
    },
  ],
};
