import type { PubSubAdapter } from '../../adapters/pubsub-adapter.js';

type Listener = (message: string) => void;

/** A bus inside this process; the default. */
export function localPubSub(): PubSubAdapter {
  const channels = new Map<string, Set<Listener>>();
  return {
    kind: 'pubsub',
    name: 'local',
    spec: 'pubsub/1',
    publish(channel, message) {
      for (const listener of channels.get(channel) ?? []) listener(message);
      return Promise.resolve();
    },
    subscribe(channel, listener) {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      return Promise.resolve(() => {
        listeners.delete(listener);
        return Promise.resolve();
      });
    },
  };
}
