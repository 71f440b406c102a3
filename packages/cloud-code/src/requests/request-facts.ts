import {
  callerObject,
  installationOf,
  isJsonObject,
  type JsonObject,
  type RequestContext,
} from '@parse/core';
import { objectFromJson } from '../objects/object-from-json.js';
import type { SdkObject } from '../sdk.js';
import type { CloudApp } from '../scope/cloud-app.js';
import type { CloudLogger } from '../scope/cloud-logger.js';

/** What every function and trigger is told about the request that it runs in. */
export interface RequestFacts {
  readonly master: boolean;
  readonly isReadOnly: boolean;
  /** The logged-in caller. */
  user?: SdkObject;
  installationId?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly log: CloudLogger;
  readonly config: Readonly<Record<string, unknown>>;
  /** Shared by the triggers of one request. */
  context: Record<string, unknown>;
}

/** Gathers the facts. Reads the caller's user, once in a request. */
export async function requestFacts(cloud: CloudApp, ctx: RequestContext): Promise<RequestFacts> {
  const { auth, client } = ctx;
  const facts: RequestFacts = {
    master: auth.kind === 'master' || auth.kind === 'read-only-master',
    isReadOnly: auth.kind === 'read-only-master',
    headers: client.headers?.() ?? {},
    ip: client.ip,
    log: cloud.log,
    config: cloud.config,
    context: ctx.cloudContext,
  };
  if (client.installationId !== undefined) facts.installationId = client.installationId;
  const user = auth.kind === 'user' ? await callerObject(ctx) : undefined;
  if (user) facts.user = objectFromJson('_User', user);
  return facts;
}

/** The facts for a trigger, which is told also when the app itself asks. */
export async function triggerFacts(cloud: CloudApp, ctx: RequestContext): Promise<RequestFacts> {
  const facts = await requestFacts(cloud, ctx);
  const installationId = installationOf(ctx);
  return installationId === undefined ? facts : Object.assign(facts, { installationId });
}

/** A handler may put another object in the place of the context; later triggers see what it holds. */
export function keepContext(ctx: RequestContext, { context }: RequestFacts): void {
  if (context === ctx.cloudContext || !isJsonObject(context)) return;
  Object.assign(ctx.cloudContext, context satisfies JsonObject);
}
