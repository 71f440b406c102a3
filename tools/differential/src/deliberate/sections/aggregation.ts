import type { DifferenceSection } from '../difference.js';
import { isNamedAsEverywhere } from '../holds-of-pipelines.js';
import { bothAnswer, rowsDiffer } from '../shapes.js';

export const aggregation: DifferenceSection = {
  title: 'Aggregation',
  rows: [
    {
      request: 'an aggregation stage that writes (`$out`) on SQLite and memory',
      incumbent: 'runs',
      ours: '400, code 102',
      why: 'these stores have none',
      matches: [],
    },
    {
      request: '`/aggregate` with a stage that reads internal columns',
      incumbent: 'shows password hashes by `$lookup`',
      ours: 'the columns are not there',
      why: 'hashes leave the server never',
      matches: [],
    },
    {
      request: '`rawValues` and `rawFieldNames` on PostgreSQL and SQLite',
      incumbent: 'on PostgreSQL, `_rperm` and `_wperm` are shown',
      ours: 'are ignored',
      why: 'they show what MongoDB stores, and on MongoDB they do',
      matches: (['postgres', 'sqlite'] as const).map((engine) => ({
        ...bothAnswer,
        engine,
        request: /\/aggregate\/.*"raw(Values|FieldNames)":true/,
        field:
          /^body\.results\.\d+\.(_rperm|_wperm|_acl|_id|_created_at|_updated_at|objectId|createdAt|updatedAt)$/,
        holds: isNamedAsEverywhere,
      })),
    },
    {
      request: 'a column of the store (`_rperm`) in a pipeline on PostgreSQL and SQLite',
      incumbent: 'is there',
      ours: 'is not there',
      why: 'it is one of MongoDB, and there it is',
      matches: [
        ...(['postgres', 'sqlite'] as const).map((engine) => ({
          ...rowsDiffer,
          engine,
          request: /\/aggregate\/.*"\$match":\{"_rperm"/,
          values: { ours: /^\[\]$/ },
        })),
      ],
    },
    {
      request:
        'whole objects inside of a row: by `$lookup`, in `$facet`, and of `$$ROOT` on PostgreSQL and SQLite',
      incumbent: 'on MongoDB, as it stores them (`_id`, `_acl`); on PostgreSQL there are none',
      ours: "by Parse's names (`objectId`, `ACL`)",
      why: 'as objects are named everywhere, on each database',
      matches: [
        {
          ...bothAnswer,
          request: /\/aggregate\/.*"\$(lookup|facet)":/,
          field:
            /^body\.results\.\d+\.\w+\.\d+\.(_rperm|_wperm|_acl|_id|_created_at|_updated_at|objectId|createdAt|updatedAt|ACL)$/,
          holds: isNamedAsEverywhere,
        },
        ...(['postgres', 'sqlite'] as const).map((engine) => ({
          ...bothAnswer,
          engine,
          request: /\/aggregate\/.*"\$(lookup|facet|push)":/,
          field:
            /^body\.results\.\d+\.\w+\.\d+\.(_rperm|_wperm|_acl|_id|_created_at|_updated_at|objectId|createdAt|updatedAt|ACL)$/,
          holds: isNamedAsEverywhere,
        })),
        {
          ...bothAnswer,
          engine: 'postgres',
          request: /\/aggregate\/.*"\$push":"\$\$ROOT"/,
          field: /^body\.results$/,
          values: { ours: /^\[\{"all":\[/ },
        },
      ],
    },
    {
      request: 'a date in a pipeline written as `{$date: …}`',
      incumbent: 'compared as an object, finds nothing',
      ours: 'a date',
      why: 'it is how JSON writes a date of MongoDB',
      matches: [
        { ...rowsDiffer, request: /\/aggregate\/.*"\$date"/, values: { incumbent: /^\[\]$/ } },
        { engine: 'postgres', request: /\/aggregate\/.*"\$date"/, incumbent: /^400 102 /, ours: /^200/ },
      ],
    },
    {
      request: 'a stage of a pipeline that is a text',
      incumbent: '`Invalid aggregate stage`',
      ours: '`Pipeline stages should only have one key`',
      why: 'both 400, code 102',
      matches: [
        {
          request: /\/aggregate\/.*"pipeline":\["/,
          field: /^body\.error$/,
          incumbent: /^400 102 /,
          ours: /^400 102 /,
        },
      ],
    },
    {
      request: 'a stage of a pipeline that nobody knows, on SQLite',
      incumbent: "the database's words",
      ours: 'the words of MongoDB',
      why: 'both 400, code 102',
      matches: [
        {
          engine: 'sqlite',
          request: /\/aggregate\//,
          field: /^body\.error$/,
          incumbent: /^400 102 Pipeline stage name not recognized/,
          ours: /^400 102 Unrecognized pipeline stage name/,
        },
      ],
    },
  ],
};
