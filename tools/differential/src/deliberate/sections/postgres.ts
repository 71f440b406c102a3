import type { DifferenceSection } from '../difference.js';
import { isRefusedByDatabase, oursCountsWhatIsListed } from '../holds.js';
import { bothAnswer } from '../shapes.js';

// Where ours answers on PostgreSQL what parse-server answers on MongoDB needs no row; these are the others.

export const postgres: DifferenceSection = {
  title: 'On PostgreSQL',
  rows: [
    {
      request:
        'conditions that parse-server does not have there (Bytes, `$options` alone, `$geoWithin` of nothing)',
      incumbent: '400, code 119',
      ours: 'rows, or 400, code 102 or 107',
      why: 'as on every other database',
      matches: [
        {
          engine: 'postgres',
          incumbent: /^400 119 Postgres doesn't support this query type yet/,
          ours: /^(200|400 10[27] )/,
        },
        // Values of a list, or those that a subquery finds, are of another type than the field.
        {
          engine: 'postgres',
          scenario: /^generated/,
          incumbent: /^400 102 \$n?in element type mismatch/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'an operation that the database refuses, in a batch, or of Bytes',
      incumbent: "the database's code and words, or 119",
      ours: '200, or 400, code 101, 107 or 111',
      why: 'as on every other database',
      matches: [
        {
          engine: 'postgres',
          scenario: /^generated/,
          request: /PUT \/classes\//,
          incumbent: /^400 119 Postgres doesn't support update \{"__type":"Bytes"/,
          ours: /^200$/,
        },
        {
          engine: 'postgres',
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error$/,
          holds: isRefusedByDatabase,
          values: { incumbent: /^\{"code":/, ours: /^nothing$/ },
        },
        {
          engine: 'postgres',
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.success$/,
          holds: isRefusedByDatabase,
          values: { incumbent: /^nothing$/ },
        },
        {
          engine: 'postgres',
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.code$/,
          values: { incumbent: /^(119|"\w{5}")$/, ours: /^(101|107|111)$/ },
        },
        {
          engine: 'postgres',
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.error$/,
          values: { incumbent: /^"(Postgres doesn't support update|invalid input syntax|column |operator )/ },
        },
      ],
    },
    {
      request: 'a column that is `null`',
      incumbent: 'not shown',
      ours: '`null`',
      why: 'as on MongoDB',
      matches: [
        {
          ...bothAnswer,
          engine: 'postgres',
          scenario: /^(generated|include-keys\/null: )/,
          field: /^body\.(results\.\d+\.)?(\w+\.)*[a-z]$/,
          values: { incumbent: /^nothing$/, ours: /^null$/ },
        },
      ],
    },
    {
      request: 'the count of a whole class',
      incumbent: 'an estimate of the database',
      ours: 'the count',
      why: 'as on MongoDB',
      matches: [
        {
          ...bothAnswer,
          engine: 'postgres',
          scenario: /^generated/,
          request: /"where":\{\}.*"count":1/,
          field: /^body\.count$/,
          holds: oursCountsWhatIsListed,
        },
      ],
    },
    {
      request: '`AddUnique` of a list',
      incumbent: 'the list in an order of the database',
      ours: 'the list, then what is new',
      why: 'as on MongoDB',
      matches: [
        {
          engine: 'postgres',
          scenario: /^generated/,
          request: /(PUT|POST) .*"__op":"AddUnique"/,
          field: /^body\.(\d+\.success\.)?l\./,
          incumbent: /^200$/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'a stage of a pipeline that nobody knows',
      incumbent: '200, left out',
      ours: '400, code 102',
      why: 'the answer would be wrong',
      matches: [
        {
          engine: 'postgres',
          request: /\/aggregate\//,
          incumbent: /^200/,
          ours: /^400 102 Unrecognized pipeline stage/,
        },
      ],
    },
    {
      request: 'a parameter without a name',
      incumbent: '200',
      ours: '400, code 105',
      why: 'a name is wrong',
      matches: [{ engine: 'postgres', request: /PUT \/config .*"":/, incumbent: /^200/, ours: /^400 105 / }],
    },
    {
      request: 'a part that does not fit what is there (`map.a.deep` of a number, `map.text` is counted)',
      incumbent: '200, nothing is set, or the text counts as 0',
      ours: '400, code 102',
      why: 'what is not stored is not answered as if it was; as on MongoDB',
      matches: [
        {
          engine: 'postgres',
          scenario: /^generated/,
          request: /PUT .*"\w+\.[^"]*":\{"__op":"Increment"/,
          incumbent: /^200$/,
          ours: /^400 102 .* is not a number that could be incremented$/,
        },
        {
          engine: 'postgres',
          request: /PUT .*"\w+\.[^"]*":/,
          incumbent: /^200/,
          ours: /^400 102 .*(leads through a value that is not an object|is outside the array)/,
        },
      ],
    },
    {
      request: 'an update of a class with a `beforeSave` that counts and removes',
      incumbent: '500, code 1',
      ours: '200',
      why: 'as on MongoDB',
      matches: [
        {
          engine: 'postgres',
          scenario: /^cloud\/triggers: What beforeSave changes/,
          incumbent: /^500 1 /,
          ours: /^200/,
        },
      ],
    },
  ],
};
