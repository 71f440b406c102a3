import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBag } from './bag.js';

test('a bag holds what a set holds, whatever comes and goes, and however often it is taken out', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(30))), (steps) => {
      const bag = createBag<object>();
      const added: { readonly thing: object; readonly remove: () => void }[] = [];
      const expected = new Set<object>();
      for (const step of steps) {
        const known = step === null ? undefined : added[step];
        if (known) {
          known.remove();
          expected.delete(known.thing);
        } else {
          const thing = {};
          added.push({ thing, remove: bag.add(thing) });
          expected.add(thing);
        }
        expect(new Set(bag.all())).toEqual(expected);
        expect(bag.all()).toHaveLength(expected.size);
      }
    }),
  );
});
