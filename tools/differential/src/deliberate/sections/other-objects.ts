import type { DifferenceSection, Match } from '../difference.js';
import { classesDiffer, oursIncludesUsersOnly, showsOneForAnother } from '../holds-of-included.js';
import { findsLessAfterDelete, relatesToDeleted } from '../holds-of-subqueries.js';
import {
  findsRemade,
  incumbentAddsRowsWithout,
  keepsMembers,
  oneFindsLess,
  oursAddsRowsWithout,
  oursFindsLess,
  oursFindsNone,
} from '../holds.js';
import { bothAnswer, generatedRowsDiffer, rowsDiffer } from '../shapes.js';

const refusedForOne = {
  scenario: /^generated/,
  incumbent: /^404 101 Object not found\.$/,
  ours: /^200$/,
} as const satisfies Match;

/** One of several operators of a relation that parse-server drops; pointers among the others. */
const conditionOfRelation = String.raw`"(r|tags)":\{(?:[^{}]|\{[^{}]*\})*"\$(eq|exists|all|containedBy)":`;

export const otherObjects: DifferenceSection = {
  title: 'Queries about other objects',
  rows: [
    {
      request:
        'an object that pointers let somebody else get, by nobody: by `include`, its id, or in a subquery',
      incumbent: '404, code 101 for all rows',
      ours: '200, without it',
      why: 'as where the object itself lets nobody read it',
      matches: [
        {
          ...refusedForOne,
          scenario: /^(generated|clp\/(includes|reads|user-fields): )/,
          request: /^GET \/classes\/[\w/]+ .*"include":/,
          holds: oursIncludesUsersOnly,
        },
        {
          ...refusedForOne,
          scenario: /^(generated|clp\/(people|reads|user-fields|redirects): )/,
          request:
            /^GET \/classes\/\w+ \{("redirectClassNameForKey":"things",)?"where":\{"objectId":"[^"]*"\}/,
          holds: oursFindsNone,
        },
        {
          ...refusedForOne,
          scenario: /^(generated|clp\/(people|reads): )/,
          request: /^GET \/classes\/\w+ .*"className":"\w+","where":\{"objectId":"[^"]*"\}/,
        },
      ],
    },
    {
      request: '`include` of a list that points at objects of two classes with the same id',
      incumbent: 'one object in both places',
      ours: 'each object in its place',
      why: 'that is what the pointers say',
      matches: [
        {
          ...bothAnswer,
          scenario: /^(generated|include-keys\/include: )/,
          request: /"include":"([^"]*,)?(l|\*)[",]/,
          field: /^body\.(results\.\d+\.)?l\.\d+\./,
          holds: classesDiffer,
        },
        // One of both is not there, or may not be read.
        {
          ...bothAnswer,
          scenario: /^(generated|include-keys\/include: )/,
          request: /"include":"([^"]*,)?(l|\*)[",]/,
          field: /^body\.(results\.\d+\.)?l$/,
          holds: showsOneForAnother,
        },
      ],
    },
    {
      request: '`$eq` of a relation',
      incumbent: 'finds none',
      ours: 'finds what is related',
      why: 'as without the operator',
      matches: [
        {
          ...rowsDiffer,
          scenario: /^(generated|relations\/conditions: )/,
          request: /"(r|tags)":\{"\$eq":\{[^{}]*\}\}/,
          values: { incumbent: /^(\[\]|0)$/ },
        },
      ],
    },
    {
      request: 'several conditions on a relation, `$eq`, `$exists`, `$all` or `$containedBy` among them',
      incumbent: 'drops these',
      ours: 'all of them count',
      why: 'that is what the condition says',
      matches: [
        {
          ...rowsDiffer,
          scenario: /^(generated|relations\/conditions: )/,
          request: new RegExp(String.raw`^(?!.*"\$(nor|notInQuery|dontSelect)":).*${conditionOfRelation}`),
          holds: oursFindsLess,
        },
        // Inside of others, they change what those find.
        {
          ...generatedRowsDiffer,
          request: new RegExp(String.raw`"\$(or|and|nor|\w+Query|\w*[sS]elect)":.*${conditionOfRelation}`),
          holds: oneFindsLess,
        },
      ],
    },
    {
      request: '`$nor` of a condition on a relation',
      incumbent: 'finds all, or none',
      ours: 'finds the others',
      why: 'that is what the condition says',
      matches: [
        {
          ...rowsDiffer,
          scenario: /^(generated|relations\/conditions: )/,
          request: /"\$nor":.*"(r|tags)":\{/,
          holds: oneFindsLess,
        },
      ],
    },
    {
      request:
        '`$relatedTo` of an object that was deleted, with the master key or when it was made again with its id; conditions on its relation',
      incumbent: 'what was related to it',
      ours: 'nothing',
      why: 'an object takes its relations with it',
      matches: [
        {
          ...rowsDiffer,
          scenario: /^(generated|relations\/changes: An owner is made again)/,
          request: /"\$relatedTo":/,
          values: { ours: /^(\[\]|0)$/ },
          holds: relatesToDeleted,
        },
        {
          ...rowsDiffer,
          scenario: /^(generated|relations\/changes: An owner is made again)/,
          request: /"(r|tags)":\{/,
          holds: findsRemade,
        },
        // Inside of others, it changes what those find.
        {
          ...generatedRowsDiffer,
          request: /"\$(inQuery|notInQuery|select|dontSelect)":.*"r":\{/,
          holds: findsLessAfterDelete,
        },
        {
          ...bothAnswer,
          scenario: /^(generated|relations\/changes: An owner is made again)/,
          request: /^master: GET \/classes\//,
          field: /^body\.results\.\d+\.\w+\.results$/,
          holds: keepsMembers,
        },
      ],
    },
    {
      request: '`$relatedTo` by a key that is hidden from the caller, and shown to some by a pointer',
      incumbent: '200',
      ours: '400, code 119',
      why: 'CVE-2026-109303',
      matches: [
        {
          scenario: /^generated/,
          request: /"\$relatedTo":.*"key":"(r|p)"/,
          incumbent: /^200$/,
          ours: /^400 119 This user is not allowed to query (r|p) on class \w+$/,
        },
      ],
    },
    {
      request: 'a count by `$relatedTo` of a key that is hidden from some',
      incumbent: 'as if nobody had logged in',
      ours: 'as a find by the same caller',
      why: 'CVE-2026-109303',
      matches: [
        {
          scenario: /^protected-fields\/reads: /,
          request: /^\w+: GET \/classes\/Tag .*"\$relatedTo":.*"count":1,"limit":0/,
          incumbent: /^(200|400 119 This user is not allowed to query tags on class Thing)$/,
          ours: /^(200|400 119 This user is not allowed to query tags on class Thing)$/,
        },
      ],
    },
    {
      request: '`$relatedTo` of an object that shows the key to the caller by `userField:`',
      incumbent: '400, code 119',
      ours: '200',
      why: 'the caller sees the relation',
      matches: [
        {
          scenario:
            /^protected-fields\/reads: .*whom a (pointer|list) names|^protected-fields\/reads: .*names of owners/,
          request: /^(alice|bob): GET \/classes\/Tag .*"\$relatedTo":/,
          incumbent: /^400 119 This user is not allowed to query tags on class Thing$/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: '`$relatedTo` whose owner is no pointer',
      incumbent: '200',
      ours: '400, code 102',
      why: 'CVE-2026-116801',
      matches: [{ request: /"\$relatedTo":/, incumbent: /^(200|500 1 )/, ours: /^400 102 / }],
    },
    {
      request: '`$select` and `$dontSelect` of a key that rows do not have',
      incumbent: 'find rows without the field, or none of them; 500 on PostgreSQL',
      ours: 'compare with what there is',
      why: 'nothing is not equal to nothing',
      matches: [
        {
          scenario: /^generated/,
          request: /"\$(select|dontSelect)":/,
          incumbent: /^400 107 bad atom/,
          ours: /^200$/,
        },
        ...(['p', 's', 'n', 'l'] as const).flatMap((name): readonly Match[] => [
          {
            ...generatedRowsDiffer,
            request: new RegExp(String.raw`"where":\{"${name}":\{"\$select":`),
            holds: incumbentAddsRowsWithout(name),
          },
          {
            ...generatedRowsDiffer,
            request: new RegExp(String.raw`"where":\{"${name}":\{"\$dontSelect":`),
            holds: oursAddsRowsWithout(name),
          },
        ]),
        // Inside of others, they change what those find.
        {
          ...generatedRowsDiffer,
          request: /"\$(or|and|nor|inQuery|notInQuery|select|dontSelect)":.*"\$(select|dontSelect)":/,
          holds: oneFindsLess,
        },
      ],
    },
  ],
};
