import type { DifferenceSection } from '../difference.js';
import { incumbentAddsRowsWithout, oneFindsLess, oursAddsRowsWithout } from '../holds.js';
import { generatedRowsDiffer, rowsDiffer } from '../shapes.js';

export const listConditions: DifferenceSection = {
  title: 'Conditions on lists',
  rows: [
    {
      request: '`$all` of pointers, points and polygons that are no lists',
      incumbent: 'finds none on MongoDB',
      ours: 'finds what is equal, as for other values',
      why: 'a value that is no list counts as a list of it alone',
      matches: [
        {
          ...rowsDiffer,
          scenario: /^(generated|queries\/all-of: )/,
          request:
            /"[pugy]":\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"\$all":\[\{"__type":"(Pointer|GeoPoint|Polygon)"/,
          holds: oneFindsLess,
        },
      ],
    },
    {
      request: '`$all` of one pattern',
      incumbent: '400, code 107',
      ours: 'finds what matches it',
      why: 'as with several: `containsAllStartingWith` of one text asks so',
      matches: [
        {
          request: /"\$all":\[\{"\$regex":"[^"]*"\}\]/,
          incumbent: /^400 107 All \$all values must be of regex type or none: /,
          ours: /^200$/,
        },
      ],
    },
    {
      request: '`$all` of patterns and values',
      incumbent: '200, the patterns are dropped',
      ours: '400, code 107',
      why: 'the answer would be wrong',
      matches: [],
    },
    {
      request: '`$containedBy` after other operators',
      incumbent: 'drops these on MongoDB',
      ours: 'all of them count',
      why: 'that is what the condition says',
      matches: [
        {
          ...rowsDiffer,
          scenario: /^(generated|queries\/comparison: Operators beside)/,
          request: /"l":\{"\$(?!containedBy)\w+":(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"\$containedBy":/,
          holds: oneFindsLess,
        },
      ],
    },
    {
      request: '`$containedBy` of objects or lists, or of a field that is no list',
      incumbent: '400, code 107; finds rows without the field',
      ours: 'finds lists of them; finds none',
      why: 'objects are values like others, and only a list is contained',
      matches: [
        {
          scenario: /^generated/,
          request: /"l":\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"\$containedBy":\[[^\]]*[[{]/,
          incumbent: /^400 107 bad atom/,
          ours: /^200$/,
        },
        {
          ...generatedRowsDiffer,
          request:
            /"where":\{(?!"\$)(?:.*,)?"(?!l")\w+":\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"\$containedBy":/,
          values: { ours: /^(\[\]|0)$/ },
        },
        // Inside of others, it changes what those find.
        {
          ...generatedRowsDiffer,
          request:
            /"\$(or|and|nor|inQuery|notInQuery|select|dontSelect)":.*"(?!l")\w+":\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"\$containedBy":/,
          holds: oneFindsLess,
        },
        // Rows without the list.
        {
          ...generatedRowsDiffer,
          request: /"l":\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"\$containedBy":/,
          holds: incumbentAddsRowsWithout('l'),
        },
        {
          ...generatedRowsDiffer,
          request: /"\$nor":.*"l":\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"\$containedBy":/,
          holds: oursAddsRowsWithout('l'),
        },
      ],
    },
  ],
};
