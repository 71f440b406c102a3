import type { DifferenceSection } from '../difference.js';
import { bothAnswer } from '../shapes.js';

export const jobs: DifferenceSection = {
  title: 'Background jobs',
  rows: [
    {
      request: 'the status of a job',
      incumbent: 'without its parameters; `updatedAt` is in 1970 on MongoDB, and missing on PostgreSQL',
      ours: 'with them, and with the time of its last change',
      why: 'their column is there for it',
      matches: [
        {
          ...bothAnswer,
          request: /GET \/classes\/_JobStatus/,
          field: /^body\.results\.0\.(params|updatedAt)$/,
          values: { incumbent: /^(nothing|"1970-01-01T00:00:00\.000Z")$/ },
        },
      ],
    },
    {
      request: 'the status of a job that throws neither a text nor an error',
      incumbent: 'has no message',
      ours: "has the object's message, or `Script failed.`",
      why: 'as functions that throw them answer',
      matches: [
        {
          ...bothAnswer,
          scenario: /^cloud\/jobs: A job that throws (an object|nothing) /,
          request: /GET \/classes\/_JobStatus/,
          field: /^body\.results\.0\.(message|params|updatedAt)$/,
          values: { incumbent: /^(nothing|"1970-01-01T00:00:00\.000Z")$/ },
        },
      ],
    },
    {
      request: '`POST /jobs` without a name',
      incumbent: '500, code 1',
      ours: '400, code 141',
      why: "a client's mistake",
      matches: [{ request: /POST \/jobs( |$)/, incumbent: /^500 1 /, ours: /^400 141 Invalid job\.$/ }],
    },
  ],
};
