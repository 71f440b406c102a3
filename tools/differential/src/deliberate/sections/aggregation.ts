import type { DifferenceSection } from '../difference.js';
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
      request: 'whole objects out of a pipeline',
      incumbent: 'without their ACL',
      ours: 'with it',
      why: 'as the same key finds them',
      matches: [
        {
          ...bothAnswer,
          scenario: /^headers-and-keys\/privileged: /,
          request: /^(master|readOnly): GET \/aggregate\/Thing .*"\$match"/,
          field: /^body\.results\.0\.ACL$/,
          values: { incumbent: /^nothing$/ },
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
