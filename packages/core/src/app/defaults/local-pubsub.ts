import type { PubSubAdapter } from '../../adapters/pubsub-adapter.js';

type Listener = (message: string) => void;

/** A bus inside this process; the default. A listener that throws keeps no other from being told. */
export function localPubSub(): PubSubAdapter {
  const channels = new Map<string, Set<Listener>>();
  return {
    kind: 'pubsub',
    name: 'local',
    spec: 'pubsub/1',
    async publish(channel, message) {
      // A copy, since listeners may subscribe and leave.
      const told = Array.from(channels.get(channel) ?? [], async (listener) => listener(message));
      await Promise.all(told);
    },
    async subscribe(channel, listener) {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      return async () => {
        listeners.delete(listener);
        if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel);
      };
    },
  };
}
