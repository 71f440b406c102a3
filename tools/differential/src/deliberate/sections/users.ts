import type { DifferenceSection } from '../difference.js';
import { bothAnswer } from '../shapes.js';

export const users: DifferenceSection = {
  title: 'Users, roles, installations',
  rows: [
    {
      request: '`POST /installations` of one that exists',
      incumbent: 'the date only',
      ours: 'its `objectId`, too',
      why: 'an SDK has no other way to learn it',
      matches: [
        {
          ...bothAnswer,
          request: /POST \/installations/,
          field: /^body\.objectId$/,
          values: { incumbent: /^nothing$/, ours: /^"<[\w.]+>"$/ },
        },
      ],
    },
    {
      request: '`POST /installations` with capital letters in the id or token',
      incumbent: 'stored in small ones',
      ours: 'stored so and told',
      why: 'what the server changes is answered',
      matches: [
        {
          request: /POST \/installations/,
          field: /^body\.(installationId|deviceToken)$/,
          incumbent: /^201/,
          ours: /^201/,
          values: { incumbent: /^nothing$/, ours: /^"[a-z0-9-]+"$/ },
        },
      ],
    },
    {
      request: '`authData` of other users, in answers and conditions',
      incumbent: 'hidden in answers, open to conditions',
      ours: 'hidden, conditions 400, code 119',
      why: 'secrets of providers can be guessed',
      matches: [],
    },
    {
      request: 'an update of another user',
      incumbent: 'names and mails are checked first',
      ours: '400, code 206 before anything',
      why: 'CVE-2026-112768',
      matches: [
        {
          ...bothAnswer,
          scenario: /^users\/rights: Users that clients may not addField/,
          request: /^(bob: )?POST \/batch .*"path":"\/parse\/users\/<alice\./,
          field: /^body\.0\.error\.(code|error)$/,
          values: { incumbent: /^(119|"Permission denied for action addField .*)$/ },
        },
        {
          request: /^(?!master)(?:(\w+): )?PUT \/(users|classes\/_User)\/(?!<\1\.)/,
          incumbent: /^(400 (105|107|111|119|121|125|202|203)|500 1) /,
          ours: /^400 206 /,
        },
      ],
    },
    {
      request:
        'a new name, address, password, identity or ACL of another user, or the end of one, by whom the ACL lets write as everybody',
      incumbent: '200',
      ours: '400, code 206: the ACL has to name the caller or a role',
      why: 'everybody who logs in would own the account',
      matches: [
        {
          request:
            /^(alice|bob): (DELETE \/users\/|PUT \/users\/.*"(username|email|password|authData|ACL)":)/,
          incumbent: /^200$/,
          ours: /^400 206 /,
        },
        {
          scenario:
            /^users\/written-by-others: (A new password by whom everybody|An ACL of a user that lets everybody write)/,
          request: /^(POST \/login|master: GET \/(users\/|classes\/(_User|_Session)))/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'a new password of another user, by whom the ACL of the user names',
      incumbent: '200 with a session of that user',
      ours: '200, without one',
      why: 'the caller is somebody else',
      matches: [
        {
          scenario: /^users\/written-by-others: /,
          request: /^alice: PUT \/users\/<bob\.objectId> \{"password":/,
          field: /^body\.sessionToken$/,
          values: { ours: /^nothing$/ },
        },
        {
          scenario: /^users\/written-by-others: Whom the ACL of a user lets write changes the password/,
          request: /^master: GET \/classes\/_Session/,
          field: /^body\.results/,
        },
      ],
    },
    {
      request: 'an update or the removal of oneself that the own ACL does not allow',
      incumbent: '400, code 206',
      ours: '404, code 101',
      why: 'as for every other object',
      matches: [
        {
          scenario: /^(generated|users\/rights: )/,
          request:
            /^(alice: (PUT|DELETE) \/(users|classes\/_User)\/<alice\.|bob: (PUT|DELETE) \/users\/<bob\.)/,
          incumbent: /^400 206 (Insufficient auth\.|Permission denied)$/,
          ours: /^404 101 Object not found\.$/,
        },
        {
          ...bothAnswer,
          scenario: /^users\/rights: /,
          request: /^alice: POST \/batch .*"path":"\/parse\/users\/<alice\./,
          field: /^body\.0\.error\.(code|error)$/,
          values: {
            incumbent: /^(206|"(Insufficient auth\.|Permission denied)")$/,
            ours: /^(101|"Object not found\.")$/,
          },
        },
      ],
    },
    {
      request: 'the answer to an update by somebody who may not read the object',
      incumbent: 'computed values',
      ours: '`updatedAt` only',
      why: 'CVE-2026-120310',
      matches: [
        {
          ...bothAnswer,
          scenario: /^cloud\/triggers: What beforeSave changes/,
          request: /"lock":true/,
          field: /^body\./,
          values: { ours: /^nothing$/ },
        },
        {
          scenario: /^cloud\/changes: beforeSave clears$/,
          request: /^PUT /,
          field: /^body\.\w+$/,
          ...bothAnswer,
          values: { ours: /^nothing$/ },
        },
        {
          scenario: /^generated/,
          request: /^((alice|bob): )?PUT \/classes\/.*"__op"/,
          field: /^body\.[a-z]$/,
          ...bothAnswer,
          values: { ours: /^nothing$/ },
        },
        {
          scenario: /^acl\/writes: /,
          request: /^((alice|carol|dave): )?PUT \/classes\/Note\/o .*"Increment"/,
          field: /^body\.(n|list)$/,
          ...bothAnswer,
          values: { ours: /^nothing$/ },
        },
        {
          scenario: /^generated/,
          request: /^((alice|bob): )?POST \/batch .*"__op"/,
          field: /^body\.\d+\.success\.[a-z]$/,
          values: { ours: /^nothing$/ },
        },
      ],
    },
    {
      request: 'user ids `*`, `role:…`, `userField:…` and other words of permissions',
      incumbent: '`role:…` only is refused',
      ours: 'all 400, code 119',
      why: 'they would give rights',
      matches: [],
    },
    {
      request: 'an update of an installation, from another device',
      incumbent: 'changes that of the device that asks',
      ours: 'changes the one that is named',
      why: 'that is what is asked for; an ACL is for rights',
      matches: [
        {
          scenario: /^installations\/rights: /,
          request: /PUT \/installations\/<tablet\.objectId> .*"channels":/,
          incumbent: /^404 101 Object not found\.$/,
          ours: /^200$/,
        },
        {
          ...bothAnswer,
          scenario: /^installations\/rights: /,
          request: /GET \/(installations|classes\/(_Installation|Holder))/,
          field: /(channels\.\d+|updatedAt)$/,
        },
      ],
    },
    {
      request: 'a new token for an installation that the caller may not write',
      incumbent: '`Object not found.`',
      ours: '`Object not found for update.`',
      why: 'as of one that is not there',
      matches: [
        {
          scenario: /^installations\/rights: /,
          request: /PUT \/installations\/<phone\.objectId> .*"deviceToken":/,
          field: /^body\.error$/,
          incumbent: /^404 101 Object not found\.$/,
          ours: /^404 101 Object not found for update\.$/,
        },
      ],
    },
    {
      request: '`POST /installations` of one that exists, without the right to create',
      incumbent: '200',
      ours: '400, code 119',
      why: 'the right that the request names',
      matches: [
        {
          scenario: /^installations\/rights: Installations that clients may not create/,
          request: /POST \/installations /,
          incumbent: /^200$/,
          ours: /^400 119 Permission denied for action create /,
        },
      ],
    },
    {
      request: 'an installation id that is no text',
      incumbent: '500, code 1',
      ours: '400, code 111',
      why: "a client's mistake",
      matches: [],
    },
    {
      request: "removing an installation's `deviceToken`",
      incumbent: '400, code 107',
      ours: '200',
      why: 'the row is found by its id',
      matches: [],
    },
    {
      request: 'two sign-ups at once whose names or addresses differ in case alone',
      incumbent: 'both may succeed',
      ours: 'one 201, one 400, code 202 or 203',
      why: "a unique index without regard to case, beside parse-server's",
      matches: [],
    },
    {
      request: '`/requestPasswordReset` with a link that nobody has',
      incumbent: '400, code 125',
      ours: '200',
      why: 'nobody learns which links work',
      matches: [{ request: /POST \/requestPasswordReset .*"token"/, incumbent: /^400 125 /, ours: /^200$/ }],
    },
    {
      request: 'an audience whose query is no JSON text of an object',
      incumbent: '201, and 500 when it is read',
      ours: '400, code 107',
      why: "a client's mistake",
      matches: [
        {
          scenario: /^audiences\/audiences: The query of an audience/,
          request: /POST \/push_audiences /,
          incumbent: /^201$/,
          ours: /^400 107 query must be/,
        },
        {
          scenario: /^audiences\/audiences: The query of an audience/,
          request: /(GET|DELETE) \/push_audiences\/<broken\./,
          incumbent: /^(500 1 |200$)/,
          ours: /^404 101 /,
        },
      ],
    },
    {
      request: '`updatedAt` of an audience that was updated',
      incumbent: 'told in the answer, and not stored',
      ours: 'stored',
      why: 'a time of the last change is what it is for',
      matches: [
        {
          ...bothAnswer,
          scenario: /^audiences\/audiences: An audience is made, read, changed/,
          request: /^master: GET \/push_audiences/,
          field: /^body\.(results\.0\.)?updatedAt$/,
          values: { incumbent: /^"now \(all\)"$/, ours: /^"now \(4\)"$/ },
        },
      ],
    },
    {
      request: 'what a provider of the app throws that is no error of Parse',
      incumbent: 'its words',
      ours: '`Auth failed.`',
      why: 'they may tell a secret, and go to the log',
      matches: [
        {
          scenario: /^auth\//,
          field: /^body\.error$/,
          incumbent: /^400 141 /,
          ours: /^400 141 Auth failed\.$/,
        },
      ],
    },
    {
      request: 'a sign-up by a second factor alone',
      incumbent: '201',
      ours: '400, code 200',
      why: 'it tells nobody apart: the user could never come back',
      matches: [
        { request: /POST \/users \{"authData":\{"secondDoor"/, incumbent: /^201$/, ours: /^400 200 / },
      ],
    },
    {
      request: 'the name of a role that is an operation, or set to `null`',
      incumbent: '200 or 201, without a name',
      ours: '400, code 111',
      why: 'a role needs a name',
      matches: [
        {
          request: /(POST|PUT) \/(roles|classes\/_Role)[^ ]* .*"name":(\{"__op":"Delete"\}|null)/,
          incumbent: /^20[01]$/,
          ours: /^400 111 name is required/,
        },
      ],
    },
    {
      request: '`Delete` of the ACL of a role',
      incumbent: '400, code 111',
      ours: '200, nobody has rights',
      why: 'as for every other object',
      matches: [
        {
          request: /PUT \/roles\/[^ ]* \{"ACL":\{"__op":"Delete"\}\}/,
          incumbent: /^400 111 ACL is required/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'the rights of a role that was removed',
      incumbent: 'stay for a while',
      ours: 'gone at once',
      why: 'its users have no other role to blame',
      matches: [
        {
          ...bothAnswer,
          scenario: /^accounts\/roles: A role that is removed/,
          request: /^alice: GET \/classes\/Note/,
          field: /^body\.results$/,
          values: { ours: /^\[\]$/ },
        },
      ],
    },
  ],
};
