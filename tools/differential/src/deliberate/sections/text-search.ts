import type { DifferenceSection } from '../difference.js';
import { oneFindsLess } from '../holds.js';
import { bothAnswer, rowsDiffer } from '../shapes.js';

export const textSearch: DifferenceSection = {
  title: 'Text search',
  rows: [
    {
      request: '`$score` in an order or in `keys`, and nothing is searched for',
      incumbent: '500, or on PostgreSQL no rows',
      ours: '400, code 102',
      why: 'there is no score',
      matches: [
        {
          request: /"(order|keys)":"([^"]*,)?-?\$score/,
          incumbent: /^(500 1 An internal server error occurred|200)$/,
          ours: /^400 102 \$score is that of a \$text condition$/,
        },
      ],
    },
    {
      request: 'the score of a text search on PostgreSQL, and the order by it',
      incumbent: 'what `ts_rank` says; all words must be there',
      ours: 'for each word that is there, how much of the text it is; as on SQLite',
      why: 'any of the words is enough, as on MongoDB, which alone has scores of its own',
      matches: [
        {
          ...bothAnswer,
          scenario: /^text-search\/terms: The score is shown/,
          field: /^body\.results\.\d+\.score$/,
          values: { incumbent: /^\d/, ours: /^0\.6666666666666666$/ },
        },
        { ...rowsDiffer, scenario: /^text-search\/terms: The best find comes first/, holds: oneFindsLess },
      ],
    },
    {
      request: '`$text` on a field that the class does not have',
      incumbent: '400, code 102, about an index',
      ours: '200, no rows for it',
      why: 'as with every other condition',
      matches: [
        {
          request: /"\$text":/,
          incumbent: /^400 102 Field \w+ does not exist, cannot add index\./,
          ours: /^200$/,
        },
      ],
    },
  ],
};
