import type { DifferenceSection } from '../difference.js';
import { bothAnswer } from '../shapes.js';

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
      ours: 'with `old`, a code of the present number, 200',
      why: 'as with authenticators; else the factor would have to be removed for a while',
      matches: [],
    },
    {
      request: "`/challenge` with `mfa: {token: 'request'}`",
      incumbent: 'nothing happens',
      ours: 'a message is sent',
      why: 'a log-in that has to fail for that is one way only',
      matches: [],
    },
    {
      request: 'a wrong code of a message (`mfa`)',
      incumbent: '`Invalid MFA token 1`',
      ours: '`Invalid MFA token`',
      why: 'the same as for authenticators',
      matches: [],
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
      ours: 'digests of the codes, the period of the code that was used last, and the count of wrong ones, too',
      why: 'a code works once, and guesses are counted',
      matches: [
        {
          request: /^(state of classes\/_User: )?master: GET /,
          field: /\bauthData\.mfa\.(recovery\.[01]|lastStep|wrong)$/,
          ...bothAnswer,
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
  ],
};
