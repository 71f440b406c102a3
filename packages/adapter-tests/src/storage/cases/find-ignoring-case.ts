import { equal, findCase, notEqual } from '../find-case.js';
import type { StorageCase } from '../storage-case.js';

/** `hints.caseInsensitive`. */
export const findIgnoringCaseCases: readonly StorageCase[] = [
  findCase({
    name: 'equal ignores case when the hint says so',
    needs: ['caseInsensitive'],
    fields: { v: 'String' },
    rows: { a: { v: 'Ann' }, b: { v: 'aNN' }, c: { v: 'Anna' }, d: { v: 'A.n' }, e: {} },
    where: equal('v', 'ann'),
    hints: { caseInsensitive: true },
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'equal that ignores case takes wildcards for letters',
    needs: ['caseInsensitive'],
    fields: { v: 'String' },
    rows: { a: { v: 'a_%.*' }, b: { v: 'abc' }, c: { v: 'abcde' } },
    where: equal('v', 'A_%.*'),
    hints: { caseInsensitive: true },
    finds: ['a'],
  }),
  findCase({
    name: 'the case hint leaves conditions other than equal alone',
    needs: ['caseInsensitive'],
    fields: { v: 'String' },
    rows: { a: { v: 'ann' }, b: { v: 'ANN' } },
    where: notEqual('v', 'ann'),
    hints: { caseInsensitive: true },
    finds: ['b'],
  }),
];
