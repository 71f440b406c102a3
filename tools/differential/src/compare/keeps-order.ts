import type { Step } from '../dsl/scenario.js';

/** True when a request says in which order rows come. Without, every order is right. */
export function keepsOrder({ query, body, raw }: Step): boolean {
  const text = JSON.stringify([query, body, raw]);
  return /"order"|\$near|\$sort|\$score/.test(text);
}
