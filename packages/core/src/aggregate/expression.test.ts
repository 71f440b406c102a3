import { expect, test } from 'vitest';
import { StorageError } from '../errors/storage-error.js';
import type { Json } from '../types/json.js';
import { compileExpression } from './expression.js';

const date = (iso: string) => ({ __type: 'Date', iso });
const root = {
  n: 7,
  zero: 0,
  s: 'h\u00e9llo \u{1f600}',
  no: null,
  l: [3, 1, 2],
  items: [{ price: 2 }, { price: 5, name: 'x' }, 'odd'],
  o: { k: { deep: true } },
  d: date('2021-02-03T04:05:06.007Z'),
  p: { __type: 'Pointer', className: 'Other', objectId: '1' },
  objectId: 'abc',
};

const evaluate = (expression: Json) => compileExpression(expression)({ root, variables: new Map() });

test.each<readonly [Json, Json | undefined]>([
  ['$n', 7],
  ['$missing', undefined],
  ['$o.k.deep', true],
  ['$items.price', [2, 5]],
  ['$_id', 'abc'],
  ['$$ROOT.n', 7],
  ['text', 'text'],
  [
    { a: '$n', b: '$missing', c: ['$n', '$missing'] },
    { a: 7, c: [7, null] },
  ],
  [{ $literal: '$n' }, '$n'],
  [date('2021-02-03T04:05:06.007Z'), date('2021-02-03T04:05:06.007Z')],
  [{ $date: '2021-02-03T04:05:06.007Z' }, date('2021-02-03T04:05:06.007Z')],

  [{ $add: ['$n', 1, 0.5] }, 8.5],
  [{ $add: ['$n', '$missing'] }, null],
  [{ $add: ['$d', 1000] }, date('2021-02-03T04:05:07.007Z')],
  [{ $subtract: ['$n', 10] }, -3],
  [{ $subtract: ['$d', '$d'] }, 0],
  [{ $multiply: ['$n', 2, 3] }, 42],
  [{ $divide: ['$n', 2] }, 3.5],
  [{ $mod: ['$n', 4] }, 3],
  [{ $pow: [2, 10] }, 1024],
  [{ $abs: -5 }, 5],
  [{ $ceil: [1.2] }, 2],
  [{ $floor: -1.2 }, -2],
  [{ $round: [2.5] }, 2],
  [{ $round: [2.345, 1] }, 2.3],
  [{ $trunc: -2.9 }, -2],
  [{ $sqrt: '$no' }, null],
  [{ $sum: '$l' }, 6],
  [{ $avg: ['$n', 9, 'x'] }, 8],
  [{ $max: '$l' }, 3],
  [{ $min: ['$missing', 4] }, 4],

  [{ $eq: ['$missing', null] }, true],
  [{ $eq: ['$p', { __type: 'Pointer', className: 'Other', objectId: '1' }] }, true],
  [{ $gt: ['a', 5] }, true],
  [{ $lt: ['$d', date('2022-01-01T00:00:00.000Z')] }, true],
  [{ $cmp: [1, 2] }, -1],
  [{ $and: [true, '$n'] }, true],
  [{ $or: ['$zero', '$no'] }, false],
  [{ $not: ['$zero'] }, true],
  [{ $cond: [{ $gte: ['$n', 7] }, 'big', 'small'] }, 'big'],
  [{ $cond: { if: '$zero', then: 1, else: { $divide: [1, 2] } } }, 0.5],
  [{ $ifNull: ['$missing', '$no', 'default'] }, 'default'],
  [{ $switch: { branches: [{ case: '$zero', then: 1 }], default: 2 } }, 2],

  [{ $concat: ['a', '$s'] }, 'ah\u00e9llo \u{1f600}'],
  [{ $concat: ['a', '$no'] }, null],
  [{ $toUpper: '$s' }, 'H\u00c9LLO \u{1f600}'],
  [{ $toLower: '$no' }, ''],
  [{ $strLenCP: '$s' }, 7],
  [{ $strLenBytes: '$s' }, 11],
  [{ $substrCP: ['$s', 6, 1] }, '\u{1f600}'],
  [{ $substr: ['abc', 1, -1] }, 'bc'],
  [{ $split: ['a,b', ','] }, ['a', 'b']],
  [{ $indexOfCP: ['\u{1f600}ab', 'b'] }, 2],
  [{ $trim: { input: '  x ' } }, 'x'],
  [{ $ltrim: { input: 'xxa', chars: 'x' } }, 'a'],
  [{ $replaceAll: { input: 'aXa', find: 'a', replacement: { $literal: '$&' } } }, '$&X$&'],

  [{ $size: '$l' }, 3],
  [{ $in: [2, '$l'] }, true],
  [{ $arrayElemAt: ['$l', -1] }, 2],
  [{ $arrayElemAt: ['$l', 9] }, undefined],
  [{ $slice: ['$l', -2] }, [1, 2]],
  [{ $slice: ['$l', 1, 1] }, [1]],
  [{ $concatArrays: ['$l', [4]] }, [3, 1, 2, 4]],
  [{ $filter: { input: '$l', as: 'each', cond: { $gt: ['$$each', 1] } } }, [3, 2]],
  [{ $map: { input: '$l', in: { $multiply: ['$$this', '$n'] } } }, [21, 7, 14]],
  [{ $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [{ $range: [0, 6, 2] }, [0, 2, 4]],
  [
    {
      $setUnion: [
        [1, 2],
        [2, 3],
      ],
    },
    [1, 2, 3],
  ],
  [{ $setIntersection: [[1, { a: 1, b: 2 }], [{ b: 2, a: 1 }]] }, [{ a: 1, b: 2 }]],
  [{ $setDifference: [[1, 2], [2]] }, [1]],
  [{ $reverseArray: '$l' }, [2, 1, 3]],
  [{ $mergeObjects: ['$o', { z: 1 }, '$no'] }, { k: { deep: true }, z: 1 }],
  [{ $objectToArray: { a: 1 } }, [{ k: 'a', v: 1 }]],
  [{ $arrayToObject: [[['a', 1]]] }, { a: 1 }],

  [{ $year: '$d' }, 2021],
  [{ $month: ['$d'] }, 2],
  [{ $dayOfMonth: '$d' }, 3],
  [{ $hour: { date: '$d', timezone: '-05:00' } }, 23],
  [{ $dayOfMonth: { date: '$d', timezone: '-0500' } }, 2],
  [{ $minute: '$d' }, 5],
  [{ $second: '$d' }, 6],
  [{ $millisecond: '$d' }, 7],
  [{ $dayOfWeek: '$d' }, 4],
  [{ $dayOfYear: '$d' }, 34],
  [{ $isoWeek: { $toDate: '2021-01-03' } }, 53],
  [{ $isoWeekYear: { $toDate: '2021-01-03' } }, 2020],
  [{ $year: '$missing' }, null],
  [{ $dateToString: { date: '$d' } }, '2021-02-03T04:05:06.007Z'],
  [
    { $dateToString: { date: '$d', format: '%d.%m.%Y %H:%M:%S,%L %j %u %V %%' } },
    '03.02.2021 04:05:06,007 034 3 05 %',
  ],
  [{ $dateToString: { date: '$no', onNull: 'never' } }, 'never'],
  [{ $dateFromString: { dateString: '2021-02-03' } }, date('2021-02-03T00:00:00.000Z')],
  [{ $toString: '$d' }, '2021-02-03T04:05:06.007Z'],
  [{ $toString: 1.5 }, '1.5'],
  [{ $toInt: '12.7' }, 12],
  [{ $toDouble: true }, 1],
  [{ $toBool: 'false' }, true],
  [{ $toDate: 0 }, date('1970-01-01T00:00:00.000Z')],
  [{ $type: '$d' }, 'date'],
])('%j is %j', (expression, expected) => {
  expect(evaluate(expression)).toEqual(expected);
});

const deep = (levels: number): Json =>
  Array.from({ length: levels }).reduce<Json>((inner) => ({ $not: [inner] }), true);

test.each<readonly [Json, RegExp]>([
  [{ $conjure: 1 }, /Unrecognized expression '\$conjure'/],
  [{ $constructor: 1 }, /Unrecognized expression/],
  [{ $add: ['$s', 1] }, /\$add takes numbers and dates, not string/],
  [{ $divide: [1, 0] }, /divide by zero/],
  [{ $mod: [1, 0] }, /divide by zero/],
  [{ $sqrt: -1 }, /no finite result/],
  [{ $pow: [10, 400] }, /no finite result/],
  [{ $subtract: [1] }, /2 arguments, 1/],
  [{ $add: 1, $subtract: 2 }, /one operator/],
  [{ $size: '$s' }, /takes arrays, not string/],
  [{ $range: [0, 1e9] }, /at most/],
  [{ $cond: { if: 1, then: 2 } }, /needs 'else'/],
  [{ $cond: { if: 1, then: 2, otherwise: 3 } }, /Unrecognized argument/],
  [{ $switch: { branches: [{ case: false, then: 1 }] } }, /no branch/],
  [{ $year: '$s' }, /takes a date, not string/],
  [{ $hour: { date: '$d', timezone: 'Mars/Olympus' } }, /time zone/],
  [{ $dateToString: { date: '$d', format: '%Q' } }, /%Q/],
  [{ $toInt: 'x' }, /no finite result/],
  [{ $toDate: 'soon' }, /date out of range/],
  [{ $add: ['$d', 1e300] }, /date out of range/],
  ['$$nobody', /Unrecognized variable/],
  ['$a..b', /not a field path/],
  [deep(200), /too deeply/],
])('%j is refused', (expression, message) => {
  const attempt = () => evaluate(expression);
  expect(attempt).toThrow(message);
  expect(attempt).toThrow(StorageError);
});

test('keys called __proto__ stay data', () => {
  const made = evaluate({ $arrayToObject: [[['__proto__', { polluted: true }]]] });
  expect(Object.keys(made ?? {})).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});
