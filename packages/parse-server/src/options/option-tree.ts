import { isPlainObject } from './plain-object.js';

/** Options as keys and values, groups as objects in objects. */
export type OptionTree = Readonly<Record<string, unknown>>;

/** The tree with a value at `a.b.c`; a value on the way that is no object is replaced. */
export function setOption(tree: OptionTree, name: string, value: unknown): OptionTree {
  const dot = name.indexOf('.');
  if (dot === -1) {
    return { ...tree, [name]: value };
  }
  const key = name.slice(0, dot);
  const below = Object.hasOwn(tree, key) ? tree[key] : undefined;
  return { ...tree, [key]: setOption(isPlainObject(below) ? below : {}, name.slice(dot + 1), value) };
}

/** Both trees; where both have a value that of `stronger` counts, groups are merged key by key. */
export function mergeOptions(weaker: OptionTree, stronger: OptionTree): OptionTree {
  const merged = new Map(Object.entries(weaker));
  for (const [key, value] of Object.entries(stronger)) {
    const below = merged.get(key);
    merged.set(key, isPlainObject(below) && isPlainObject(value) ? mergeOptions(below, value) : value);
  }
  return Object.fromEntries(merged);
}
