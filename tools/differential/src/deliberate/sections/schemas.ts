import type { DifferenceSection } from '../difference.js';
import { givesNewField, onlyOursCountsWhatIsListed } from '../holds.js';
import { bothAnswer } from '../shapes.js';

export const schemas: DifferenceSection = {
  title: 'Schemas, configuration, batches',
  rows: [
    {
      request: "`/schemas`: indexes of the server's own classes",
      incumbent: 'as the database has them',
      ours: 'left out',
      why: 'stores index them in their own ways',
      matches: [{ request: /GET \/schemas/, field: /^body\.results\._\w+\.indexes$/ }],
    },
    {
      request: '`/schemas`: the index that a query with `$text` made',
      incumbent: 'told',
      ours: 'left out',
      why: 'the server makes it',
      matches: [
        {
          scenario: /^generated/,
          request: /\/schemas/,
          field: /^body\.(results\.\w+\.)?indexes$/,
          values: { incumbent: /^\{"_id_":\{"_id":1\},"\w+_text":\{"\w+":"text"\}\}$/, ours: /^nothing$/ },
        },
      ],
    },
    {
      request: 'a field that is `null`, `required` that is no flag, a bad index',
      incumbent: '500 or 200',
      ours: '400, code 107 or 102',
      why: "a client's mistake",
      matches: [],
    },
    {
      request: 'a change of a class every server has: its permissions and indexes in the answer',
      incumbent: 'as the options and the database have them',
      ours: 'as the class has them',
      why: 'the same as when the class is read',
      matches: [
        {
          request: /(PUT|GET) \/schemas\/_\w+/,
          field: /^body\.(indexes|classLevelPermissions\.protectedFields\.\*)(\.|$)/,
          ...bothAnswer,
        },
      ],
    },
    {
      request: 'a class is deleted where schemas are locked',
      incumbent: '200',
      ours: '400, code 119',
      why: 'what is locked is not deleted',
      matches: [
        {
          scenario: /^schema\/locked: /,
          request: /DELETE \/schemas\//,
          incumbent: /^200$/,
          ours: /^400 119 /,
        },
      ],
    },
    {
      request: 'the read-only key, where schemas are locked',
      incumbent: 'told that schemas are locked',
      ours: '`Permission denied`',
      why: 'it may not change them anyway; both 400, code 119',
      matches: [
        {
          scenario: /^schema\/locked: /,
          request: /^readOnly: POST /,
          field: /^body\.error$/,
          incumbent: /^400 119 /,
          ours: /^400 119 Permission denied$/,
        },
      ],
    },
    {
      request: 'a default of a relation',
      incumbent: '400, code 111: the default is a text',
      ours: '400, code 111: relations have none',
      why: 'no value would be right',
      matches: [
        {
          request: /\/schemas\/.*"type":"Relation".*"defaultValue"/,
          field: /^body\.error$/,
          incumbent: /^400 111 /,
          ours: /^400 111 /,
        },
      ],
    },
    {
      request: '`null` for a field that is required and has a default',
      incumbent: '500, code 1',
      ours: '201, with the default',
      why: 'the same as without the field',
      matches: [
        { scenario: /^schema\/fields: A required field has a default/, incumbent: /^500 1 /, ours: /^201$/ },
      ],
    },
    {
      request: 'fields that are a text',
      incumbent: '400, code 105',
      ours: '400, code 107',
      why: 'its letters are no fields',
      matches: [{ request: /\/schemas\/\w+ \{"fields":"/, incumbent: /^400 105 /, ours: /^400 107 / }],
    },
    {
      request: 'permissions that are a list',
      incumbent: '200, dropped',
      ours: '400, code 107',
      why: 'a mistake would open the class',
      matches: [],
    },
    {
      request: '`params` that is no object',
      incumbent: '200 or 141',
      ours: '400, code 107; nothing for none',
      why: 'the same',
      matches: [],
    },
    {
      request: 'a default given as `null`',
      incumbent: '500, code 1',
      ours: 'no default',
      why: 'null fits every column',
      matches: [],
    },
    {
      request: 'a transaction that fails',
      incumbent: '500 without results',
      ours: '400 with the failure in its place',
      why: 'SDKs can tell which',
      matches: [{ request: /POST \/batch .*"transaction":true/, incumbent: /^500 1 /, ours: /^400/ }],
    },
    {
      request: 'schema changes in a transaction',
      incumbent: 'done, and stay when it fails',
      ours: '400, code 108',
      why: 'they could not be undone',
      matches: [],
    },
    {
      request: 'a batch path or method that cannot be routed',
      incumbent: 'single error',
      ours: '400, code 107, nothing is done',
      why: 'a batch is checked before it runs',
      matches: [],
    },
    {
      request: 'a batch operation without a method',
      incumbent: '`cannot route undefined`',
      ours: '`batch request method must be a string`',
      why: 'both 400, code 107',
      matches: [
        {
          request: /POST \/batch /,
          field: /^body\.error$/,
          incumbent: /^400 107 cannot route undefined/,
          ours: /^400 107 /,
        },
      ],
    },
    {
      request: 'a second point in a class',
      incumbent: '400, code 111 with one of two texts; 200 or 201 on PostgreSQL',
      ours: '400, code 111 with one',
      why: 'one text for one mistake',
      matches: [
        {
          scenario: /^geo\/rules: A class has one point/,
          request: /PUT /,
          ours: /^400 111 there can only be one geopoint/,
        },
        {
          request: /(PUT|POST) /,
          field: /^body\.error$/,
          incumbent: /^400 111 MongoDB only supports one GeoPoint/,
          ours: /^400 111 there can only be one geopoint/,
        },
        // One that is none is refused as such.
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/classes\/.*"latitude":100\b/,
          field: /^body\.error$/,
          incumbent: /^400 111 MongoDB only supports one GeoPoint/,
          ours: /^400 111 This is not a valid GeoPoint$/,
        },
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error\.error$/,
          values: {
            incumbent: /^"MongoDB only supports one GeoPoint/,
            ours: /^"there can only be one geopoint/,
          },
        },
        {
          scenario: /^generated/,
          engine: 'postgres',
          request: /(PUT|POST) \/classes\/.*"GeoPoint"/,
          incumbent: /^(20[01]$|404 101 Object not found)/,
          ours: /^400 111 there can only be one geopoint/,
        },
        {
          scenario: /^generated/,
          engine: 'postgres',
          request: /POST \/batch .*"GeoPoint"/,
          field: /^body\.\d+\.error\.(code|error)$/,
          values: {
            incumbent: /^(101|"Object not found\.")$/,
            ours: /^(111|"there can only be one geopoint field in a class")$/,
          },
        },
      ],
    },
    {
      request: 'more than 100 operations in a batch, by a client',
      incumbent: 'run',
      ours: '400, code 107',
      why: '`requestComplexity.batchRequestLimit`',
      matches: [],
    },
    {
      request: 'a method in lower case',
      incumbent: '400, code 107',
      ours: 'taken',
      why: 'the same request',
      matches: [],
    },
    {
      request: 'a file among the parameters',
      incumbent: 'with the address it was sent with',
      ours: 'with the address files have now',
      why: 'as in objects: servers move',
      matches: [
        { scenario: /^config\//, field: /^body\.params\.\w+\.url$/, values: { ours: /^"<server>\/files\// } },
      ],
    },
    {
      request: 'an operation on a parameter that is none of its type',
      incumbent: "400, code 141, the database's words",
      ours: '400, code 102',
      why: "the database's words are not shown",
      matches: [{ request: /PUT \/config .*"__op":/, incumbent: /^400 141 /, ours: /^400 102 / }],
    },
    {
      request: 'a part of a parameter (`map.a`)',
      incumbent: '400, code 141',
      ours: '200',
      why: 'as in objects',
      matches: [
        { request: /PUT \/config .*"\w+\.\w+":/, incumbent: /^400 141 /, ours: /^200/ },
        {
          ...bothAnswer,
          scenario: /^config\/operations: Parts of parameters/,
          request: /GET \/config/,
          field: /^body\.params\.map\.a$/,
          values: { incumbent: /^1$/, ours: /^5$/ },
        },
      ],
    },
    {
      request: 'a parameter without a name',
      incumbent: "400, code 141, the database's words",
      ours: '400, code 105',
      why: 'a name is wrong',
      matches: [{ request: /PUT \/config .*"":/, incumbent: /^400 141 /, ours: /^400 105 / }],
    },
    {
      request: 'a parameter whose name begins with `$`',
      incumbent: '200, and its flag can never be removed',
      ours: '400, code 121',
      why: 'the database takes it for an operator',
      matches: [],
    },
    {
      request: 'a transaction whose operations meet in one object',
      incumbent: '500, code 1, nothing is done',
      ours: '200',
      why: 'they run one after the other',
      matches: [{ request: /POST \/batch .*"transaction":true/, incumbent: /^500 1 /, ours: /^200/ }],
    },
    {
      request: 'the count of rows that pointers let a stranger read, or of a condition nothing can match',
      incumbent: '`[]`',
      ours: '`0`',
      why: 'a count is a number',
      matches: [
        {
          request: /"count":1/,
          field: /^body\.count$/,
          values: { incumbent: /^\[\]$/, ours: /^0$/ },
        },
      ],
    },
    {
      request: 'permissions by a field that only a refused write gave',
      incumbent: '200: the column was made before the refusal',
      ours: '400, code 107',
      why: 'a refused write leaves nothing',
      matches: [
        {
          scenario: /^generated/,
          request: /^master: PUT \/schemas\//,
          incumbent: /^200$/,
          ours: /^400 107 '\w+' is not a valid column for class level pointer permissions /,
        },
      ],
    },
    {
      request: 'the count of rows that the caller may not read',
      incumbent: 'with them, where the permission to count differs from that to find',
      ours: 'without them',
      why: 'a count tells that there is something',
      matches: [
        {
          scenario: /^generated/,
          request: /"count":1/,
          field: /^body\.count$/,
          holds: onlyOursCountsWhatIsListed,
        },
      ],
    },
    {
      request: 'a new field for an object that pointers let somebody else write',
      incumbent: '500, code 1',
      ours: '404, code 101',
      why: "a client's mistake",
      matches: [
        { scenario: /^clp\/people: /, request: /PUT .*"more0?":1/, incumbent: /^500 1 /, ours: /^404 101 / },
        {
          scenario: /^generated/,
          request: /^PUT \/classes\//,
          incumbent: /^500 1 Internal server error\.$/,
          ours: /^404 101 Object not found\.$/,
          holds: givesNewField,
        },
      ],
    },
    {
      request: 'a new field in a create, where `writeUserFields` alone would let somebody add it',
      incumbent: '201, whoever asks',
      ours: '400, code 119',
      why: 'a new object points at nobody yet, as with `pointerFields`',
      matches: [
        {
          scenario: /^(clp\/people: Writers add fields|generated)/,
          request: /^(?!master)(\w+: )?POST \/classes\//,
          incumbent: /^(201$|400 137 )/,
          ours: /^400 119 Permission denied( for action addField on class \w+\.)?$/,
        },
      ],
    },
    {
      request: '`pointerFields` that are no columns',
      incumbent: 'the message ends in `[object Object]`',
      ours: 'the message names the operation',
      why: 'it says where',
      matches: [
        {
          request: /\/schemas\/.*"pointerFields"/,
          field: /^body\.error$/,
          incumbent: /^400 107 .*\[object Object\]$/,
          ours: /^400 107 /,
        },
      ],
    },
  ],
};
