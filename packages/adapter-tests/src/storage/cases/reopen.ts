import { deepStrictEqual, ok } from 'node:assert/strict';
import { expectFailure, expectSame } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

/** What is left after the adapter was closed; for adapters that say how they are opened again. */
export const reopenCases = defineCases([
  {
    name: 'classes, rows and indexes are there when the database is opened again',
    reopens: true,
    run: async ({ storage, createClass, reopen }) => {
      if (!reopen) return;
      const schema = await createClass({ s: 'String', o: 'Object', d: 'Date' });
      const { uniqueIndexes } = storage.capabilities;
      const index = { name: 'unique_s', keys: { s: 1 }, options: { unique: true, sparse: true } } as const;
      if (uniqueIndexes) await storage.ensureIndex(schema, index);
      const fields = {
        s: '\u{1f600}',
        o: { k: [null, 1.5] },
        d: { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' },
      };
      await storage.insert(schema, row('a', { ...fields, ACL: { ann: { read: true } } }));

      const again = await reopen();
      const loaded = (await again.loadClasses()).find(({ className }) => className === schema.className);
      ok(loaded, 'the class is gone');
      deepStrictEqual(JSON.parse(JSON.stringify(loaded)), JSON.parse(JSON.stringify(schema)));
      expectSame(await again.find(loaded, EVERYTHING, {}), [
        row('a', { ...fields, ACL: { ann: { read: true } } }),
      ]);
      if (uniqueIndexes) {
        await again.ensureIndex(loaded, index);
        await expectFailure(again.insert(loaded, row('b', { s: fields.s })), 'duplicate-value');
      }
      await again.update(loaded, byId(loaded, 'a'), [{ op: 'set', target: at('s'), value: 'changed' }]);
      expectSame((await getRow(again, loaded, 'a'))?.s, 'changed');
    },
  },
]);
