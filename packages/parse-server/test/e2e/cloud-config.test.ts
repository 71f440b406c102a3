import Parse from 'parse/node';
import { beforeEach, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';
import { removeHooks } from './support/remove-hooks.js';

/** A save by its client, as the handler under test is called. */
type SaveRequest = Parse.Cloud.TriggerRequest;

describeOnEveryStorage(
  'triggers of Parse.Config',
  () => {
    beforeEach(removeHooks);

    test('are told of changes and may refuse them', async () => {
      const seen: unknown[] = [];
      Parse.Cloud.beforeSave(Parse.Config as never, ({ object }: SaveRequest) => {
        seen.push(object.get('colour'));
        if (object.get('colour') === 'pink') throw new Error('not pink');
      });
      await Parse.Config.save({ colour: 'red' }, {});
      expect(await refusalOf(Parse.Config.save({ colour: 'pink' }, {}))).toBe('141 not pink');
      expect(seen).toEqual(['red', 'pink']);
      expect((await Parse.Config.get()).get('colour')).toBe('red');
    });

    test('see parameters as the SDK shows them, and what they were', async () => {
      const seen: unknown[] = [];
      Parse.Cloud.afterSave(Parse.Config as never, ({ object, original }: SaveRequest) => {
        const others = [object, original].filter((each) => each && !(each instanceof Parse.Config));
        seen.push([others, object.get('since'), original?.get('since')]);
      });
      const [first, second] = [new Date(0), new Date(1)];
      await Parse.Config.save({ since: first }, {});
      await Parse.Config.save({ since: second }, {});
      expect(seen).toEqual([
        [[], first, undefined],
        [[], second, first],
      ]);
    });
  },
  { cloud: () => undefined },
);
