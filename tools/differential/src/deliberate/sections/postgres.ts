import type { DifferenceSection } from '../difference.js';

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
      ],
    },
    {
      request: 'an operation of a batch that the database refuses',
      incumbent: "the database's code and words, or 119",
      ours: '400, code 101, 107 or 111',
      why: 'as on every other database',
      matches: [
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
      request: 'a part of a value that is no object (`map.a.deep` where `map.a` is a number)',
      incumbent: '200, nothing is set',
      ours: '400, code 102',
      why: 'what is not stored is not answered as if it was',
      matches: [
        {
          engine: 'postgres',
          request: /PUT .*"\w+\.[^"]*":/,
          incumbent: /^200/,
          ours: /^400 102 .*leads through a value that is not an object/,
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
