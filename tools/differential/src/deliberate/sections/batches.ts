import type { DifferenceSection } from '../difference.js';
import { anotherIsRefusedForField, failsByItself, isRefusedForField } from '../holds.js';

// Each operation is also explained by what explains the request that it stands for.

export const batches: DifferenceSection = {
  title: 'Operations of batches',
  rows: [
    {
      request: 'a batch whose operations need the same new field',
      incumbent: '`Could not add field`, code 107, by chance',
      ours: 'what the operation says',
      why: 'each of them is right',
      matches: [
        {
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.code$/,
          holds: isRefusedForField,
          values: { incumbent: /^107$/, ours: /^(101|111|121)$/ },
        },
        {
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.error$/,
          values: { incumbent: /^"Could not add field/ },
        },
        {
          request: /POST \/batch /,
          field: /^body\.\d+\.error$/,
          values: {
            incumbent: /"(Could not add field|MongoDB only supports one GeoPoint)/,
            ours: /^nothing$/,
          },
        },
        {
          request: /POST \/batch /,
          field: /^body\.\d+\.success$/,
          incumbent: /^200$/,
          holds: isRefusedForField,
          values: { incumbent: /^nothing$/ },
        },
        // Then it has another type than the operation gives it here.
        {
          request: /POST \/batch /,
          field: /^body\.\d+\.(error|success)$/,
          incumbent: /^200$/,
          holds: anotherIsRefusedForField,
        },
        {
          request: /PUT /,
          incumbent: /^400 107 Could not add field/,
          ours: /^(200$|404 101 |400 111 schema mismatch )/,
        },
        { request: /POST \/classes/, incumbent: /^400 107 Could not add field/, ours: /^201$/ },
      ],
    },
    {
      request: 'operations of a batch that are about the same object',
      incumbent: 'at once, and the last to end wins',
      ours: 'one after the other',
      why: 'the last word counts',
      matches: [],
    },
    {
      request: 'an operation of a batch on an object that is not there',
      incumbent: 'now and then a `TypeError`, without a code',
      ours: '404, code 101',
      why: 'as outside of a batch',
      matches: [
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.(code|error)$/,
          holds: failsByItself,
          values: { ours: /^(101|"Object not found\.")$/ },
        },
      ],
    },
  ],
};
