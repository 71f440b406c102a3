import type { AdapterKind } from './adapter.js';

const STORAGE_METHODS = [
  'open',
  'close',
  'loadClasses',
  'createClass',
  'changeClass',
  'deleteClass',
  'ensureIndex',
  'insert',
  'find',
  'count',
  'update',
  'updateMany',
  'upsert',
  'remove',
  'distinct',
  'aggregate',
  'explain',
  'transaction',
];

/** The methods that every adapter of a kind must have. */
const METHODS: { readonly [Kind in AdapterKind]: readonly string[] } = {
  storage: STORAGE_METHODS,
  files: ['save', 'read', 'remove', 'metadata', 'url'],
  push: ['send'],
  cache: ['get', 'put', 'del', 'clear'],
  pubsub: ['publish', 'subscribe'],
  email: ['send'],
  analytics: ['appOpened', 'trackEvent'],
  auth: ['validateSetUp', 'validateLogin', 'validateUpdate'],
};

const STORAGE_CAPABILITIES = [
  'transactions',
  'textSearch',
  'geo',
  'regex',
  'aggregate',
  'explain',
  'uniqueIndexes',
  'caseInsensitive',
  'insertionOrder',
  'expiry',
  'watchClasses',
];

/** The capabilities an adapter of a kind has to declare one way or the other. */
const CAPABILITIES: { readonly [Kind in AdapterKind]: readonly string[] } = {
  storage: STORAGE_CAPABILITIES,
  files: ['ranges', 'metadata', 'directAccess'],
  push: [],
  cache: [],
  pubsub: [],
  email: [],
  analytics: [],
  auth: [],
};

/**
 * Everything that keeps `adapter` from being used as an adapter of that kind, one sentence each; empty when
 * nothing does. Looks at the object only and calls nothing.
 */
export function adapterProblems(kind: AdapterKind, adapter: unknown): readonly string[] {
  if (typeof adapter !== 'object' || adapter === null) return [`${kind} must be a ${kind} adapter`];
  const read = (key: string): unknown => Reflect.get(adapter, key);
  if (read('kind') !== kind) {
    return [
      `${kind} must be a ${kind} adapter, and the object given says that its kind is "${String(read('kind'))}"`,
    ];
  }
  const name = `${kind} adapter "${String(read('name'))}"`;
  const problems: string[] = [];
  const spec = String(read('spec'));
  if (spec !== `${kind}/1`) problems.push(`${name} implements ${spec}; this version works with ${kind}/1`);
  for (const method of METHODS[kind]) {
    if (typeof read(method) !== 'function') problems.push(`${name} lacks the method ${method}`);
  }
  const capabilities = read('capabilities');
  const declared = typeof capabilities === 'object' && capabilities !== null ? capabilities : {};
  for (const capability of CAPABILITIES[kind]) {
    if (typeof Reflect.get(declared, capability) !== 'boolean') {
      problems.push(`${name} does not declare the capability ${capability}`);
    }
  }
  for (const capability of Object.keys(declared)) {
    const known = CAPABILITIES[kind].includes(capability);
    if (!known) problems.push(`${name} declares the capability ${capability}, which does not exist`);
  }
  return problems;
}
