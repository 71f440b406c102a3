import type { PubSubAdapter } from '../adapters/pubsub-adapter.js';
import type { Logger } from '../adapters/logger.js';
import { createFunctionRegistry, type FunctionRegistry } from './function-registry.js';
import { createTriggerRegistry, type TriggerRegistry } from './registry.js';

/** Where hooks are registered. */
export interface HookTarget {
  readonly functions: FunctionRegistry;
  readonly triggers: TriggerRegistry;
}

/** Reads the hooks that there are; what it resolves with registers them. */
export type LoadHooks = () => Promise<(target: HookTarget) => void>;

/** The functions and triggers that other servers run, in every process of the app. */
export interface HookRegistry extends HookTarget {
  /** Reads them for the first time and again whenever another process has changed some. */
  open(load: LoadHooks): Promise<void>;
  /** The store holds others now: takes them over here, and tells the other processes. */
  changed(): Promise<void>;
  close(): Promise<void>;
}

/** What a registry works with. */
export interface HookRegistryOptions {
  readonly appId: string;
  readonly pubsub: PubSubAdapter;
  readonly logger: Logger;
}

/** An empty registry. */
export function createHookRegistry({ appId, pubsub, logger }: HookRegistryOptions): HookRegistry {
  const functions = createFunctionRegistry();
  const triggers = createTriggerRegistry();
  const channel = `${appId}:hooks`;
  let load: LoadHooks = async () => () => undefined;
  let unsubscribe: (() => Promise<void>) | undefined;

  let turn: Promise<unknown> = Promise.resolve();

  const reload = async (): Promise<void> => {
    // One after the other: what was read first must not be what stays.
    const reading = turn.then(async () => load());
    turn = reading.catch(() => undefined);
    const registerAll = await reading;
    functions.removeAll();
    triggers.removeAll();
    registerAll({ functions, triggers });
  };
  const failed = (error: unknown): void => logger.log('error', 'webhooks could not be read again', { error });

  return {
    functions,
    triggers,
    async open(loadAll) {
      load = loadAll;
      unsubscribe = await pubsub.subscribe(channel, () => void reload().catch(failed));
      await reload();
    },
    async changed() {
      await reload();
      await pubsub.publish(channel, '').catch(failed);
    },
    close: async () => unsubscribe?.(),
  };
}
