import type { CloudApp } from '../scope/cloud-app.js';

/** Tells, once for each registration, of what a rule says and nothing makes use of. */
export function warnOfUnused({ log }: CloudApp, name: string, rules: unknown): void {
  const { rateLimit } = Object(rules) as { readonly rateLimit?: unknown };
  const { redisUrl } = Object(rateLimit) as { readonly redisUrl?: unknown };
  if (redisUrl === undefined) return;
  log.warn(
    `rateLimit.redisUrl of ${name} is not used: every process counts calls by itself. Leave it out, and have what is in front of the servers keep limits that hold for all of them.`,
  );
}
