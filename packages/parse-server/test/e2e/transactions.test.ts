import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';

const TRANSACTION = { transaction: true } as const;

describeOnEveryStorage('transactions', (server) => {
  test('saveAll saves everything', async () => {
    await Parse.Object.saveAll(
      [1, 2, 3].map((n) => new Parse.Object('Part', { n })),
      TRANSACTION,
    );
    expect(await new Parse.Query('Part').count()).toBe(3);
  });

  test('saveAll saves nothing when one object cannot be saved', async () => {
    await new Parse.Object('Whole', { n: 0 }).save();
    const list = [new Parse.Object('Whole', { n: 1 }), new Parse.Object('Whole', { n: 'two' })];
    await expect(Parse.Object.saveAll(list, TRANSACTION)).rejects.toThrow();
    expect(await new Parse.Query('Whole').count()).toBe(1);
  });

  test('an update is undone when a later part fails', async () => {
    const [first, second] = await Parse.Object.saveAll([0, 0].map((n) => new Parse.Object('Account', { n })));
    const request = (id: string | undefined, body: object): object => ({
      method: 'PUT',
      path: `/parse/classes/Account/${String(id)}`,
      body,
    });
    const answer = await httpRequest(server, {
      path: '/batch',
      body: {
        transaction: true,
        requests: [
          request(first?.id, { n: { __op: 'Increment', amount: -5 } }),
          request(second?.id, { n: { __op: 'Increment', amount: 5 } }),
          request('doesnotexist', { n: 1 }),
        ],
      },
    });
    expect(answer.status).toBe(400);
    const stored = await new Parse.Query('Account').find();
    expect(stored.map((account) => account.get('n'))).toEqual([0, 0]);
  });

  test('destroyAll destroys nothing when one object cannot be destroyed', async () => {
    const alice = await signUp('alice');
    const mine = await new Parse.Object('Kept', { n: 1 }).save();
    const theirs = new Parse.Object('Kept', { n: 2 });
    theirs.setACL(new Parse.ACL(alice.user));
    await theirs.save(null, MASTER);
    await expect(Parse.Object.destroyAll([mine, theirs], TRANSACTION)).rejects.toThrow();
    expect(await new Parse.Query('Kept').count(MASTER)).toBe(2);
  });

  test('transfers at the same time lose nothing', async () => {
    const accounts = await Parse.Object.saveAll([100, 100].map((n) => new Parse.Object('Purse', { n })));
    const transfer = async (amount: number): Promise<unknown> => {
      const [from, to] = accounts.map((account) =>
        Parse.Object.fromJSON<Parse.Object>({ ...account.toPointer() }),
      );
      if (!from || !to) throw new TypeError('two accounts were saved');
      return Parse.Object.saveAll([from.decrement('n', amount), to.increment('n', amount)], TRANSACTION);
    };
    await Promise.all([1, 2, 3, 4, 5].map(transfer));
    const purses = await new Parse.Query('Purse').ascending('n').find();
    expect(purses.map((purse) => purse.get('n'))).toEqual([85, 115]);
  });

  test('a batch without a transaction answers for each part', async () => {
    const answer = await httpRequest(server, {
      path: '/batch',
      body: {
        requests: [
          { method: 'POST', path: '/parse/classes/Loose', body: { n: 1 } },
          { method: 'DELETE', path: '/parse/classes/Loose/doesnotexist' },
          { method: 'GET', path: '/parse/classes/Loose' },
        ],
      },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject([
      { success: { objectId: expect.any(String) } },
      { error: { code: 101, error: 'Object not found.' } },
      { success: { results: expect.any(Array) } },
    ]);
  });
});
