import { userIdOf, type RequestContext } from '@parse/core';
import type { CloudApp, CloudLogLevels } from '../scope/cloud-app.js';

/** Writes that Cloud Code ran, at the level that the app set for it. Tells names and ids, and nothing of the data. */
export function logRun(
  cloud: CloudApp,
  ctx: RequestContext,
  event: keyof CloudLogLevels,
  line: { readonly message: string; readonly error?: unknown },
): void {
  const level = cloud.levels[event];
  if (level === 'silent' || !ctx.log.isEnabled(level)) return;
  const user = userIdOf(ctx);
  ctx.log.log(level, line.message, {
    ...(user !== undefined && { user }),
    ...(line.error !== undefined && { error: line.error }),
  });
}
