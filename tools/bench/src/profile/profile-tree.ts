/** As much of V8's CPU profile as is read here. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

/** A function where it was called from, and the time in it. */
export interface Frame {
  readonly name: string;
  /** `core/find-objects.js:12`, `node:net`, `pg/lib/client.js:5`; empty for what is no function, such as collecting garbage. */
  readonly place: string;
  readonly selfMicros: number;
  /** With what it called. */
  readonly totalMicros: number;
  readonly callees: readonly Frame[];
}

/** The profile as a tree below its root, without the time in which nothing ran, or the profiler was started. */
export function profileTree({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const self = new Map<number, number>();
  samples.forEach((id, at) => self.set(id, (self.get(id) ?? 0) + (timeDeltas[at] ?? 0)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const frameOf = ({ id, callFrame, children = [] }: ProfileNode): Frame => {
    const selfMicros = self.get(id) ?? 0;
    const callees = children.flatMap((child) => {
      const node = byId.get(child);
      return node === undefined || isNoWork(node) ? [] : [frameOf(node)];
    });
    return {
      name: callFrame.functionName || '(anonymous)',
      place: callFrame.url === '' ? '' : `${shortUrl(callFrame.url)}:${callFrame.lineNumber + 1}`,
      selfMicros,
      totalMicros: callees.reduce((sum, { totalMicros }) => sum + totalMicros, selfMicros),
      callees,
    };
  };
  const [root] = nodes;
  if (root === undefined) throw new Error('the profile is empty');
  return frameOf(root);
}

function isNoWork({ callFrame: { functionName, url } }: ProfileNode): boolean {
  return functionName === '(idle)' || functionName === '(program)' || probe.test(url);
}

/** To start a profile takes V8 longer than a thousand requests. */
const probe = /\/bench\/dist\/probe\/probe\.js$/;

/** From the package on. */
function shortUrl(url: string): string {
  return url.replace(/^.*\/node_modules\//, '').replace(/^file:\/\/.*\/(dist\/.*)$/, '$1');
}
