import type { Frame } from './profile-tree.js';

/** A function wherever it was called from. */
export interface HotFunction {
  readonly name: string;
  readonly place: string;
  readonly selfMicros: number;
  /** With what it called; recursion counted once. */
  readonly totalMicros: number;
}

/** All functions of a tree, those with the most time of their own first. */
export function hotFunctions(root: Frame): readonly HotFunction[] {
  const found = new Map<string, HotFunction>();
  const visit = (frame: Frame, callers: ReadonlySet<string>): void => {
    const key = `${frame.name} ${frame.place}`;
    const before = found.get(key);
    found.set(key, {
      name: frame.name,
      place: frame.place,
      selfMicros: (before?.selfMicros ?? 0) + frame.selfMicros,
      totalMicros: (before?.totalMicros ?? 0) + (callers.has(key) ? 0 : frame.totalMicros),
    });
    const inside = new Set([...callers, key]);
    for (const callee of frame.callees) visit(callee, inside);
  };
  visit(root, new Set());
  return [...found.values()].sort((a, b) => b.selfMicros - a.selfMicros);
}
