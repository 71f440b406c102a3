import type { DifferenceSection } from '../difference.js';
import { givesNewField } from '../holds.js';
import { bothAnswer } from '../shapes.js';

export const operations: DifferenceSection = {
  title: 'Operations in writes',
  rows: [
    {
      request: 'an update with a new field',
      incumbent: '500, code 1, now and then',
      ours: '200',
      why: 'it can be done',
      matches: [
        {
          scenario: /^generated/,
          request: /PUT \/(users|classes)\//,
          incumbent: /^500 1 Internal server error\.$/,
          ours: /^200$/,
          holds: givesNewField,
        },
      ],
    },
    {
      request: '`Increment` of a part that is `true` or `false`',
      incumbent: '200 on DocumentDB, which counts them as 1 and 0',
      ours: '400, code 102',
      why: 'as on MongoDB itself: they are no numbers',
      matches: [
        {
          scenario: /^(generated|ops\/nested: A part that is true)/,
          request: /PUT .*"\w+\.[^"]*":\{"__op":"Increment"/,
          incumbent: /^200$/,
          ours: /^400 102 .* is not a number that could be incremented$/,
        },
      ],
    },
    {
      request: '`Delete` of a part of a list by a name (`map.list.name`)',
      incumbent: '500; on PostgreSQL the list becomes an object',
      ours: '200, and nothing changes',
      why: 'there is no such part',
      matches: [
        {
          scenario: /^(generated|ops\/)/,
          request: /PUT .*"\w+\.\w+\.[a-z]\w*":\{"__op":"Delete"\}/,
          incumbent: /^500 1 Internal server error\.$/,
          ours: /^200$/,
        },
        {
          ...bothAnswer,
          engine: 'postgres',
          scenario: /^(generated|ops\/)/,
          field: /^body\.(results\.\d+\.)?(m|map)\.\w+$/,
          values: { incumbent: /^\{\}$/, ours: /^\[/ },
        },
      ],
    },
    {
      request: '`AddUnique` of equal values in a create',
      incumbent: 'all stored',
      ours: 'one stored',
      why: 'the same as in an update, and as SDKs show it',
      matches: [
        {
          scenario: /^objects\/list-operations: AddUnique of a field that is not there/,
          field: /\.other$/,
        },
      ],
    },
    {
      request: 'unknown `__op`, or one that is no text',
      incumbent: '500, code 1',
      ours: '400, code 108',
      why: "a client's mistake",
      matches: [
        { request: /"__op":/, incumbent: /^500 1 /, ours: /^400 108 / },
        // In a batch, the failure has neither code nor text.
        {
          scenario: /^generated/,
          request: /POST \/batch .*"__op":"Unknown"/,
          field: /^body\.\d+\.error\.(code|error)$/,
          values: { incumbent: /^nothing$/, ours: /^(108|"The Unknown operator is not supported yet\.")$/ },
        },
      ],
    },
    {
      request: 'keys with `$` or `.` in what `Add`, `AddUnique` and `Remove` bring to an update',
      incumbent: '200, stored',
      ours: '400, code 121',
      why: 'as in a create, and where the list is set: it could never be saved again',
      matches: [
        {
          scenario: /^(ops\/malformed: Keys with|generated)/,
          request: /PUT .*"__op":"(Add|AddUnique|Remove)","objects":\[.*"(\$\w+|\w+\.\w+)":/,
          incumbent: /^200$/,
          ours: /^400 121 Nested keys should not contain /,
        },
      ],
    },
    {
      request: '`AddRelation` whose `objects` is no list',
      incumbent: '500, code 1',
      ours: '400, code 107',
      why: 'the same',
      matches: [],
    },
    {
      request: '`AddRelation` of an empty list to a new field',
      incumbent: '500, code 1',
      ours: '200 or 201, no column is made',
      why: 'nothing is asked for',
      matches: [{ request: /"AddRelation","objects":\[\]/, incumbent: /^500 1 /, ours: /^20[01]$/ }],
    },
    {
      request: '`AddRelation` of what is no pointer',
      incumbent: '400, code 111, `got Relation`',
      ours: '400, code 111, `This is not a valid Pointer`',
      why: 'it says what is wrong',
      matches: [
        {
          request: /"AddRelation","objects":\["/,
          field: /^body\.error$/,
          incumbent: /^400 111 schema mismatch .* got Relation$/,
          ours: /^400 111 This is not a valid Pointer$/,
        },
      ],
    },
    {
      request: '`AddRelation` of pointers to two classes',
      incumbent: '200, stored under one of them',
      ours: '400, code 111',
      why: 'a relation has one class',
      matches: [],
    },
    {
      request: '`SetOnInsert` in an update',
      incumbent: '500, code 1',
      ours: '200, changes nothing',
      why: 'that is its meaning',
      matches: [],
    },
    {
      request: 'an operation on `ACL` other than `Delete`',
      incumbent: '200, all rights are gone',
      ours: '400, code 111 or 108',
      why: 'a mistake that nobody could repair',
      matches: [
        {
          request: /"ACL":\{"__op":/,
          incumbent: /^200$/,
          ours: /^400 (111 schema mismatch for \w+\.ACL|108 )/,
        },
      ],
    },
    {
      request: 'an operation without a name (`__op: ""`)',
      incumbent: 'stored as an object, or 111',
      ours: '400, code 108',
      why: 'it is an operation nobody knows',
      matches: [
        {
          scenario: /^(ops\/malformed: An operation without a name|generated)/,
          request: /"__op":""/,
          ours: /^400 108/,
        },
        { scenario: /^ops\/malformed: An operation without a name/, request: /^master: GET \// },
      ],
    },
    {
      request: 'a malformed operation on a column of another type',
      incumbent: '400, code 111',
      ours: '400, code 107',
      why: 'its form is read before the class',
      matches: [
        {
          scenario: /^(ops\/malformed|generated)/,
          request: /"__op":/,
          incumbent: /^400 111 /,
          ours: /^400 107 /,
        },
      ],
    },
    {
      request: 'a malformed `Increment` or `Remove` in a create',
      incumbent: 'a text about `Add`',
      ours: 'a text about the operation',
      why: 'it names what is wrong',
      matches: [
        {
          scenario: /^(ops\/malformed|generated)/,
          request: /POST .*"__op":/,
          field: /^body\.error$/,
          incumbent: /^400 107 objects to add/,
          ours: /^400 107 /,
        },
      ],
    },
    {
      request:
        '`Batch` of other operations than those of relations, for a field of another type than it says',
      incumbent: '400, code 111',
      ours: '400, code 108',
      why: 'its form is read before the class',
      matches: [
        {
          scenario: /^ops\/several: A batch in which /,
          request: /PUT .*"__op":"Batch"/,
          incumbent: /^400 111 schema mismatch/,
          ours: /^400 108 The Batch operator/,
        },
      ],
    },
    {
      request: 'an operation on a field that holds `null`',
      incumbent: '500, code 1; on PostgreSQL an empty list where `Remove` finds nothing',
      ours: '200, as where there is no value',
      why: 'SDKs show it so',
      matches: [
        {
          scenario: /^ops\/several: (A number is counted from nothing|\w+ where there is nothing, null)/,
          request: /PUT .*"__op":/,
          incumbent: /^500 1 /,
          ours: /^200$/,
        },
        {
          engine: 'postgres',
          scenario: /^ops\/several: (AddUnique|Remove) where there is nothing, null/,
          field: /^body\.(results\.\d+\.)?[abc](\.\d)?$/,
          ...bothAnswer,
        },
      ],
    },
    {
      request: '`Increment` beyond the largest number',
      incumbent: '200, stored as nothing',
      ours: '400, code 102',
      why: 'the number would be lost',
      matches: [
        {
          scenario: /^ops\/several: A number is counted by 1e\+308$/,
          request: /PUT .*"Increment"/,
          incumbent: /^200$/,
          ours: /^400 102 value would become too large a number$/,
        },
      ],
    },
    {
      request: '`AddUnique` and `Remove` of objects whose keys stand in another order',
      incumbent: 'other objects, on MongoDB',
      ours: 'the same',
      why: 'as on PostgreSQL: clients say no order',
      matches: [
        {
          scenario:
            /^ops\/several: (AddUnique|Remove) in a list of (points|objects whose fields stand in another order)$/,
          request: /(PUT|GET) \/classes\/Note/,
          field: /^body\.(results\.\d+\.)?list$/,
          ...bothAnswer,
        },
      ],
    },
    {
      request: '`Batch` of no operations',
      incumbent: '500, code 1',
      ours: '200 or 201, changes nothing',
      why: 'nothing is asked for',
      matches: [{ request: /"ops":\[\]/, incumbent: /^500 1 /, ours: /^20[01]/ }],
    },
    {
      request: '`SetOnInsert` in a create',
      incumbent: '500, code 1',
      ours: '201, sets the field',
      why: 'that is its meaning',
      matches: [{ request: /POST .*"SetOnInsert"/, incumbent: /^500 1 /, ours: /^201/ }],
    },
    {
      request: 'an operation on a part that does not fit what is there (`map.text` is counted)',
      incumbent: '500, code 1',
      ours: '400, code 102',
      why: "a client's mistake",
      matches: [{ request: /PUT .*"\w+\.[^"]*":/, incumbent: /^500 1 /, ours: /^400 102 / }],
    },
    {
      request: 'the answer to an operation on a part (`map.a.b` is counted)',
      incumbent: 'the part, with the objects it lies in',
      ours: 'the whole object',
      why: 'SDKs put it in place of what they have, or over its first level: the rest would be gone',
      matches: [
        {
          ...bothAnswer,
          request: /PUT .*"\w+\.[^"]*":\{"__op"/,
          field: /^body\.\w+(\.|$)/,
          values: { incumbent: /^nothing$/ },
        },
        {
          scenario: /^cloud\/changes: beforeSave (of a new object )?sets below$/,
          request: /^(PUT|POST) /,
          field: /^body\.map(\.deep\.n)?$/,
          incumbent: /^20[01]$/,
          ours: /^20[01]$/,
        },
      ],
    },
    {
      request: 'a part without a name (`map.`, `map..a`)',
      incumbent: '400, code 111 or 119, 500, or 201 and stored so',
      ours: '400, code 105',
      why: 'a name is wrong, not a type',
      matches: [
        { request: /"\w+\.":/, incumbent: /^400 111 /, ours: /^400 105 / },
        { request: /"\w+\.\.\w+":/, incumbent: /^(201$|500 1 |400 119 Postgres)/, ours: /^400 105 / },
      ],
    },
    {
      request: 'a part of an object (`map.a`) in a create',
      incumbent: 'a field of that name, which conditions do not find',
      ours: 'a part of the object',
      why: 'as in an update',
      matches: [
        {
          scenario: /^(ops\/nested: A part cannot be set in a create)/,
          field: /^body\.results\.\d+\.map(\.a)?$/,
        },
        {
          scenario: /^errors\/requests: A field may be called "a\.b\.c"/,
          request: /GET \/classes\/Note /,
          field: /^body\.results(\.\d+\.(n|objectId|createdAt|updatedAt|a(\.b\.c)?))?$/,
        },
        {
          scenario: /^cloud\/changes: beforeSave of a new object sets below$/,
          request: /^master: GET /,
          field: /^body\.(results\.\d+\.)?map\.deep\.n$/,
        },
      ],
    },
  ],
};
