import type { DifferenceSection } from '../difference.js';
import { oursClosesPolygon, oursListsFewer } from '../holds.js';
import { bothAnswer, malformedValue, oddValue } from '../shapes.js';

export const writes: DifferenceSection = {
  title: 'Bad values in writes',
  rows: [
    {
      request: 'a write that is refused',
      incumbent: '400, and its class or fields are made',
      ours: '400, and they are not',
      why: 'a refused write changes nothing',
      matches: [
        {
          scenario: /^cloud\/functions: What failingSave/,
          request: /^master: GET \/schemas$/,
          field: /^body\.results\.Strict$/,
          values: { ours: /^nothing$/ },
        },
        {
          scenario: /^cloud\/functions: What failingSave/,
          request: /^master: GET \/classes\/Strict /,
          ours: /^nothing$/,
          values: { incumbent: /^(200$|\{"access-control|\{"results":\[\]\}$)/ },
        },
        {
          ...bothAnswer,
          scenario: /^users\/rights: Users that clients may not update/,
          request: /^POST \/login /,
          field: /^body\.friends$/,
          values: { ours: /^nothing$/ },
        },
        {
          scenario:
            /^(accounts\/sessions: A session is made by its user|sessions\/rights: Sessions that clients may not create)/,
          request: /^master: GET \/classes\/_Session/,
          field: /^body\.results$/,
          holds: oursListsFewer('sessionToken'),
        },
      ],
    },
    {
      request: 'Bytes inside a list',
      incumbent: 'come back without type',
      ours: 'come back as sent',
      why: 'they could not be read',
      matches: [
        { scenario: /^values\/wire-forms: Bytes /, field: /\.list\.0(\.|$)/ },
        {
          scenario: /^values\/odd-values: A field is given bytes without a padding/,
          field: /^body\.results\.\d+\.(list\.0|(map|other)\.value)\.\w+$/,
          ...bothAnswer,
        },
      ],
    },
    {
      request: 'keys that a type does not have, in a point or a pointer inside of an object',
      incumbent: 'stay',
      ours: 'left out',
      why: 'as in a field',
      matches: [
        {
          scenario: /^values\/odd-values: A field is given a (point|pointer) with more/,
          field: /\.(height|n)$/,
          ...bothAnswer,
          values: { ours: /^nothing$/ },
        },
      ],
    },
    {
      request: 'a polygon inside a list',
      incumbent: 'not closed',
      ours: 'closed',
      why: 'the same polygon as in a field',
      matches: [
        { scenario: /^values\/wire-forms: A polygon /, field: /\.list\.0\.coordinates$/ },
        { scenario: /^generated/, field: /^body\..*\.\d+\.coordinates$/, holds: oursClosesPolygon },
      ],
    },
    {
      request: 'Date without a valid `iso`, or after the year 9999',
      incumbent: '201, stored as given or as nothing',
      ours: '400, code 111',
      why: 'nobody could read it back',
      matches: [
        malformedValue('Date', /"iso":"2024-13-01"/),
        oddValue('Date'),
        {
          engine: 'postgres',
          scenario: /^values\/odd-values: A date /,
          request: /^GET .*"__type":"Date"/,
          incumbent: /^500 1 /,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'Pointer without id, with an id that is no text, or to a class that cannot exist',
      incumbent: '201',
      ours: '400, code 111',
      why: 'an operator as id reached later queries',
      matches: [malformedValue('Pointer', /"Pointer","className":"Other"\}/), oddValue('Pointer')],
    },
    {
      request: 'GeoPoint off the earth, or of texts',
      incumbent: '200 or 201; 500 on PostgreSQL',
      ours: '400, code 111',
      why: 'distances to it fail later',
      matches: [malformedValue('GeoPoint', /"latitude":100\b/), oddValue('GeoPoint')],
    },
    {
      request: 'Polygon that is none, in a list, too',
      incumbent: '500; 200 or 201 in a list',
      ours: '400, code 111',
      why: "a client's mistake",
      matches: [
        malformedValue('Polygon', /"__op":"(Add|AddUnique|Remove)","objects":\[.*"coordinates":\[\[0,0\]\]/),
        oddValue('Polygon'),
        {
          request: /"__type":"Polygon"/,
          incumbent: /^(500 1 |400 107 Polygon must have at least 3 values)/,
          ours: /^400 111 This is not a valid Polygon/,
        },
        {
          scenario: /^generated/,
          request: /POST \/batch .*"Polygon","coordinates":\[\[0,0\]\]/,
          field: /^body\.\d+\.error\.(code|error)$/,
          values: {
            incumbent: /^(1|107|"GeoJSON: Loop .*|"Polygon must have at least 3 values")$/,
            ours: /^(111|"This is not a valid Polygon")$/,
          },
        },
      ],
    },
    {
      request: 'Bytes that are no base64, or none, in a list, too',
      incumbent: '200, 201 or 500',
      ours: '400, code 111',
      why: 'the same',
      matches: [
        malformedValue('Bytes', /"base64":(7\b|"")/),
        oddValue('Bytes'),
        {
          scenario: /^values\/odd-values: A field is given bytes without their text/,
          request: /^GET \/classes\/Note \{"where":/,
          incumbent: /^500 1 /,
          ours: /^200$/,
        },
        {
          scenario: /^generated/,
          request: /POST \/batch .*"base64":7\b/,
          field: /^body\.\d+\.error\.(code|error)$/,
          values: {
            incumbent: /^"(ERR_INVALID_ARG_TYPE|The first argument must be of type string .*)"$/,
            ours: /^(111|"This is not a valid Bytes")$/,
          },
        },
      ],
    },
    {
      request: 'a File without a name, or a Relation without a class, inside of a list or an object',
      incumbent: '201',
      ours: '400, code 111',
      why: 'as for a field',
      matches: [oddValue('File'), oddValue('Relation')],
    },
    {
      request: 'such a value in an operation of a batch',
      incumbent: '`success`',
      ours: '`error`, code 111',
      why: 'the same',
      matches: [
        {
          scenario: /^generated/,
          request: /POST \/batch /,
          field: /^body\.\d+\.error$/,
          values: {
            incumbent: /^nothing$/,
            ours: /^\{"code":111,"error":"This is not a valid (Date|Pointer|GeoPoint|Polygon|Bytes)"\}$/,
          },
        },
        {
          scenario: /^generated/,
          request:
            /POST \/batch .*("iso":"2024-13-01"|"className":"Other"\}|"latitude":100\b|"coordinates":\[\[0,0\]\]|"base64":(7\b|""))/,
          field: /^body\.\d+\.success$/,
          values: { ours: /^nothing$/ },
        },
      ],
    },
    {
      request: 'a number too large for a double (`1e400`)',
      incumbent: '201, stored as nothing',
      ours: '400, code 107',
      why: 'JSON has no infinity',
      matches: [
        {
          scenario: /^values\/odd-values: A number -?1e400$/,
          request: /POST /,
          incumbent: /^201$/,
          ours: /^400 107 Numbers must be finite/,
        },
      ],
    },
    {
      request: '`__type: "Object"`, which SDKs send for included objects',
      incumbent: '400, code 111',
      ours: 'the pointer is stored',
      why: 'objects can be saved as they were fetched',
      matches: [
        {
          scenario: /^values\/odd-values: A field is given an object with a class/,
          request: /"__type":"Object"/,
          incumbent: /^400 111 This is not a valid Object/,
          ours: /^20[01]$/,
        },
      ],
    },
    {
      request: 'values nested more than 100 levels deep',
      incumbent: '201 or 500',
      ours: '400, code 107',
      why: 'bounded recursion',
      matches: [
        {
          scenario: /^values\/odd-values: Values that are nested/,
          request: /POST /,
          incumbent: /^201$/,
          ours: /^400 107 Values may be nested/,
        },
      ],
    },
    {
      request: 'fields named like what every object inherits (`toString`)',
      incumbent: '400, code 111',
      ours: '400, code 105',
      why: 'a name is wrong, not a type',
      matches: [
        {
          request: /"(constructor|__proto__)":/,
          incumbent: /^400 111 schema mismatch .* expected undefined/,
          ours: /^400 105 Invalid field name/,
        },
      ],
    },
    {
      request: 'fields of `_User` made for the server (`_failed_login_count`)',
      incumbent: 'written',
      ours: '400, code 105',
      why: 'CVE-2026-116164',
      matches: [],
    },
    {
      request: '`objectId` in an update',
      incumbent: '500, or 200 when it is the same',
      ours: '400, code 105',
      why: 'ids do not change',
      matches: [
        {
          request: /PUT .*"objectId":/,
          incumbent: /^(500 1 |200$)/,
          ours: /^400 105 objectId is an invalid/,
        },
        {
          scenario: /^users\/ways: A user is given the id it has/,
          request: /^POST \/login /,
          field: /^body\.updatedAt$/,
          ...bothAnswer,
        },
      ],
    },
    {
      request: '`objectId` that is no text, where ids are chosen',
      incumbent: '400, code 111',
      ours: '400, code 104',
      why: 'an id is what is missing',
      matches: [],
    },
    {
      request: 'an update of an object that is not there, with new fields',
      incumbent: '404, and the columns stay',
      ours: '404, and they do not',
      why: 'a refused write changes nothing',
      matches: [
        {
          scenario: /^clp\/operations: Without the right to create/,
          field: /^body\.results\.Thing\.fields\.extra$/,
        },
      ],
    },
    {
      request: 'a body that is a list',
      incumbent: 'stored with numbers for names',
      ours: '400, code 105',
      why: 'the names are not valid',
      matches: [],
    },
    {
      request: 'the character NUL in a string on PostgreSQL, in a key of an object there and on MongoDB',
      incumbent: '500, code 1',
      ours: '400, code 102',
      why: 'the database cannot hold it',
      matches: [],
    },
    {
      request: 'an ACL whose rights are `null`',
      incumbent: '500, code 1',
      ours: '200 or 201, nobody gets rights',
      why: 'as for every other value that is no rights',
      matches: [{ request: /"ACL":\{"\*":null\}/, incumbent: /^500 1 /, ours: /^20[01]$/ }],
    },
    {
      request: 'a field named `id` in an update',
      incumbent: '200, stored',
      ours: '400, code 105, as in a create',
      why: 'SDKs show it in place of the id',
      matches: [
        { request: /PUT .*"id":/, incumbent: /^200/, ours: /^400 105 id is/ },
        { scenario: /^objects\/update-and-delete: An update of a name/, field: /\.id$/ },
      ],
    },
  ],
};
