import { memoryStorage } from '@parse/storage-memory';
import Parse from 'parse/node';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { idOf, MASTER, signUp } from './support/callers.js';
import { connectSdk } from './support/connect-sdk.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { createLogLines } from './support/log-lines.js';
import { refusalOf } from './support/refusal-of.js';
import { removeHooks } from './support/remove-hooks.js';
import { serverCloud, type CloudTransaction } from './support/server-cloud.js';
import { startServer } from './support/start-server.js';

const transaction = <T>(work: (transaction: CloudTransaction) => Promise<T>): Promise<T> =>
  serverCloud.transaction(work);

/** A promise that waits until it is let go. */
function createGate(): { readonly gate: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  return { gate, open: () => open() };
}

/** Creates an object under an id of the caller's choice, which the SDK has no method for. */
async function createAs(className: string, objectId: string): Promise<unknown> {
  return Parse.CoreManager.getRESTController().request('POST', `classes/${className}`, { objectId }, {});
}

const log = createLogLines();

describeOnEveryStorage(
  'transactions in Cloud Code',
  (server) => {
    beforeEach(removeHooks);
    const count = async (className: string) => new Parse.Query(className).count(MASTER);
    const make = async (className: string, fields: Parse.Attributes = {}) =>
      new Parse.Object<Parse.Attributes>(className, fields).save();

    test('store everything, with the classes and fields that it takes', async () => {
      const id = await transaction(async () => {
        const author = await make('TxAuthor', { name: 'Ann' });
        const book = await make('TxBook', { author, pages: 1 });
        await book.save({ pages: 2, title: 'new field' });
        return idOf(book);
      });
      const book = await new Parse.Query('TxBook').include('author').get(id);
      expect([book.get('pages'), book.get('title'), book.get('author').get('name')]).toEqual([
        2,
        'new field',
        'Ann',
      ]);
      expect([await count('TxAuthor'), await count('TxBook')]).toEqual([1, 1]);
    });

    test('store nothing when the function fails, and fail as it does', async () => {
      const kept = await make('TxKept', { n: 1 });
      const mine = new Error('mine');
      const failing = transaction(async () => {
        await (await new Parse.Query('TxKept').get(idOf(kept))).save({ n: 2 });
        await make('TxKept', { n: 3 });
        throw mine;
      });
      await expect(failing).rejects.toBe(mine);
      const refused = transaction(async () => {
        await new Parse.Object('TxKept', { id: idOf(kept) }).destroy();
        await make('TxKept', { n: 'no number' });
      });
      expect(await refusalOf(refused)).toMatch(/^111 /);
      expect((await new Parse.Query('TxKept').find()).map((object) => object.get('n'))).toEqual([1]);
    });

    test('read what they have written, which others do not', async () => {
      await make('TxSeen', { n: 0 });
      await transaction(async () => {
        await make('TxSeen', { n: 1 });
        expect(await new Parse.Query('TxSeen').count()).toBe(2);
        const outside = await httpRequest(server, { path: '/classes/TxSeen?count=1&limit=0' });
        expect(outside.body.count).toBe(1);
      });
      expect(await count('TxSeen')).toBe(2);
    });

    test('run again when others were faster, so that nothing is lost', async () => {
      const purse = await make('TxPurse', { n: 0 });
      const attempts: number[] = [];
      const logged = log.lines.length;
      const add = () =>
        transaction(async ({ attempt }) => {
          attempts.push(attempt);
          const found = await new Parse.Query('TxPurse').get(idOf(purse));
          await found.save({ n: Number(found.get('n')) + 1 });
          await make('TxEntry');
        });
      await Promise.all(Array.from({ length: 8 }, add));
      expect((await new Parse.Query('TxPurse').get(idOf(purse))).get('n')).toBe(8);
      expect(await count('TxEntry')).toBe(8);
      expect(attempts.filter((attempt) => attempt === 1)).toHaveLength(8);
      expect(log.lines.slice(logged).filter((line) => line.startsWith('error'))).toEqual([]);
    });

    test('have triggers inside: what beforeSave saves is undone with them', async () => {
      Parse.Cloud.beforeSave('TxGuarded', async ({ object }) => {
        await make('TxLog', { of: object.get('n') });
        if (object.get('n') === 2) throw new Error('not two');
      });
      const both = transaction(async () => {
        await make('TxGuarded', { n: 1 });
        await make('TxGuarded', { n: 2 });
      });
      expect(await refusalOf(both)).toBe('141 not two');
      expect([await count('TxGuarded'), await count('TxLog')]).toEqual([0, 0]);
      await transaction(() => make('TxGuarded', { n: 1 }));
      expect([await count('TxGuarded'), await count('TxLog')]).toEqual([1, 1]);
    });

    test('tell afterSave and afterDelete once they are stored, and not of what is undone', async () => {
      const told: unknown[] = [];
      Parse.Cloud.afterSave('TxTold', async ({ object, user, master }) => {
        told.push(['saved', object.get('n'), user?.id, master, await count('TxTold')]);
      });
      Parse.Cloud.afterDelete('TxTold', ({ object }) => void told.push(['deleted', object.get('n')]));
      const { id, session } = await signUp('tx told');
      await transaction(async () => {
        const first = await new Parse.Object('TxTold', { n: 1 }).save(null, session);
        await new Parse.Object('TxTold', { n: 2 }).save(null, MASTER);
        await first.destroy(session);
        expect(told).toEqual([]);
      });
      const committed = [
        ['saved', 1, id, false, 1],
        ['saved', 2, undefined, true, 1],
        ['deleted', 1],
      ];
      expect(told).toEqual(committed);
      await expect(
        transaction(async () => {
          await make('TxTold', { n: 3 });
          throw new Error('undone');
        }),
      ).rejects.toThrow('undone');
      expect(told).toEqual(committed);
    });

    test('do once what waits for the commit', async () => {
      const done: string[] = [];
      await transaction(async ({ afterCommit }) => {
        await make('TxAfter');
        afterCommit(async () => done.push(`stored ${await count('TxAfter')}`));
        afterCommit(() => Promise.reject(new Error('only logged')));
        done.push('function');
      });
      await expect(
        transaction(async ({ afterCommit }) => {
          afterCommit(() => done.push('never'));
          throw new Error('undone');
        }),
      ).rejects.toThrow('undone');
      expect(done.filter((text) => text !== 'function')).toEqual(['stored 1']);
      expect(done.at(-1)).toBe('stored 1');
    });

    test('hold calls of the caller to its rights', async () => {
      const [owner, other] = [await signUp('tx owner'), await signUp('tx other')];
      const role = new Parse.Role('txEditors', new Parse.ACL());
      role.getUsers().add(owner.user);
      await role.save(null, MASTER);
      const acl = new Parse.ACL();
      acl.setRoleWriteAccess('txEditors', true);
      acl.setRoleReadAccess('txEditors', true);
      const page = await new Parse.Object('TxPage', { n: 1, ACL: acl }).save(null, MASTER);
      const edit = (session: object) =>
        transaction(async () => {
          const found = await new Parse.Query('TxPage').get(idOf(page), session);
          await found.save({ n: Number(found.get('n')) + 1 }, session);
        });
      await edit(owner.session);
      expect(await refusalOf(edit(other.session))).toBe('101 Object not found.');
      expect(await refusalOf(edit({ sessionToken: 'r:nobody' }))).toMatch(/^209 /);
      expect((await new Parse.Query('TxPage').get(idOf(page), MASTER)).get('n')).toBe(2);
    });

    test('take lists, calls side by side, calls nobody waits for, functions, and transactions in', async () => {
      Parse.Cloud.define('txMake', () => make('TxAll', { by: 'function' }));
      const all = async (fails: boolean) =>
        transaction(async () => {
          await Parse.Object.saveAll([1, 2].map((n) => new Parse.Object('TxAll', { by: `list ${n}` })));
          await Promise.all([3, 4].map((n) => make('TxAll', { by: `side ${n}` })));
          await Parse.Cloud.run('txMake');
          await transaction(() => make('TxAll', { by: 'inner' }));
          void make('TxAll', { by: 'nobody' });
          if (fails) throw new Error('undone');
        });
      await expect(all(true)).rejects.toThrow('undone');
      expect(await count('TxAll')).toBe(0);
      await all(false);
      const found = await new Parse.Query('TxAll').find();
      expect(found.map((object) => String(object.get('by'))).sort()).toEqual([
        'function',
        'inner',
        'list 1',
        'list 2',
        'nobody',
        'side 3',
        'side 4',
      ]);
    });

    test('go on after an object that is not there, and not after a write that the database refused', async () => {
      const id = await transaction(async () => {
        const found = await new Parse.Query('TxMaybe').get('missing').catch(() => undefined);
        return idOf(found ?? (await make('TxMaybe')));
      });
      expect(await count('TxMaybe')).toBe(1);
      const swallowed = transaction(async () => {
        await make('TxMaybe');
        await createAs('TxMaybe', 'same');
        await createAs('TxMaybe', 'same').catch(() => undefined);
        await make('TxMaybe');
      });
      expect(await refusalOf(swallowed)).toMatch(/^137 /);
      expect(await count('TxMaybe')).toBe(1);
      expect((await new Parse.Query('TxMaybe').get(id)).id).toBe(id);
    });

    test('that are undone refuse calls of code that they have left running', async () => {
      const kept = await make('TxLeft');
      const { gate, open } = createGate();
      const left: Promise<string>[] = [];
      const failing = transaction(async () => {
        left.push(refusalOf(gate.then(() => make('TxLeft'))));
        left.push(refusalOf(gate.then(() => transaction(() => make('TxLeft')))));
        throw new Error('undone');
      });
      await expect(failing).rejects.toThrow('undone');
      open();
      const refusal = expect.stringMatching(/^141 The transaction .* was undone/);
      expect(await Promise.all(left)).toEqual([refusal, refusal]);
      expect((await new Parse.Query('TxLeft').find()).map(idOf)).toEqual([idOf(kept)]);
    });

    test('that are stored leave code running whose calls are made by themselves', async () => {
      const { gate, open } = createGate();
      const left = await transaction(async () => {
        await make('TxLeftFine');
        return [gate.then(() => make('TxLeftFine'))];
      });
      open();
      await Promise.all(left);
      expect(await count('TxLeftFine')).toBe(2);
    });

    test('of `saveAll` have triggers inside, too', async () => {
      Parse.Cloud.beforeSave('TxListed', async ({ object }) => {
        await make('TxListLog', { of: object.get('n') });
      });
      const list = (values: readonly unknown[]) =>
        Parse.Object.saveAll(
          values.map((n) => new Parse.Object('TxListed', { n })),
          { transaction: true },
        );
      await list([1, 2]);
      expect([await count('TxListed'), await count('TxListLog')]).toEqual([2, 2]);
      await expect(list([3, 'no number'])).rejects.toThrow();
      expect([await count('TxListed'), await count('TxListLog')]).toEqual([2, 2]);
    });
  },
  { cloud: () => undefined, allowCustomObjectId: true, logger: log },
);

describeOnEveryStorage(
  'transactions that do not end',
  () => {
    test('are undone after `cloudTimeout`, and keep nobody from writing', async () => {
      await new Parse.Object('TxEndless').save();
      const { gate, open } = createGate();
      let left: Promise<string> | undefined;
      const endless = transaction(async () => {
        await new Parse.Object('TxEndless').save();
        await gate;
        left = refusalOf(new Parse.Object('TxEndless').save());
      });
      expect(await refusalOf(endless)).toMatch(/^124 The transaction took longer than/);
      await new Parse.Object('TxEndless').save();
      open();
      await vi.waitFor(async () => expect(await left).toMatch(/^141 .* was undone/));
      expect(await new Parse.Query('TxEndless').count()).toBe(2);
    });
  },
  { cloud: () => undefined, cloudTimeout: 250 },
);

test('a database without transactions refuses them', async () => {
  const storage = {
    name: 'plain',
    create: async () => {
      const memory = memoryStorage();
      return { ...memory, capabilities: { ...memory.capabilities, transactions: false } };
    },
    lacks: new Set<never>(),
    isServer: false,
  };
  const server = await startServer(storage, { appId: 'plain', cloud: () => undefined });
  onTestFinished(() => server.close());
  connectSdk(server);
  const ran: string[] = [];
  expect(await refusalOf(serverCloud.transaction(async () => void ran.push('ran')))).toMatch(/^108 /);
  expect(ran).toEqual([]);
});
