import type { Condition, FindOptions, Json, Where } from '@parse/core/adapter';
import { asking, changing, finding, rewriting, type Mutant } from './break-storage.js';

const nothing: Condition = { op: 'nothing' };
const everything: Condition = { op: 'everything' };
const isSet = (leaf: Extract<Condition, { readonly key: unknown }>): Where => ({
  op: 'exists',
  key: leaf.key,
  exists: true,
});
const isUnset = (value: Json | undefined): boolean => value === undefined || value === null;

function without<Key extends keyof FindOptions>(options: FindOptions, key: Key): Omit<FindOptions, Key> {
  const { [key]: _removed, ...rest } = options;
  return rest;
}

/** Copies of the memory adapter that find the wrong rows, by what is wrong with them. */
export const readingMutants: { readonly [fault: string]: Mutant } = {
  'ignores the acl condition': {
    breaks: rewriting((leaf) => (leaf.op === 'acl' ? everything : leaf)),
    caughtBy: 'acl: anybody reads public rows only',
  },
  'reads rows that one may only write': {
    breaks: rewriting((leaf) => (leaf.op === 'acl' ? { ...leaf, access: 'read' } : leaf)),
    caughtBy: 'acl: anybody writes public rows only',
  },
  'misses unset rows in not-equal': {
    breaks: rewriting((leaf) =>
      leaf.op === 'not-equal' && leaf.value !== null ? { op: 'and', nodes: [leaf, isSet(leaf)] } : leaf,
    ),
    caughtBy: 'not-equal finds rows where the field is unset or null',
  },
  'misses unset rows in not-in': {
    breaks: rewriting((leaf) => (leaf.op === 'not-in' ? { op: 'and', nodes: [leaf, isSet(leaf)] } : leaf)),
    caughtBy: 'not-in finds unset rows',
  },
  'takes null for unset in exists': {
    breaks: rewriting((leaf) =>
      leaf.op === 'exists' ? { op: leaf.exists ? 'not-equal' : 'equal', key: leaf.key, value: null } : leaf,
    ),
    caughtBy: 'exists counts a stored null as set',
  },
  'compares whole arrays only': {
    breaks: rewriting((leaf) =>
      leaf.op === 'equal' &&
      leaf.key.schema?.type === 'Array' &&
      !Array.isArray(leaf.value) &&
      leaf.value !== null
        ? nothing
        : leaf,
    ),
    caughtBy: 'equal finds an element of an array',
  },
  'takes contains-all of nothing for everything': {
    breaks: rewriting((leaf) => (leaf.op === 'contains-all' && leaf.values.length === 0 ? everything : leaf)),
    caughtBy: 'contains-all of nothing finds nothing',
  },
  'leaves the limit out of less-or-equal': {
    breaks: rewriting((leaf) => (leaf.op === 'less-or-equal' ? { ...leaf, op: 'less' } : leaf)),
    caughtBy: 'less-or-equal on numbers takes the limit in',
  },
  'puts regular expressions in lower case': {
    breaks: rewriting((leaf) =>
      leaf.op === 'regex' ? { ...leaf, regex: { ...leaf.regex, flags: 'i' } } : leaf,
    ),
    caughtBy: 'regex is case sensitive',
  },
  'takes dot paths for field names': {
    breaks: rewriting((leaf) =>
      'key' in leaf && leaf.key.path.length > 1
        ? { ...leaf, key: { ...leaf.key, path: [leaf.key.path.join('.')] } }
        : leaf,
    ),
    caughtBy: 'a path leads through objects',
  },
  'forgets the distance of near': {
    breaks: rewriting((leaf) => (leaf.op === 'near' ? { ...leaf, maxRadians: undefined } : leaf)),
    caughtBy: 'near with a distance leaves out what is farther',
  },
  'does not sort near': {
    breaks: rewriting((leaf) => (leaf.op === 'near' ? { ...leaf, sorted: false } : leaf)),
    caughtBy: 'near without a distance finds every place, nearest first',
  },
  'ignores sort keys after the first': {
    breaks: asking((options) => (options.sort ? { ...options, sort: options.sort.slice(0, 1) } : options)),
    caughtBy: 'sort breaks ties by the next key',
  },
  'puts unset last when ascending': {
    breaks: finding((found, { sort }) => {
      const [first] = sort ?? [];
      if (!first || 'score' in first || first.descending || first.key.path.length > 0) return found;
      const { field } = first.key;
      return [...found.filter((row) => !isUnset(row[field])), ...found.filter((row) => isUnset(row[field]))];
    }),
    caughtBy: 'sort puts unset first',
  },
  'reverses ties': {
    breaks: finding((found, { sort, skip, limit }) =>
      sort === undefined && skip === undefined && limit === undefined ? found.toReversed() : found,
    ),
    caughtBy: 'rows come in the order they were inserted',
  },
  'is off by one in limit': {
    breaks: asking((options) =>
      options.limit === undefined ? options : { ...options, limit: options.limit + 1 },
    ),
    caughtBy: 'limit cuts after sorting',
  },
  'ignores skip': {
    breaks: asking((options) => without(options, 'skip')),
    caughtBy: 'skip leaves out the first',
  },
  'counts a page instead of all rows': {
    breaks: changing((rows) => ({
      count: async (schema, where, options) => Math.min(100, await rows.count(schema, where, options)),
    })),
    caughtBy: '1000 rows are found and counted',
  },
};
