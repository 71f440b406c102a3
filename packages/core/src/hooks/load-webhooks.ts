import type { App } from '../context/app.js';
import { assertNever } from '../errors/assert-never.js';
import { loadHooks } from '../stores/hook-store.js';
import type { Hook } from '../triggers/hook.js';
import type { HookTarget } from '../triggers/hook-registry.js';
import { webhookFunction, webhookQueryTrigger, webhookTrigger } from './webhook-handlers.js';

/** Reads the hooks of the app; what it resolves with registers them. */
export async function loadWebhooks(app: App): Promise<(target: HookTarget) => void> {
  const hooks = await loadHooks(app);
  return (target) => hooks.forEach((hook) => register(target, hook));
}

function register({ functions, triggers }: HookTarget, hook: Hook): void {
  if (hook.kind === 'function') {
    functions.onFunction(hook.functionName, webhookFunction(hook));
    return;
  }
  const { triggerName, className } = hook;
  switch (triggerName) {
    case 'beforeFind':
    case 'afterFind': {
      triggers.onQuery(triggerName, className, webhookQueryTrigger(hook));
      return;
    }
    case 'beforeSave':
    case 'afterSave':
    case 'beforeDelete':
    case 'afterDelete':
    case 'beforeLogin':
    case 'afterLogin':
    case 'afterLogout':
    case 'beforePasswordResetRequest': {
      triggers.onObject(triggerName, className, webhookTrigger(hook));
      return;
    }
    default:
      return assertNever(triggerName);
  }
}
