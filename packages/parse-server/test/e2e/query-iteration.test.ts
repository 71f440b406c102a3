import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { MASTER } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
const numberOf = (object: Parse.Object): number => object.get('n');
const inOrder = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);

describeOnEveryStorage('going through results', () => {
  beforeAll(async () => {
    await Parse.Object.saveAll(
      upTo(250).map((n) => new Parse.Object('Thing', { n, odd: n % 2 === 1 })),
      {
        batchSize: 100,
      },
    );
  });
  const things = (): Parse.Query => new Parse.Query('Thing');

  test('first returns one object or undefined', async () => {
    expect((await things().descending('n').first())?.get('n')).toBe(249);
    expect(await things().equalTo('n', -1).first()).toBeUndefined();
  });

  test('each visits every match once', async () => {
    const seen: number[] = [];
    await things()
      .equalTo('odd', true)
      .each((thing) => void seen.push(numberOf(thing)));
    expect(inOrder(seen)).toEqual(upTo(250).filter((n) => n % 2 === 1));
  });

  test('each stops when the callback fails', async () => {
    let seen = 0;
    const stop = things().each(() => {
      seen += 1;
      throw new Parse.Error(Parse.Error.OTHER_CAUSE, 'stop');
    });
    expect(await refusalOf(stop)).toBe('-1 stop');
    expect(seen).toBe(1);
  });

  test('each refuses a query with an order, a limit or a skip', async () => {
    await expect(
      things()
        .limit(3)
        .each(() => undefined),
    ).rejects.toThrow('Cannot iterate on a query with sort, skip, or limit.');
  });

  test('eachBatch hands over batches of the size asked for', async () => {
    const sizes: number[] = [];
    await things().eachBatch((batch) => void sizes.push(batch.length), { batchSize: 100 });
    expect(sizes).toEqual([100, 100, 50]);
  });

  test('findAll brings everything', async () => {
    expect(await things().findAll()).toHaveLength(250);
  });

  test('map, filter and reduce', async () => {
    const few = (): Parse.Query => things().lessThan('n', 5);
    expect(inOrder(await few().map(numberOf))).toEqual([0, 1, 2, 3, 4]);
    expect(await few().filter((thing) => thing.get('odd') === true)).toHaveLength(2);
    expect(await few().reduce((sum: number, thing) => sum + numberOf(thing), 0)).toBe(10);
  });
});

describeOnEveryStorage(
  'a great many objects',
  (server) => {
    test('each lists them all', { timeout: 60_000 }, async () => {
      const many = server.isRemote ? 2_500 : 10_000;
      const objects = upTo(many).map((n) => new Parse.Object('Grain', { n }));
      await Parse.Object.saveAll(objects, { batchSize: 1000, ...MASTER });

      const seen = new Uint8Array(many);
      await new Parse.Query('Grain').each(
        (grain) => void (seen[numberOf(grain)] = (seen[numberOf(grain)] ?? 0) + 1),
        {
          batchSize: 1000,
        },
      );
      expect(seen.every((times) => times === 1)).toBe(true);
    });
  },
  { requestComplexity: { batchRequestLimit: -1 } },
);
