import { currentApp, requireApp, shared } from '../scope/current-app.js';
import { sdk } from '../sdk.js';
import { directController } from './direct-controller.js';
import { httpRequest } from './http-request.js';
import { functionApi } from './register-functions.js';
import { liveQueryApi } from './register-live-query.js';
import { triggerApi } from './register-triggers.js';
import { sendEmail } from './send-email.js';
import { transaction } from './transaction.js';

/**
 * Gives the SDK the server's side of `Parse.Cloud`, makes it the global `Parse`, and lets its requests skip the
 * network. Whatever it registers goes to the app whose code runs; see `current-app.ts`. Can be called again: a
 * program may have put other things in place since.
 */
export function installParseCloud(): void {
  Object.assign(sdk.Cloud, triggerApi(), functionApi, liveQueryApi, {
    httpRequest,
    sendEmail,
    transaction,
    useMasterKey: () =>
      requireApp().log.warn(
        'Parse.Cloud.useMasterKey does nothing: pass { useMasterKey: true } where it is needed.',
      ),
    _removeAllHooks: () => {
      const cloud = currentApp();
      const app = cloud?.app;
      app?.triggers.removeAll();
      app?.functions.removeAll();
      cloud?.liveQueryHandlers.clear();
    },
  });
  Object.defineProperty(sdk, 'Server', {
    configurable: true,
    get: () => requireApp().config,
    set: (changes: object) => void Object.assign(requireApp().config, changes),
  });
  Object.assign(globalThis, { Parse: sdk });
  installController();
}

function installController(): void {
  const state = shared();
  const present = sdk.CoreManager.getRESTController();
  if (Object.hasOwn(present, ours)) return;
  state.network = present;
  sdk.CoreManager.setRESTController(Object.assign(directController(present), { [ours]: true }));
}

const ours = Symbol.for('@parse/cloud-code/controller');
