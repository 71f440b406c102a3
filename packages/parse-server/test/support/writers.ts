/** A server that writers write to. */
export interface WritersTarget {
  /** Up to and with `/parse`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a write that was not acknowledged was answered with. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

/** Clients that write until they are told to stop. Every write carries a name of its own, so that it can be found. */
export interface Writers {
  /** Writes that were acknowledged, so far. */
  readonly acknowledged: readonly string[];
  readonly refusals: readonly Refusal[];
  /** Resolves when that many more writes were acknowledged. */
  acknowledge(more: number): Promise<void>;
  /** Resolves when every writer waits for the server to answer again. */
  allRefused(): Promise<void>;
  /** Resolves when all have ended what they had begun. */
  stop(): Promise<void>;
}

/**
 * Starts writers. By turns they create an object of `Score` and append to an array of their own `Log`: a create that
 * is repeated makes two objects, an append that is repeated makes two elements. A writer that was refused waits until
 * the server answers one of them who asks.
 */
export async function startWriters(target: WritersTarget, count: number): Promise<Writers> {
  const state: State = {
    target,
    acknowledged: [],
    refusals: [],
    waiting: 0,
    isStopped: false,
    recovery: undefined,
    listeners: new Set(),
  };
  const logs = await Promise.all(Array.from({ length: count }, () => createLog(target)));
  const running = Promise.all(logs.map((log, writer) => write(state, writer, log)));
  // Told by `stop`; a test that failed before it has killed the server under them.
  running.catch(() => undefined);
  return {
    acknowledged: state.acknowledged,
    refusals: state.refusals,
    acknowledge(more) {
      const enough = state.acknowledged.length + more;
      return until(state, () => state.acknowledged.length >= enough);
    },
    allRefused: () => until(state, () => state.waiting === count),
    async stop() {
      state.isStopped = true;
      await running;
    },
  };
}

interface State {
  readonly target: WritersTarget;
  readonly acknowledged: string[];
  readonly refusals: Refusal[];
  waiting: number;
  isStopped: boolean;
  recovery: Promise<void> | undefined;
  readonly listeners: Set<() => void>;
}

async function createLog(target: WritersTarget): Promise<string> {
  const { body } = await send(target, { method: 'POST', path: '/classes/Log', data: { attempts: [] } });
  const { objectId } = body as { objectId: string };
  return objectId;
}

async function write(state: State, writer: number, log: string): Promise<void> {
  for (let round = 0; !state.isStopped; round += 1) {
    const attempt = `${writer}-${round}`;
    const answer = await send(state.target, round % 2 === 0 ? create(attempt) : append(log, attempt));
    if (answer.status < 300) state.acknowledged.push(attempt);
    else state.refusals.push(answer);
    tell(state);
    if (answer.status >= 300) await recovered(state);
  }
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly data?: unknown;
}

function create(attempt: string): Call {
  return { method: 'POST', path: '/classes/Score', data: { attempt } };
}

function append(log: string, attempt: string): Call {
  const data = { attempts: { __op: 'Add', objects: [attempt] } };
  return { method: 'PUT', path: `/classes/Log/${log}`, data };
}

/**
 * Over a connection of its own: one that was kept during an outage can be closed by the server at the moment at which
 * it is used again.
 */
async function send({ url, headers }: WritersTarget, { method, path, data }: Call): Promise<Refusal> {
  const body = data === undefined ? {} : { body: JSON.stringify(data) };
  const answer = await fetch(url + path, { method, headers: { ...headers, Connection: 'close' }, ...body });
  return { status: answer.status, body: await answer.json() };
}

async function recovered(state: State): Promise<void> {
  state.waiting += 1;
  tell(state);
  await (state.recovery ??= ask(state).finally(() => {
    state.recovery = undefined;
  }));
  state.waiting -= 1;
}

/** Asks one question after the other until one is answered. */
async function ask(state: State): Promise<void> {
  for (;;) {
    const answer = await send(state.target, { method: 'GET', path: '/classes/Score?limit=1' });
    if (answer.status === 200) return;
    state.refusals.push(answer);
  }
}

function until(state: State, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!condition()) return;
      state.listeners.delete(look);
      resolve();
    };
    state.listeners.add(look);
    look();
  });
}

function tell({ listeners }: State): void {
  for (const listener of listeners) listener();
}
