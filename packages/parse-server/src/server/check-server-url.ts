import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';

/** How long an answer may take. */
const patienceMs = 5000;

/** Whether a healthy server answers under that URL. Never rejects; gives up when the signal says so. */
export async function checkServerUrl(serverURL: string, signal?: AbortSignal): Promise<boolean> {
  const url = `${serverURL.replace(/\/+$/, '')}/health`;
  if (!URL.canParse(url)) {
    return false;
  }
  const get = url.startsWith('https:') ? getHttps : getHttp;
  return new Promise((resolve) => {
    // An agent would keep the connection, and with it the process, alive.
    const options = { agent: false, timeout: patienceMs, ...(signal !== undefined && { signal }) };
    const request = get(url, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('close', () => resolve(false));
    request.once('error', () => resolve(false));
  });
}
