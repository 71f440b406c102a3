import type { DifferenceSection } from '../difference.js';
import { bothNameWhatIsAsked, givesNewField, oursNamesWhatIsAsked } from '../holds.js';
import { oursNamesWhatIsMalformed } from '../holds-of-malformed.js';

// Requests with several mistakes, which the generator makes by the hundred: both refuse them, and name another one.

export const orderOfChecks: DifferenceSection = {
  title: 'Which of several mistakes is told',
  rows: [
    {
      request:
        'a wrong condition beside one on a protected field, or without the right to ask, or to get what is included',
      incumbent: '400, code 119, or 404, code 101',
      ours: '400, code 102, 105 or 107',
      why: 'what a request says is read before rights are asked',
      matches: [
        {
          scenario: /^(generated|clp\/refusals: )/,
          request: /"where":/,
          incumbent:
            /^(400 119 (This user is not allowed to (query|sort by)|Permission denied for action)|404 101 (Permission denied, user needs to be authenticated|Object not found\.$))/,
          ours: /^400 10[257] /,
          holds: oursNamesWhatIsAsked,
        },
      ],
    },
    {
      request: 'several wrong conditions',
      incumbent: '400, code 102, 105 or 107, for one of them',
      ours: '400, code 102, 105 or 107, for the first',
      why: 'they are read in their order',
      matches: [
        {
          scenario: /^generated/,
          request: /"where":/,
          incumbent: /^400 (102 (Bad )?\$\w+|105 Invalid key name|107 bad )/,
          ours: /^400 (102 |105 |107 bad )/,
          holds: bothNameWhatIsAsked,
        },
      ],
    },
    {
      request: 'a condition on, or an order by, a protected field, without the right to ask',
      incumbent: '400, code 119, about the field',
      ours: '400, code 119, or 404, code 101, about the class',
      why: 'the class comes first',
      matches: [
        {
          scenario: /^(generated|users\/rights: |headers-and-keys\/privileged: )/,
          request: /"(where|order)":/,
          field: /^body\.error$/,
          incumbent: /^400 119 This user is not allowed to (query|sort by) /,
          ours: /^400 119 Permission denied for action /,
        },
        {
          scenario: /^(generated|users\/rights: )/,
          request: /"(where|order)":/,
          incumbent: /^400 119 This user is not allowed to (query|sort by) /,
          ours: /^404 101 Permission denied, user needs to be authenticated\.$/,
        },
      ],
    },
    {
      request: 'a condition on a protected field, with a subquery that names another',
      incumbent: '400, code 119, about that of the subquery',
      ours: '400, code 119, about the first',
      why: 'conditions are read from the outside',
      matches: [
        {
          scenario: /^generated/,
          request: /"\$(inQuery|notInQuery|select|dontSelect)":/,
          field: /^body\.error$/,
          incumbent: /^400 119 This user is not allowed to query \w+ on class \w+$/,
          ours: /^400 119 This user is not allowed to query \w+ on class \w+$/,
        },
      ],
    },
    {
      request:
        'a wrong condition of a subquery, or on a relation, on a protected field or without the right to ask',
      incumbent: '400, code 102, 105 or 107; 500',
      ours: '400, code 119, or 404, code 101',
      why: 'these are read when the class may be asked',
      matches: [
        {
          scenario: /^generated/,
          request: /"\$(inQuery|notInQuery|select|dontSelect)":/,
          incumbent:
            /^(400 (10[257] |119 Postgres doesn't support this query type)|500 1 (operator does not exist|syntax error|invalid input|cannot cast|type "geometry"|Invalid parameter detected in geo near))/,
          ours: /^(400 119 (Permission denied for action|This user is not allowed to (query|sort by))|404 101 Permission denied, user needs to be authenticated)/,
        },
        {
          scenario: /^generated/,
          request: /"where":/,
          incumbent:
            /^400 (102 (\$n?in element type|Field \w+ does not exist, cannot add index)|119 Postgres doesn't support)/,
          ours: /^(400 119 (Permission denied for action|This user is not allowed to (query|sort by))|404 101 Permission denied)/,
        },
        {
          scenario: /^generated/,
          request: /"r":\{/,
          incumbent: /^400 10[257] /,
          ours: /^(400 119 Permission denied for action|404 101 Permission denied, user needs to be authenticated)/,
        },
      ],
    },
    {
      request: 'a write with a wrong value, or without a required one, by somebody without the right',
      incumbent: '400, with the code of the value; 500',
      ours: '404, code 101, or 400, code 119',
      why: 'a stranger learns nothing about the fields of a class',
      matches: [
        {
          scenario: /^generated/,
          request: /(POST|PUT) \/(classes|users)\//,
          incumbent: /^400 (105|107|111|121|137|142) /,
          ours: /^(404 101 (Permission denied|Object not found)|400 119 Permission denied for action )/,
        },
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.code$/,
          values: { incumbent: /^111$/, ours: /^(101|119)$/ },
        },
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.error$/,
          values: {
            incumbent: /^"(schema mismatch|This is not a valid)/,
            ours: /^"(Permission denied|Object not found)/,
          },
        },
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/classes\/.*"__op":"Unknown"/,
          incumbent: /^500 1 Internal server error\.$/,
          ours: /^(404 101 Object not found|400 119 Permission denied for action )/,
        },
      ],
    },
    {
      request:
        'whether the address is verified, or what a device is, by somebody without the right to update',
      incumbent: '400, code 119, about the field, or code 136',
      ours: '400, code 119, about the class',
      why: 'the class comes first',
      matches: [
        {
          scenario: /^users\/rights: /,
          request: /PUT \/users\/.*"emailVerified":/,
          field: /^body\.error$/,
          incumbent: /^400 119 Clients aren't allowed to manually update email verification\.$/,
          ours: /^400 119 Permission denied for action update /,
        },
        {
          scenario: /^installations\/rights: /,
          request: /PUT \/installations\/.*"(installationId|deviceType)":/,
          incumbent: /^400 136 /,
          ours: /^400 119 Permission denied for action update /,
        },
      ],
    },
    {
      request: 'a malformed value or operation beside any other mistake',
      incumbent: 'the other mistake, or 500',
      ours: '400, code 107, 108, 111 or 121, about what is malformed',
      why: 'the form of a request is read first',
      matches: [
        {
          scenario: /^generated/,
          request: /(POST|PUT) \/(classes|users)\//,
          incumbent: /^(4\d\d|500 1) /,
          ours: /^400 (107|108|111|121) /,
          holds: oursNamesWhatIsMalformed,
        },
      ],
    },
    {
      request:
        'a malformed value for an object that is not there, or of a field that the caller may not add; one of another type beside such a field',
      incumbent: '404, code 101, or 400, code 119',
      ours: '400, code 107, 111 or 121',
      why: 'what a request says is read first',
      matches: [
        {
          scenario: /^generated/,
          request: /(POST|PUT) \/classes\//,
          incumbent: /^400 119 Permission denied for action addField/,
          ours: /^400 111 (schema mismatch|there can only be one geopoint|This is not a valid) /,
          holds: givesNewField,
        },
        {
          scenario: /^generated/,
          request: /PUT \/classes\//,
          incumbent: /^(404 101 Object not found|400 119 Permission denied for action addField)/,
          ours: /^400 (107 (incrementing|objects to)|111 This is not a valid|121 Nested keys) /,
        },
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.code$/,
          values: { incumbent: /^(101|119)$/, ours: /^(107|111|121)$/ },
        },
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.error$/,
          values: {
            incumbent: /^"(Object not found|Permission denied for action addField)/,
            ours: /^"(incrementing|objects to|This is not a valid|Nested keys)/,
          },
        },
      ],
    },
    {
      request: 'two wrong conditions',
      incumbent: 'tells one',
      ours: 'tells the first',
      why: 'they are read in their order',
      matches: [
        // Both name what is wrong, and it is not the same.
        {
          scenario: /^generated/,
          request: /"where":/,
          field: /^body\.(error|code)$/,
          incumbent:
            /^400 (102 (Cannot query on ACL|Field \w+ does not exist, cannot add index|\$regex value must|\$options value|Bad \$options|\$n?in element type|\$(or|and|nor) must be)|105 Invalid key name|107 (bad (atom|constraint|\$\w+|query)|malformatted|You cannot use|Polygon must have))/,
          ours: /^400 (102 (Cannot query on ACL|\$regex value must|\$options value|Bad \$options|\$options (can|value)|Invalid regular expression|\$n?in element type|\$(or|and|nor) must be)|105 Invalid key name|107 (bad (atom|constraint|\$\w+|query)|malformatted|You cannot use))/,
          holds: oursNamesWhatIsAsked,
        },
      ],
    },
    {
      request: 'a malformed operation, or a name that cannot be, beside a value of another type',
      incumbent: '400, code 111',
      ours: '400, code 107 or 121',
      why: 'the form is read before the class, in a batch, too',
      matches: [
        {
          scenario: /^generated/,
          request: /POST \/batch .*"(__op|\$gt|a\.b)":/,
          field: /^body\.\d+\.error\.code$/,
          values: { incumbent: /^111$/, ours: /^(107|121)$/ },
        },
        {
          scenario: /^generated/,
          request: /POST \/batch .*"(__op|\$gt|a\.b)":/,
          field: /^body\.\d+\.error\.error$/,
          values: {
            incumbent: /^"(schema mismatch|there can only be one geopoint|This is not a valid )/,
            ours: /^"(incrementing must provide a number|objects to \w+ must be an array|Nested keys should .*)"$/,
          },
        },
      ],
    },
    {
      request: 'two wrong permissions of a class',
      incumbent: 'tells one',
      ours: 'tells the first',
      why: 'they are read in their order',
      matches: [
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/schemas\//,
          field: /^body\.error$/,
          incumbent:
            /^400 107 .*(is not a valid column for class level pointer permissions|protectedFields:|can not be protected$)/,
          ours: /^400 107 .*(is not a valid column for class level pointer permissions|protectedFields:|can not be protected$)/,
        },
      ],
    },
    {
      request: 'a class with wrong permissions or fields that is not there, or is there already',
      incumbent: '400, code 103, 107, 111 or 255',
      ours: '400, code 103, 107, 111 or 135',
      why: 'the form is read first',
      matches: [
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/schemas\//,
          field: /^body\.(code|error)$/,
          incumbent: /^400 (103 Class|255 Field|111 schema mismatch) /,
          ours: /^400 (107 |135 |111 invalid field type: )/,
        },
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/schemas\//,
          field: /^body\.(code|error)$/,
          incumbent: /^400 107 /,
          ours: /^400 103 Class \w+ does not exist/,
        },
      ],
    },
    {
      request: 'a value of another type that is malformed, too, or stands beside one',
      incumbent: '400, code 111',
      ours: '400, code 105, 107 or 121, or another text of code 111',
      why: 'the form is read before the class',
      matches: [
        {
          scenario: /^generated/,
          request: /POST \/classes\//,
          incumbent: /^400 137 A duplicate value/,
          ours: /^400 111 (schema mismatch|there can only be one geopoint|This is not a valid )/,
        },
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/(classes|users)\//,
          field: /^body\.error$/,
          incumbent: /^400 111 (schema mismatch|there can only be one geopoint)/,
          ours: /^400 111 This is not a valid /,
        },
        // A malformed value that parse-server stores, or reads later, before one that it refuses, too.
        {
          scenario: /^generated/,
          request:
            /(PUT|POST) \/classes\/.*("latitude":100\b|"iso":"2024-13-01"|"coordinates":\[\[0,0\]\]|"Pointer","className":"Other"\})/,
          field: /^body\.error$/,
          incumbent: /^400 111 This is not a valid /,
          ours: /^400 111 This is not a valid (GeoPoint|Date|Polygon|Pointer)$/,
        },
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.error$/,
          values: { incumbent: /^"schema mismatch/, ours: /^"This is not a valid / },
        },
        // Two malformed ones.
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/(classes|users)\//,
          field: /^body\.(code|error)$/,
          incumbent: /^400 (107 (incrementing|objects to)|111 This is not a valid|121 Nested keys) /,
          ours: /^400 (107 (incrementing|objects to)|111 This is not a valid|121 Nested keys) /,
        },
        // Two values of other types.
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.error$/,
          values: { incumbent: /^"schema mismatch/, ours: /^"schema mismatch/ },
        },
        // A second point among values of other types.
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/classes\/.*"GeoPoint"/,
          field: /^body\.error$/,
          incumbent: /^400 111 (schema mismatch|there can only be one geopoint)/,
          ours: /^400 111 (schema mismatch|there can only be one geopoint)/,
        },
        {
          scenario: /^generated/,
          request: /POST \/batch .*"GeoPoint"/,
          field: /^body\.\d+\.error\.error$/,
          values: {
            incumbent: /^"(schema mismatch|there can only be one geopoint)/,
            ours: /^"(schema mismatch|there can only be one geopoint|This is not a valid )/,
          },
        },
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/(classes|users)\//,
          incumbent: /^400 111 /,
          ours: /^400 (105|107|121) /,
        },
      ],
    },
  ],
};
