import type { App } from '../context/app.js';
import type { JsonObject } from '../types/json.js';

/** `features` of `/serverInfo`: which of its pages the dashboard shows. Only what this server can do is true. */
export function serverFeatures(app: App): JsonObject {
  const changesSchemas = !app.settings.lockSchemas;
  return {
    globalConfig: { create: true, read: true, update: true, delete: true },
    hooks: { create: true, read: true, update: true, delete: true },
    cloudCode: { jobs: true },
    logs: { level: false, size: false, order: false, until: false, from: false },
    push: {
      immediatePush: false,
      scheduledPush: false,
      storedPushData: false,
      pushAudiences: true,
      localization: false,
    },
    schemas: {
      addField: changesSchemas,
      removeField: changesSchemas,
      addClass: changesSchemas,
      removeClass: changesSchemas,
      clearAllDataFromClass: true,
      exportClass: false,
      editClassLevelPermissions: changesSchemas,
      editPointerPermissions: changesSchemas,
    },
    settings: { securityCheck: false },
  };
}
