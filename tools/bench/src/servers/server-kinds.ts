/** The servers that are compared. */
export const serverKinds = ['floor', 'floor+express', 'ours', 'incumbent'] as const;

export type ServerKind = (typeof serverKinds)[number];

/** The databases they are compared on. */
export const engines = ['mongo', 'postgres', 'sqlite'] as const;

export type Engine = (typeof engines)[number];

/** One column of a table. */
export interface Target {
  readonly engine: Engine;
  readonly kind: ServerKind;
}

/** Every pair there is: the incumbent has no SQLite, and Express costs there what it costs elsewhere. */
export const allTargets: readonly Target[] = [
  ...serverKinds.map((kind) => ({ engine: 'mongo', kind }) as const),
  ...serverKinds.map((kind) => ({ engine: 'postgres', kind }) as const),
  { engine: 'sqlite', kind: 'floor' },
  { engine: 'sqlite', kind: 'ours' },
];

/** `postgres/ours`. */
export function targetName({ engine, kind }: Target): string {
  return `${engine}/${kind}`;
}
