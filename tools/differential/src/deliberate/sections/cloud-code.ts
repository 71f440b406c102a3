import type { DifferenceSection } from '../difference.js';
import { bothAnswer } from '../shapes.js';

export const cloudCode: DifferenceSection = {
  title: 'Cloud Code',
  rows: [
    {
      request: 'the `rateLimit` rule of a function or trigger, called by way of a batch or an include',
      incumbent: 'counts requests of one route',
      ours: 'counts where the function or trigger runs',
      why: 'no other way around a limit',
      matches: [],
    },
    {
      request: 'an `afterSave` that returns a list or a date',
      incumbent: 'answers it',
      ours: 'answers as if nothing was returned',
      why: 'no client reads such an answer to a save',
      matches: [],
    },
    {
      request: 'a trigger that calls itself for ever',
      incumbent: 'goes on until memory ends',
      ours: 'code 141 after 100 levels',
      why: 'one broken trigger must not end the server',
      matches: [],
    },
    {
      request: 'a function that throws a number',
      incumbent: '`error` is a number',
      ours: '`error` is a text',
      why: 'SDKs take it for a text',
      matches: [
        {
          request: /\/functions\//,
          field: /^body\.error$/,
          incumbent: /^400 141 \d+$/,
          ours: /^400 141 \d+$/,
        },
      ],
    },
    {
      request: 'a function that answers an object without an id, or a date that is none',
      incumbent: 'the server ends',
      ours: '400, code 141',
      why: 'no answer ends a server',
      matches: [],
    },
    {
      request: 'a pointer without a class among the parameters of a function',
      incumbent: '500, code 1',
      ours: '200, the function is given it as it is',
      why: 'it is for the function to judge',
      matches: [
        {
          request: /\/functions\/.*"__type":"Pointer","objectId":/,
          incumbent: /^500 1 /,
          ours: /^200/,
        },
      ],
    },
    {
      request: 'a parameter of a function that is `constant`',
      incumbent: 'what the client sent',
      ours: 'its default',
      why: 'a constant is not for the client to say',
      matches: [{ request: /\/functions\/defaults/, field: /^body\.result\.c$/ }],
    },
    {
      request: 'a field that beforeSave takes away and the object does not have',
      incumbent: '`Delete` in the answer',
      ours: 'not in the answer',
      why: 'nothing was taken away',
      matches: [{ scenario: /^cloud\//, field: /^body\.secret$/, incumbent: /^200/, ours: /^200/ }],
    },
    {
      request: 'a list to which beforeSave adds what is there already',
      incumbent: 'not in the answer',
      ours: 'in the answer, as it is',
      why: 'as for an operation of the client',
      matches: [
        {
          scenario: /^cloud\/changes: beforeSave adds what is there$/,
          request: /^PUT /,
          field: /^body\.list$/,
          ...bothAnswer,
          values: { incumbent: /^nothing$/ },
        },
      ],
    },
    {
      request: 'the ACL of a new object, which beforeSave takes away',
      incumbent: '`Delete` in the answer',
      ours: 'the ACL that is stored, or none',
      why: 'SDKs read an ACL there',
      matches: [
        {
          scenario: /^cloud\/changes: beforeSave of a new object (reverts|clears)$/,
          request: /^POST /,
          field: /^body\.ACL(\.__op)?$/,
          incumbent: /^201$/,
          ours: /^201$/,
          values: { incumbent: /Delete/, ours: /^nothing$/ },
        },
      ],
    },
    {
      request: 'a change of no parameters (`{ params: {} }`), with triggers',
      incumbent: "400, code 141, the database's words",
      ours: '200, runs none',
      why: 'there is nothing to set',
      matches: [
        {
          scenario: /^cloud\/parameters: Triggers of parameters see what is and what was: nothing$/,
          request: /^master: PUT \/config \{"params":\{\}\}$/,
          incumbent: /^400 141 /,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'an `afterSave` of parameters that fails',
      incumbent: '400, its error; the parameters are stored',
      ours: '200, the error is logged',
      why: 'as for objects: what is stored is answered as stored',
      matches: [
        {
          scenario: /^cloud\/parameters: Triggers of parameters that are told: fails after$/,
          request: /^master: PUT \/config /,
          incumbent: /^400 9008 after$/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'the context of a change of parameters',
      incumbent: 'empty',
      ours: 'what the header says',
      why: 'as for objects',
      matches: [
        {
          scenario: /^cloud\/parameters: Triggers of parameters and a context$/,
          request: /^master: GET \/classes\/Step/,
          field: /^body\.results\.\d+\.context\.a$/,
          values: { incumbent: /^nothing$/, ours: /^1$/ },
        },
      ],
    },
    {
      request: 'what `beforePasswordResetRequest` is told of a user',
      incumbent: 'the token that proves the address, too',
      ours: 'no such token',
      why: 'it is for the owner of the address',
      matches: [
        {
          scenario: /^mail\//,
          request: /^master: GET \/classes\/Step/,
          field: /^body\.results\.\d+\.fields$/,
          values: { incumbent: /"_email_verify_token"/, ours: /^\[(?!.*"_)/ },
        },
        // Of two, the rows of the state are sorted by what is told.
        {
          scenario: /^mail\/reset-trigger: .* the second request for a mail$/,
          request: /^master: GET \/classes\/Step \{"limit"/,
          field: /^body\.results\.\d+\.(i|objectId)$/,
        },
      ],
    },
    {
      request: 'a log-in by an identity',
      incumbent: 'runs beforeLogin, and the triggers of a save',
      ours: 'runs beforeLogin and afterLogin',
      why: 'as a log-in by a password; nobody is saved',
      matches: [
        {
          scenario: /^cloud\/log-ins: A sign-up and a log-in by an identity$/,
          request: /^master: GET \/classes\/(Step|Log)/,
          field: /^body\.results$/,
          ...bothAnswer,
        },
        {
          scenario: /^cloud\/log-ins: A sign-up and a log-in by an identity$/,
          request: /^POST \/users /,
          field: /^body\.authData$/,
          ...bothAnswer,
          values: { incumbent: /^nothing$/, ours: /^\{"anonymous":/ },
        },
      ],
    },
    {
      request: 'a delete of a class that has triggers of deletes and of finds',
      incumbent: 'runs the triggers of finds first',
      ours: 'runs those of deletes alone',
      why: 'nobody is shown the object, and a class without the former has no such step',
      matches: [
        {
          scenario:
            /^cloud\/(order: A delete|contexts: The context of a delete|traces: Triggers see a delete|sdk-ways: Cloud Code asks for delete as)/,
          request: /^master: GET \/(schemas|classes\/Step)/,
          field: /^body\.results(\.Step\.fields\.\w+)?$/,
        },
      ],
    },
    {
      request: '`_context` in a create whose app is named in a header',
      incumbent: 'left out; an update with it is refused',
      ours: '400, code 105, as in an update',
      why: 'it would be lost silently; with a header for the app there is one for the context',
      matches: [
        { request: /POST \/classes\/.*"_context":/, incumbent: /^201/, ours: /^400 105 / },
        {
          ...bothAnswer,
          scenario: /^cloud\/contexts: A context in the body$/,
          request: /^master: GET \/(schemas$|classes\/Step )/,
          field: /^body\.results(\.Step)?$/,
          values: { ours: /^(nothing|\[\])$/ },
        },
        {
          scenario: /^cloud\/contexts: A context in the body$/,
          request: /^master: GET \/classes\/Step /,
          incumbent: /^200$/,
          ours: /^nothing$/,
        },
        {
          scenario: /^cloud\/triggers: beforeSave knows what changes/,
          request: /"_context":/,
          field: /^body\.error$/,
          incumbent: /^400 105 /,
          ours: /^400 105 /,
        },
      ],
    },
    {
      request: 'a write of a user or role, with an `afterSave`',
      incumbent: 'the name and the relations are answered, too',
      ours: 'what the server or a trigger made',
      why: 'the client has sent them',
      matches: [
        {
          scenario: /^cloud\//,
          request: /(POST|PUT) \/(users|roles)[ /]/,
          field: /^body\.(username|users)$/,
          incumbent: /^20[01]$/,
          ours: /^20[01]$/,
        },
      ],
    },
    {
      request: 'an aggregation of a class that has a `beforeFind`',
      incumbent: 'runs it',
      ours: 'does not',
      why: 'a pipeline is no query that it could change',
      matches: [
        {
          scenario: /^cloud\/(order: An aggregation|sdk-ways: Cloud Code asks for (aggregate|distinct))/,
          request: /^master: GET \/(schemas|classes\/Step)/,
          field: /^body\.results(\.Step\.fields\.(where|isGet|counts))?$/,
        },
      ],
    },
    {
      request: 'a rule of a trigger that asks for a `Date` or a `Parse.GeoPoint`',
      incumbent: 'refuses all values',
      ours: 'refuses others',
      why: 'that is what the rule says',
      matches: [
        {
          scenario: /^cloud\/rules: A rule asks for the type of (at|place)/,
          request: /POST \/classes\/Typed /,
          incumbent: /^400 142 Validation failed. Invalid type for (at|place)/,
          ours: /^(201$|400 142 Validation failed. Invalid type for place)/,
        },
      ],
    },
    {
      request: 'a log-in, and `/users/me`, where users have a `beforeFind`',
      incumbent: 'runs it: whoever it leaves out has no session, and is answered without fields',
      ours: 'does not',
      why: 'a client asks who it is, and makes no query',
      matches: [
        {
          scenario: /^cloud\/system-classes: beforeFind of users/,
          request: /(GET \/users\/me|POST \/login)/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'a function with dots in its name',
      incumbent: '400, code 141',
      ours: 'runs',
      why: 'it was defined',
      matches: [{ request: /\/functions\/\w+\./, incumbent: /^400 141 Invalid function/, ours: /^200/ }],
    },
  ],
};
