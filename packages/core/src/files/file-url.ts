import type { App } from '../context/app.js';
import { isJsonObject, type Json } from '../types/json.js';

/**
 * A stored file value with the URL clients fetch it from; other values as they are. The URL is made on every read,
 * so that moving the server or the files changes no data.
 */
export function withFileUrl(app: App, value: Json | undefined): Json | undefined {
  if (!isJsonObject(value) || value.__type !== 'File' || typeof value.name !== 'string') return value;
  const url = app.files?.url(value.name) ?? serverFileUrl(app, value.name);
  return url === undefined ? value : { __type: 'File', name: value.name, url };
}

function serverFileUrl(app: App, name: string): string | undefined {
  const { serverURL } = app.settings;
  if (serverURL === undefined) return undefined;
  return `${serverURL}/files/${app.appId}/${name.split('/').map(encodeURIComponent).join('/')}`;
}
