import type { DifferenceSection } from '../difference.js';
import { failsByWhatIsAsked } from '../holds-of-failed-searches.js';
import { oneFindsLess, oursNamesWhatIsAsked, writesWhatIsSearchedNear } from '../holds.js';
import { bothAnswer, generatedRowsDiffer, rowsDiffer } from '../shapes.js';

export const queries: DifferenceSection = {
  title: 'Queries',
  rows: [
    {
      request: '`excludeKeys`, or an include of everything, for a class that does not exist',
      incumbent: '404, a page',
      ours: '200, no rows; 404, code 101; or what is wrong with the request',
      why: 'as without them',
      matches: [
        { request: /"(excludeKeys|include)":/, incumbent: /^404$/, ours: /^(200$|404 101 |400 10\d )/ },
      ],
    },
    {
      request: '`count` with `$nearSphere` and no distance',
      incumbent: '500 on DocumentDB',
      ours: '200',
      why: 'a count needs no order',
      matches: [{ request: /\$nearSphere.*"count":1/, incumbent: /^500 1 /, ours: /^200/ }],
    },
    {
      request: 'a write of a field that is no point, after a search near something by that field',
      incumbent: '500, code 1, on MongoDB: the search has made an index of points',
      ours: '200 or 201',
      why: 'a search changes nothing',
      matches: [
        {
          scenario: /^(generated|geo\/rules: A field that is no point)/,
          request: /(PUT|POST) \/classes\//,
          incumbent: /^500 1 Internal server error\.$/,
          ours: /^20[01]$/,
          holds: writesWhatIsSearchedNear,
        },
      ],
    },
    {
      request: '`where` that is `null`, a number or a text',
      incumbent: '500, code 1',
      ours: '400, code 107',
      why: "a client's mistake",
      matches: [],
    },
    {
      request: '`$or`, `$and`, `$nor` of nothing, or of anything but objects',
      incumbent: '500 or 200',
      ours: '400, code 102',
      why: 'the same',
      matches: [
        {
          request: /"\$(or|and|nor)":/,
          incumbent: /^(500 1 |200)/,
          ours: /^400 102 (\$(or|and|nor) must|Bad \$(or|and|nor) format)/,
          holds: oursNamesWhatIsAsked,
        },
        // The master key is told another text.
        {
          scenario: /^generated/,
          request: /^master: GET .*"\$nor":(?!\[)/,
          field: /^body\.error$/,
          incumbent: /^400 102 Bad \$nor format/,
          ours: /^400 102 \$nor must be an array$/,
        },
      ],
    },
    {
      request: 'an invalid `$regex`, `$options` alone',
      incumbent: '500, code 1',
      ours: '400, code 102',
      why: "the database's words are not shown",
      matches: [
        { request: /"\$(regex|options)":/, incumbent: /^500 1 /, ours: /^400 102 / },
        {
          scenario: /^generated/,
          request: /"\$regex":"\("/,
          incumbent: /^200$/,
          ours: /^400 102 Invalid regular expression/,
        },
      ],
    },
    {
      request: 'malformed geo operators',
      incumbent: '500 or 200',
      ours: '400, code 107',
      why: "a client's mistake",
      matches: [
        {
          request: /"\$(nearSphere|within|geoWithin|geoIntersects)":/,
          incumbent: /^(500 1 |200)/,
          ours: /^400 107 (bad \$\w+ value|bad constraint: \$(nearSphere|geoWithin|within)$|malformatted \$within)/,
          holds: oursNamesWhatIsAsked,
        },
      ],
    },
    {
      request: '`limit` or `skip` that is no whole number, negative `skip`',
      incumbent: '500, code 1',
      ours: '400, code 102',
      why: "a client's mistake",
      matches: [
        { request: /"(limit|skip)":/, incumbent: /^500 1 /, ours: /^400 102 / },
        { engine: 'postgres', request: /"(limit|skip)":"?\d+\.\d/, incumbent: /^200/, ours: /^400 102 / },
      ],
    },
    {
      request: 'a parameter given twice, or with brackets (`where[a]=1`)',
      incumbent: 'the last, a list, or dropped',
      ours: '400, code 102',
      why: 'two readers could see two requests',
      matches: [
        {
          scenario: /^headers-and-keys\/ways: .* a parameter (twice|of a list|of an object)$/,
          ours: /^400 102 /,
        },
      ],
    },
    {
      request: '`_rperm`, `_wperm` in `where`; `ACL`, `_created_at` in `order`',
      incumbent: 'allowed',
      ours: '400, code 105',
      why: "how rights are stored is nobody's business",
      matches: [],
    },
    {
      request: 'logical operators nested more than 10 levels deep',
      incumbent: '200',
      ours: '400, code 102',
      why: '`requestComplexity` is on by default, for clients',
      matches: [],
    },
    {
      request: 'more than 10,000 conditions, or 1,000 patterns in `$all`',
      incumbent: 'tried',
      ours: '400, code 102',
      why: 'bounded cost, for every key',
      matches: [],
    },
    {
      request: 'includes that repeat objects by more than 20 MB',
      incumbent: 'tried',
      ours: '400, code 102',
      why: 'a list of pointers to itself multiplies with every level',
      matches: [],
    },
    {
      request: 'a wrong operand or operator (`$exists` of an object, `$foo` on a relation)',
      incumbent: '200, left out; or 500',
      ours: '400, code 102 or 107',
      why: 'the answer would be wrong',
      matches: [
        {
          scenario: /^generated/,
          request: /"\$(foo|options|regex|text|exists|n?in|all|containedBy)":/,
          incumbent: /^(200$|500 1 )/,
          ours: /^400 (102 (\$options can only|Bad \$options value)|107 bad (constraint: \$(foo|regex|options|text)|\$\w+ value|\$\w+: ))/,
          holds: oursNamesWhatIsAsked,
        },
        {
          scenario: /^generated/,
          request: /"(\$exists":\{|\$all":\[[^\]]*\{)/,
          incumbent: /^(200$|500 1 )/,
          ours: /^400 107 bad atom: /,
          holds: oursNamesWhatIsAsked,
        },
        {
          scenario: /^generated/,
          request: /"\w+":\[\]/,
          incumbent: /^(200$|500 1 )/,
          ours: /^400 107 You cannot use {2}as a query parameter\./,
          holds: oursNamesWhatIsAsked,
        },
        {
          scenario: /^generated/,
          request: /"where":/,
          incumbent: /^500 1 /,
          ours: /^400 107 (bad atom: |You cannot use .* as a query parameter\.)/,
          holds: oursNamesWhatIsAsked,
        },
      ],
    },
    {
      request: 'a list or an object for a single value, on PostgreSQL or of a field the class does not have',
      incumbent: '200, and finds nothing or everything',
      ours: '400, code 107, as for a field it has on MongoDB',
      why: 'the answer would be wrong',
      matches: [
        {
          scenario: /^generated/,
          request: /"where":/,
          incumbent: /^200$/,
          ours: /^400 107 (bad atom: |You cannot use .* as a query parameter\.)/,
          holds: oursNamesWhatIsAsked,
        },
      ],
    },
    {
      request: 'a malformed value in a condition (Polygon of one point, Bytes of a number)',
      incumbent: '500; 400, code 107 on PostgreSQL',
      ours: '200, equal to nothing',
      why: 'as a malformed Date or Pointer',
      matches: [
        {
          scenario: /^generated/,
          request: /"where":.*("coordinates":\[\[0,0\]\]|"base64":7\b)/,
          incumbent: /^(500 1 (GeoJSON: Loop|Internal server error)|400 107 Polygon must have)/,
          ours: /^200$/,
          findsOthers: true,
        },
      ],
    },
    {
      request: 'conditions that the database does not have or refuses together',
      incumbent: '500, code 1',
      ours: '200, or what else is wrong',
      why: 'each of them is right',
      matches: [
        {
          scenario: /^generated/,
          // On PostgreSQL and on MongoDB, and SQLite is compared with both.
          incumbent: /^500 1 /,
          ours: /^200$/,
          holds: failsByWhatIsAsked,
        },
        {
          scenario: /^generated/,
          request: /"include":/,
          incumbent: /^500 1 /,
          ours: /^(400 119 Permission denied for action get on class |404 101 )/,
          holds: failsByWhatIsAsked,
        },
        {
          scenario: /^generated/,
          request: /"where":.*\{"/,
          incumbent: /^500 1 /,
          ours: /^400 (102|105|107) /,
          holds: oursNamesWhatIsAsked,
        },
        {
          scenario: /^generated/,
          request: /"where":.*\{"/,
          incumbent: /^500 1 /,
          ours: /^(400 119 (Permission denied for action|This user is not allowed to (query|sort by))|404 101 Permission denied)/,
        },
      ],
    },
    {
      request:
        '`$lt`, `$lte`, `$gt` and `$gte` of lists, pointers, points, polygons, bytes and files; `$regex` of pointers',
      incumbent: 'compares them as they are stored',
      ours: 'finds none',
      why: 'they have no order, and are no texts',
      matches: [
        {
          ...generatedRowsDiffer,
          request: /"[pu]":\{"\$regex":/,
          holds: oneFindsLess,
        },
        {
          ...rowsDiffer,
          request: /"\$[lg]te?":(\[|\{"__type":"(Pointer|GeoPoint|Polygon|Bytes|File)")/,
          holds: oneFindsLess,
        },
      ],
    },
    {
      request: '`$in` and `$nin` of points',
      incumbent: 'finds others, too, or leaves others out; 500 on PostgreSQL',
      ours: 'finds those, or the others',
      why: 'that is what the condition says',
      matches: [
        { request: /"\$n?in":\[[^\]]*\{"__type":"GeoPoint"/, incumbent: /^500 1 /, ours: /^200$/ },
        { ...rowsDiffer, request: /"\$n?in":\[[^\]]*\{"__type":"GeoPoint"/, holds: oneFindsLess },
      ],
    },
    {
      request: '`include` of everything beside a path (`*,author.city`)',
      incumbent: 'the path is dropped',
      ours: 'both',
      why: 'that is what is asked for',
      matches: [
        {
          request: /"include":"\*,author\.city"/,
          field: /^body\.(results\.\d+\.)?author\.city\./,
          ...bothAnswer,
          values: { incumbent: /^(nothing|"Pointer")$/ },
        },
      ],
    },
    {
      request: '`keys` of parts of an object (`map.a`)',
      incumbent: 'the whole object',
      ours: 'the parts',
      why: 'the same',
      matches: [
        {
          request: /"keys":"(m|map)\.\w/,
          field: /^body\.(results\.\d+\.)?(m|map)(\.|$)/,
          ...bothAnswer,
          values: { ours: /^nothing$/ },
        },
      ],
    },
    {
      request: '`include` and `keys` with blanks between names',
      incumbent: 'names with blanks lead nowhere',
      ours: 'blanks do not count',
      why: 'as in `order`',
      matches: [
        {
          request: /"keys":"\w+, \w/,
          field: /^body\.(results\.\d+\.)?map$/,
          ...bothAnswer,
          values: { incumbent: /^nothing$/ },
        },
        {
          request: /"include":"\w+, \w/,
          field: /^body\.(results\.\d+\.)?authors\./,
          ...bothAnswer,
          values: { incumbent: /^(nothing|"Pointer")$/ },
        },
      ],
    },
    {
      request: '`$and` of texts',
      incumbent: '400, code 105',
      ours: '400, code 102',
      why: 'the list is wrong, not a name',
      matches: [{ request: /"\$and":\["/, incumbent: /^400 105 /, ours: /^400 102 / }],
    },
    {
      request: '`hint` of an index that is not there',
      incumbent: '500, code 1',
      ours: '400, code 102',
      why: "a client's mistake",
      matches: [{ request: /"hint"/, incumbent: /^500 1 /, ours: /^400 102 / }],
    },
  ],
};
