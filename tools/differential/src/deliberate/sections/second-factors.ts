import type { DifferenceSection } from '../difference.js';
import { bothAnswer } from '../shapes.js';

const MESSAGES = /^auth\/text-messages: /;
const AGAIN = /^auth\/authenticators: A code is asked for again/;

export const secondFactors: DifferenceSection = {
  title: 'Second factors',
  rows: [
    {
      request: 'a code of an authenticator that was used already (`mfa`)',
      incumbent: '200 for as long as it is shown',
      ours: '400, code 141',
      why: 'who has seen it being typed cannot use it',
      matches: [
        {
          scenario: AGAIN,
          request: /^POST \/login /,
          incumbent: /^200$/,
          ours: /^400 141 Invalid MFA token$/,
        },
        { scenario: AGAIN, request: /GET \/classes\/_Session /, field: /^body\.results$/ },
      ],
    },
    {
      request: 'another `mobile` for `mfa`',
      incumbent: '400, code 141',
      ours: '400, code 141; with `old`, a code of the present number, 200',
      why: 'as with authenticators; else the factor would have to be removed for a while',
      matches: [],
    },
    {
      request: "`/challenge` with `mfa: {token: 'request'}`",
      incumbent: 'nothing happens',
      ours: 'a message is sent',
      why: 'a log-in that has to fail for that is one way only',
      matches: [
        {
          scenario: MESSAGES,
          request: /^POST \/challenge /,
          field: /^body\.challengeData\.mfa$/,
          values: { incumbent: /^nothing$/, ours: /^\{"sent":true\}$/ },
        },
        {
          scenario: /^auth\/text-messages: A challenge asks for a message$/,
          request: /^master: GET \/classes\/Message /,
          field: /^body\.results$/,
        },
      ],
    },
    {
      request: 'a wrong code of a message (`mfa`)',
      incumbent: '`Invalid MFA token 1`',
      ours: '`Invalid MFA token`',
      why: 'the same as for authenticators',
      matches: [
        {
          scenario: MESSAGES,
          field: /^body\.error$/,
          incumbent: /^400 141 Invalid MFA token 1$/,
          ours: /^400 141 Invalid MFA token$/,
        },
      ],
    },
    {
      request: "a log-in that asks for a message (`mfa: {token: 'request'}`)",
      incumbent: 'ends every session of the user',
      ours: 'ends none',
      why: 'to ask for a code is no log-out',
      matches: [
        {
          scenario: MESSAGES,
          request: /^alice: GET \/users\/me\b/,
          incumbent: /^400 209 Invalid session token$/,
          ours: /^200$/,
        },
        { scenario: MESSAGES, request: /^master: GET \/classes\/_Session /, field: /^body\.results$/ },
      ],
    },
    {
      request: 'a `mobile` that is no text',
      incumbent: '200, and a code is sent there',
      ours: '400, code 141',
      why: "a client's mistake",
      matches: [
        {
          scenario: /^auth\/text-messages: A number that is (7|\{\})$/,
          request: /^alice: PUT \/users\/.*"mobile":(7|\{\})/,
          incumbent: /^200$/,
          ours: /^400 141 Invalid mobile number\.$/,
        },
        {
          scenario: /^auth\/text-messages: A number that is (7|\{\})$/,
          request: /^master: GET \/schemas$/,
          field: /^body\.results\.Message$/,
          values: { ours: /^nothing$/ },
        },
        {
          scenario: /^auth\/text-messages: A number that is (7|\{\})$/,
          request: /^master: GET \/classes\/Message /,
          incumbent: /^200$/,
          ours: /^nothing$/,
        },
      ],
    },
    {
      request: 'recovery codes (`mfa`)',
      incumbent: 'texts of 30 letters and digits, stored as they are',
      ours: 'texts of 27, of which digests are stored',
      why: 'who reads the database gets in nowhere; codes that parse-server handed out go on working',
      matches: [
        {
          request: /"mfa":\{"secret":/,
          field: /^body\.authDataResponse\.mfa\.recovery$/,
          values: { incumbent: /^"\w{30}, \w{30}"$/, ours: /^"[\w-]{27}, [\w-]{27}"$/ },
        },
      ],
    },
    {
      request: 'what the master key is shown of a factor (`authData.mfa`)',
      incumbent: 'the secret and the recovery codes',
      ours: 'digests of the codes, the period of the code that was used last, the count of wrong ones, and when messages were sent, too; a number that waits is stored in another form',
      why: 'a code works once, and guesses and messages are counted',
      matches: [
        {
          request: /^(state of classes\/_User: )?master: GET /,
          field: /\bauthData\.mfa\.(recovery\.[01]|lastStep|wrong)$/,
          ...bothAnswer,
        },
        {
          scenario: MESSAGES,
          request: /^master: GET \/classes\/_User /,
          field: /\bauthData(\.mfa\.(pending\b.*|sent|tries|token|expiry))?$/,
          incumbent: /^200$/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'data for `mfa` that are no object',
      incumbent: '400, code 141',
      ours: '400, code 252',
      why: 'the same as for every other provider',
      matches: [
        {
          request: /POST \/login .*"mfa":("|\d|\[)/,
          incumbent: /^400 141 Invalid MFA token$/,
          ours: /^400 252 /,
        },
      ],
    },
    {
      request: 'the origin of the session of a sign-up with a password and `mfa`',
      incumbent: '`{action: login, authProvider: mfa}`',
      ours: '`{action: signup, authProvider: password}`',
      why: 'the factor identifies nobody',
      matches: [
        {
          scenario: /^auth\/authenticators: A factor is set up at the sign-up/,
          request: /GET \/classes\/_Session /,
          field: /^body\.results\.[01]\.(createdWith\.(action|authProvider)|sessionToken)$/,
        },
      ],
    },
    {
      request: 'a mobile number to which no message can be sent',
      incumbent: '400, nothing is stored',
      ours: '400, the number is stored as not confirmed',
      why: 'a code is stored before it is sent, so that whoever gets it can use it',
      matches: [
        {
          scenario: /^auth\/text-messages: A number that no message reaches$/,
          request: /^POST \/login /,
          field: /^body\.authData$/,
          values: { incumbent: /^nothing$/, ours: /^\{"mfa":\{"status":"disabled"\}\}$/ },
        },
      ],
    },
  ],
};
