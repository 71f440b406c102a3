import { describe, expect, test } from 'vitest';
import { date, key, parse } from '../../test/support/game-query.js';
import type { JsonObject } from '../types/json.js';

describe('$relativeTime', () => {
  test.each([
    ['now', '2020-06-15T12:00:00.000Z'],
    ['in 1 day', '2020-06-16T12:00:00.000Z'],
    ['2 weeks ago', '2020-06-01T12:00:00.000Z'],
    ['IN 1 Year 1 wk 1 d 1 hr 1 min 1 sec', '2021-06-23T13:01:01.000Z'],
    ['in -1 days', '2020-06-14T12:00:00.000Z'],
    ['in', '2020-06-15T12:00:00.000Z'],
  ])('%s', (text, iso) => {
    const value = date(iso);
    expect(parse({ playedAt: { $lt: { $relativeTime: text } } })).toEqual({
      op: 'less',
      key: key('playedAt'),
      value,
    });
  });

  test.each<[JsonObject, string]>([
    [
      { playedAt: { $lt: { $relativeTime: 'soon' } } },
      "bad $relativeTime ($lt) value. Time should either start with 'in' or end with 'ago'",
    ],
    [
      { playedAt: { $gt: { $relativeTime: 'in 1 day ago' } } },
      "bad $relativeTime ($gt) value. Time cannot have both 'in' and 'ago'",
    ],
    [
      { playedAt: { $lt: { $relativeTime: 'in x days' } } },
      "bad $relativeTime ($lt) value. 'x' is not an integer.",
    ],
    [
      { playedAt: { $lt: { $relativeTime: 'in 1 month' } } },
      "bad $relativeTime ($lt) value. Invalid interval: 'month'",
    ],
    [
      { playedAt: { $lt: { $relativeTime: 'in 1' } } },
      'bad $relativeTime ($lt) value. Invalid time string. Dangling unit or number.',
    ],
    [
      { playedAt: { $lt: { $relativeTime: 'in 99999 years' } } },
      'bad $relativeTime ($lt) value. Time is out of range.',
    ],
    [{ playedAt: { $lt: { $relativeTime: 5 } } }, 'bad atom: {"$relativeTime":5}'],
    [{ score: { $lt: { $relativeTime: 'now' } } }, '$relativeTime can only be used with Date field'],
    [
      { playedAt: { $eq: { $relativeTime: 'now' } } },
      '$relativeTime can only be used with the $lt, $lte, $gt, and $gte operators',
    ],
  ])('refuses %j', (where, message) => {
    expect(() => parse(where)).toThrow(expect.objectContaining({ code: 107, message }));
  });
});
