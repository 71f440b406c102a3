import { createRequire, register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { shared } from '../scope/current-app.js';

/** Tells which files a module consists of: itself, and what it imports from outside of `node_modules`. */
export type OnFile = (path: string) => void;

/**
 * Runs a module anew, with every file that it imports from outside of `node_modules`: Node keeps modules by their URLs,
 * so each time they get URLs of their own. CommonJS, ES modules and TypeScript. `onFile` is told of the files, those
 * included that make the module fail, before the promise settles; and later, of those that it imports only then.
 */
export async function freshImport(path: string, onFile: OnFile): Promise<void> {
  const loads = (shared().freshLoads ??= openFreshLoads());
  const version = loads.begin(onFile);
  forgetRequired(loads);
  try {
    await import(`${pathToFileURL(path).href}?${VERSION}=${version}`);
  } finally {
    loads.deliver();
    ownRequired(loads).forEach(onFile);
  }
}

/** What has been loaded anew in this process. */
export interface FreshLoads {
  /** CommonJS modules by their paths, for `require`. */
  readonly required: NodeJS.Dict<NodeJS.Module>;
  /** Those that were there before the first load: the program's own. */
  readonly others: ReadonlySet<string>;
  begin(onFile: OnFile): number;
  /** Tells of the files that are known by now. */
  deliver(): void;
}

const VERSION = 'cloud';

function openFreshLoads(): FreshLoads {
  const { port1: port, port2: reports } = new MessageChannel();
  register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, {
    data: { reports },
    transferList: [reports],
  });
  const listeners: OnFile[] = [];
  const tell = (message: unknown): void => {
    const { version, url } = message as FileReport;
    listeners[version]?.(fileURLToPath(url));
  };
  port.on('message', tell).unref();
  const { cache: required } = createRequire(import.meta.url);
  return {
    required,
    others: new Set(Object.keys(required)),
    begin: (onFile) => listeners.push(onFile) - 1,
    deliver: () => drain(port, tell),
  };
}

interface FileReport {
  readonly version: number;
  readonly url: string;
}

function drain(port: MessagePort, tell: (message: unknown) => void): void {
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) tell(next.message);
}

/** `require` keeps modules by their paths. */
function forgetRequired(loads: FreshLoads): void {
  for (const file of ownRequired(loads)) Reflect.deleteProperty(loads.required, file);
}

function ownRequired({ required, others }: FreshLoads): readonly string[] {
  return Object.keys(required).filter((file) => !others.has(file) && !isInstalled(file));
}

function isInstalled(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

/** The text without what marks URLs as loaded anew. */
export function withoutVersions(text: string): string {
  return text.replace(new RegExp(`\\?${VERSION}=\\d+`, 'g'), '');
}

/** Runs in a thread of Node's own, which imports nothing of this package: so it is text. */
const HOOKS = `
const mark = /[?&]${VERSION}=(\\d+)/;
let reports;
export function initialize(data) {
  reports = data.reports;
}
export async function resolve(specifier, context, nextResolve) {
  const version = (mark.exec(specifier) ?? mark.exec(context.parentURL ?? ''))?.[1];
  if (version === undefined) return nextResolve(specifier, context);
  const resolved = await nextResolve(specifier, context).catch((error) => {
    // A file that is not there yet may be made.
    if (/^\\.|^file:/.test(specifier)) report(version, new URL(specifier, context.parentURL).href);
    throw error;
  });
  const { url } = resolved;
  if (!url.startsWith('file:') || url.includes('/node_modules/')) return resolved;
  report(version, url);
  return mark.test(url) ? resolved : { ...resolved, url: url + (url.includes('?') ? '&' : '?') + '${VERSION}=' + version };
}
function report(version, url) {
  reports.postMessage({ version: Number(version), url: url.replace(/[?#].*/, '') });
}`;
