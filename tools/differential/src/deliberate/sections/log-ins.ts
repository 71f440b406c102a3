import type { DifferenceSection } from '../difference.js';
import { oursListsFewer, oursMayNotReadItself } from '../holds.js';
import { bothAnswer } from '../shapes.js';

export const logIns: DifferenceSection = {
  title: 'Log-ins and sessions',
  rows: [
    {
      request: 'the sessions of a user who is deleted',
      incumbent: 'stay',
      ours: 'are deleted',
      why: 'nobody could use them',
      matches: [
        {
          scenario:
            /^(users\/sign-up-and-log-in: Users change themselves|accounts\/changes: Users are written through|users\/ways: A user is ended)/,
          request: /^alice: GET \/users\/me/,
          field: /^body\.error$/,
          incumbent: /^400 209 /,
          ours: /^400 209 Invalid session token$/,
        },
        {
          scenario:
            /^(users\/(sign-up-and-log-in: Users change themselves|written-by-others: .* deletes the user|rights: )|accounts\/changes: Users are written through|cloud\/(system-classes: beforeDelete keeps a user|sdk-ways: .* the end of the caller)|users\/ways: A user is ended)/,
          request: /^master: GET \/(sessions|classes\/_Session)/,
          field: /^body\.results$/,
          holds: oursListsFewer('sessionToken'),
        },
      ],
    },
    {
      request: 'a log-in by somebody who may not read the own object',
      incumbent: 'the id and the token',
      ours: 'the user',
      why: 'a client asks who it is, as by `/users/me`',
      matches: [
        {
          scenario: /^(generated|users\/ways: A user is given an ACL of nobody)/,
          request: /^POST \/login /,
          field: /^body\.\w+$/,
          ...bothAnswer,
          values: { incumbent: /^nothing$/ },
          holds: oursMayNotReadItself,
        },
        {
          scenario: /^users\/rights: Users that clients may not get/,
          request: /^POST \/login /,
          field: /^body\.\w+$/,
          ...bothAnswer,
          values: { incumbent: /^nothing$/ },
        },
      ],
    },
    {
      request: "`POST /sessions` against the class's `create` or `addField`",
      incumbent: 'ignored',
      ours: '400, code 119',
      why: 'CVE-2026-112769',
      matches: [],
    },
    {
      request: '`/sessions/me` with a token that nobody has',
      incumbent: '400, code 209, `Session token not found.`',
      ours: '400, code 209, `Invalid session token`',
      why: 'as on every other route',
      matches: [
        {
          scenario: /^users\/ways: Somebody asks who it is/,
          request: /GET \/sessions\/me/,
          field: /^body\.error$/,
          incumbent: /^400 209 Session token not found\.$/,
          ours: /^400 209 Invalid session token$/,
        },
      ],
    },
    {
      request: '`userId` of `/loginAs` that is no text',
      incumbent: '200, logs in as anybody',
      ours: '400, code 162',
      why: 'an operator',
      matches: [],
    },
    {
      request: '`PUT /sessions/me`',
      incumbent: '404, code 101',
      ours: 'binds the installation',
      why: 'embedded SDKs send it',
      matches: [],
    },
    {
      request: 'a `/challenge` to a provider that is not there, or asks nothing',
      incumbent: '200 without it, after whoever asks is known',
      ours: '400, code 252, before anything',
      why: 'a question nobody answers is a mistake',
      matches: [
        { request: /POST \/challenge/, ours: /^400 252 / },
        {
          request: /POST \/challenge .*"challengeData":\{\}/,
          incumbent: /^200$/,
          ours: /^400 -1 Nothing to challenge/,
        },
      ],
    },
    {
      request: 'a `/challenge` with an id of a second factor beside that of a provider',
      incumbent: '400, code -1',
      ours: '404, code 101 for an identity nobody has',
      why: 'a second factor tells nobody apart',
      matches: [
        {
          request: /POST \/challenge .*"secondDoor"/,
          incumbent: /^400 -1 You cannot provide more than one authData provider/,
          ours: /^404 101 /,
        },
      ],
    },
    {
      request: '`authDataResponse` of providers that answer nothing',
      incumbent: '`{}`',
      ours: 'left out',
      why: 'nobody waits for it',
      matches: [
        {
          scenario: /^cloud\/sdk-ways: .* a sign-up by an identity/,
          request: /POST \/functions\/way/,
          field: /^body\.result\.given\.authDataResponse$/,
          ...bothAnswer,
        },
        {
          request: /((POST|PUT) \/users|POST \/login).*"authData"/,
          field: /^body\.authDataResponse$/,
          incumbent: /^20[01]$/,
          ours: /^20[01]$/,
        },
      ],
    },
    {
      request: '`Location` of a log-in by `POST /users`',
      incumbent: 'sent',
      ours: 'left out',
      why: 'nothing was made',
      matches: [
        {
          request: /POST \/users .*"authData"/,
          field: /^headers\.location$/,
          ...bothAnswer,
        },
      ],
    },
    {
      request: '`/users/me` and `/sessions/me` where the class lets nobody read',
      incumbent: '400, code 119',
      ours: '200',
      why: 'a client asks who it is, as by a log-in',
      matches: [
        {
          scenario: /^(users|sessions)\/rights: .* that clients may not (get|find)/,
          request: /^(alice|bob): GET \/(users|sessions)\/me/,
          incumbent: /^400 119 Permission denied for action (get|find) /,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'a session by its id',
      incumbent: 'asks for the right to find',
      ours: 'asks for the right to get',
      why: 'as of every other class',
      matches: [
        {
          scenario: /^sessions\/rights: Sessions that clients may not find/,
          request: /^alice: GET \/(sessions|classes\/_Session)\//,
          incumbent: /^400 119 Permission denied for action find on class _Session\.$/,
          ours: /^200$/,
        },
        {
          scenario: /^sessions\/rights: Sessions that clients may not get/,
          request: /^alice: GET \/(sessions|classes\/_Session)\//,
          incumbent: /^200$/,
          ours: /^400 119 Permission denied for action get on class _Session\.$/,
        },
      ],
    },
    {
      request: '`createdWith` of the session of a sign-up by a provider',
      incumbent: '`login`',
      ours: '`signup`',
      why: 'that is what it was',
      matches: [
        {
          scenario:
            /^(accounts\/sign-up: A sign-up with authData|auth\/(providers|claimed-identities): |cloud\/(log-ins: A .*log-in by an identity|sdk-ways: .* a sign-up by an identity)|users\/ways: An anonymous user)/,
          request: /GET \/(sessions|classes\/_Session)/,
          field: /\.(createdWith\.(action|authProvider)|sessionToken)$/,
        },
      ],
    },
    {
      request: "a log-in by password that links another user's identity",
      incumbent: '400, code 137',
      ours: '400, code 208',
      why: 'as for an update that links it',
      matches: [
        {
          request: /^POST \/login .*"authData"/,
          incumbent: /^400 137 /,
          ours: /^400 208 this auth is already used$/,
        },
      ],
    },
    {
      request: '`installationId` of a session that a user makes by `POST /sessions`',
      incumbent: 'the one in the body, whatever device asks',
      ours: 'that of the device which asks',
      why: 'what a session says of its device is not for users to say',
      matches: [
        {
          scenario: /^sessions\/restricted: A user makes a session and says a device$/,
          request: /((GET|POST) \/sessions|GET \/classes\/_Session)/,
          field: /^body\.(results\.\d+\.)?installationId$/,
          incumbent: /^20[01]$/,
          ours: /^20[01]$/,
          values: {
            incumbent: /^"phone"$/,
            ours: /^nothing$/,
          },
        },
      ],
    },
    {
      request: '`createdWith` of the session that a new password gives',
      incumbent: 'not there, or an identity that is given, too',
      ours: '`login`',
      why: 'as with every other session',
      matches: [
        {
          scenario:
            /^(accounts\/(changes: A (new )?password|strict: A new password|devices: .* a new password on another)|cloud\/log-ins: A session that is removed|users\/ways: (A user is given .*password|An anonymous user is given a .*password|An anonymous user is given a name and the end))/,
          request: /^master: GET \/(sessions|classes\/_Session)/,
          field: /^body\.results\.\d+\.createdWith(\.authProvider)?$/,
        },
      ],
    },
    {
      request: '`/upgradeToRevocableSession` of a session that is revocable',
      incumbent: '200 and another session, on PostgreSQL 500',
      ours: '200, the same session',
      why: 'there is nothing to upgrade',
      matches: [
        {
          scenario: /^accounts\/recovery: A session of today/,
          request: /POST \/upgradeToRevocableSession/,
          field: /^body\./,
          ours: /^200$/,
          values: { ours: /^(nothing|"(signup|password|now \(alice\)|<alice\.sessionToken>)")$/ },
        },
        {
          scenario: /^accounts\/recovery: A session of today/,
          request: /^master: GET \/classes\/_Session/,
          field: /^body\.results$/,
          holds: oursListsFewer('sessionToken'),
        },
        {
          engine: 'postgres',
          scenario: /^accounts\/recovery: A session of today/,
          request: /POST \/upgradeToRevocableSession/,
          incumbent: /^500 /,
          ours: /^200$/,
        },
      ],
    },
  ],
};
