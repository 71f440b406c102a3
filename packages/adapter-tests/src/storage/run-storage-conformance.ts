import { fail } from 'node:assert/strict';
import type {
  AdapterContext,
  ClassSchema,
  Logger,
  StorageAdapter,
  StorageCapabilities,
} from '@parse/core/adapter';
import { resolveTestApi, type TestApi } from '../test-api.js';
import { storageCases } from './cases/storage-cases.js';
import { insertRows, schemaOf, type ClassFields, type Rows } from './fixture.js';
import { storageProperties, type StoragePropertyOptions } from './properties/storage-properties.js';
import type { StorageCase, StorageCaseContext, StorageProbe } from './storage-case.js';

/** How the kit gets at the adapter, and what it leaves out. */
export interface StorageConformanceOptions {
  /** Makes an adapter over an empty database; it need not be open. Called once. */
  readonly create: () => StorageAdapter | Promise<StorageAdapter>;
  /** Makes another adapter object over the database of the first, which was closed before. */
  readonly reopen?: () => StorageAdapter | Promise<StorageAdapter>;
  /** Reads the raw database, for the cases of an adapter's own that look at its storage format. */
  readonly probe?: StorageProbe;
  /** Cases to leave out, by name, each with the reason. Those of a declared capability cannot be left out. */
  readonly skip?: { readonly [caseName: string]: string };
  /**
   * Cases that the engine of this run has no means for although others of its kind do, by name, each with the reason:
   * for adapters that are tested on a stand-in. Asked once; every one is printed, those of declared capabilities too.
   */
  readonly engineLimits?: () => Promise<Readonly<Record<string, string>>>;
  /** Cases of the adapter's own to run in the same way. */
  readonly extraCases?: readonly StorageCase[];
  /** How much the generated tests do; false leaves them out. */
  readonly properties?: StoragePropertyOptions | false;
  /** The test runner's functions; default: those on `globalThis`. */
  readonly testApi?: TestApi;
  /** Where skipped cases and the summary are told; default: standard output. */
  readonly print?: (line: string) => void;
}

/**
 * Declares a test for every behaviour of the storage contract. A capability the adapter declares true is proved and
 * cannot be skipped; one it declares false must be refused with `unsupported`.
 */
export function runStorageConformance(options: StorageConformanceOptions): void {
  const api = resolveTestApi(options.testApi);
  const skip = options.skip ?? {};
  const print = options.print ?? ((line: string) => void process.stdout.write(`${line}\n`));
  const cases = [...storageCases, ...(options.extraCases ?? [])];
  const session = createSession(options);
  const unknown = Object.keys(skip).filter((name) => !cases.some((each) => each.name === name));
  const limited = limitsOf(options);
  let inapplicable = 0;

  api.describe('storage conformance', () => {
    api.test('every skipped case exists', async () => {
      if (unknown.length > 0) fail(`no case is called: ${unknown.join('; ')}`);
    });
    cases.forEach((each, index) => {
      api.test(each.name, async () => {
        const ctx = await session.contextOf(index);
        if (!applies(each, ctx) || Object.hasOwn(await limited(), each.name)) inapplicable += 1;
        else if (Object.hasOwn(skip, each.name)) assertSkippable(each, ctx.storage.capabilities);
        else await each.run(ctx);
      });
    });
    if (options.properties !== false) {
      storageProperties({ ...options.properties, storage: session.storage, testApi: api });
    }
    api.afterAll(async () => {
      await session.close();
      for (const [name, reason] of Object.entries(skip)) print(`skipped: ${name} (${reason})`);
      for (const [name, reason] of Object.entries(await limited())) print(`not run: ${name} (${reason})`);
      const skipped = Object.keys(skip).length;
      print(`${cases.length} cases, ${skipped} skipped, ${inapplicable} not applicable`);
    });
  });
}

/** What the engine has no means for, asked at the first call. */
function limitsOf({
  engineLimits,
}: StorageConformanceOptions): () => Promise<Readonly<Record<string, string>>> {
  let asked: Promise<Readonly<Record<string, string>>> | undefined;
  return () => (asked ??= engineLimits?.() ?? Promise.resolve({}));
}

function applies(
  { needs = [], refuses, reopens, method }: StorageCase,
  { storage, reopen }: StorageCaseContext,
): boolean {
  if (refuses !== undefined && storage.capabilities[refuses]) return false;
  if (reopens && !reopen) return false;
  if (method !== undefined && storage[method] === undefined) return false;
  return needs.every((capability) => storage.capabilities[capability]);
}

function assertSkippable(each: StorageCase, capabilities: StorageCapabilities): void {
  const declared = each.needs?.filter((capability) => capabilities[capability]) ?? [];
  if (declared.length > 0) {
    fail(`the adapter declares ${declared.join(', ')}: prove it, or declare it false; it cannot be skipped`);
  }
}

interface Session {
  /** The adapter, opened at the first call. */
  readonly storage: () => Promise<StorageAdapter>;
  readonly contextOf: (index: number) => Promise<StorageCaseContext>;
  readonly close: () => Promise<void>;
}

/** One adapter for all cases; they have classes of their own, so that a database need not be made for each. */
function createSession({ create, reopen, probe }: StorageConformanceOptions): Session {
  let opened: Promise<StorageAdapter> | undefined;
  const shared = new Map<string, Promise<ClassSchema>>();
  const open = async (make: () => StorageAdapter | Promise<StorageAdapter>): Promise<StorageAdapter> => {
    const storage = await make();
    await storage.open(adapterContext);
    return storage;
  };
  const storage = (): Promise<StorageAdapter> => (opened ??= open(create));
  const makeShared = async (fields: ClassFields, rows: Rows): Promise<ClassSchema> => {
    const adapter = await storage();
    const schema = await adapter.createClass(schemaOf(`Shared${shared.size}`, fields));
    await insertRows(adapter, schema, rows);
    return schema;
  };

  return {
    storage,
    contextOf: async (index) => {
      const adapter = await storage();
      const nameOf = (name: string) => `C${index}${name}`;
      return {
        storage: adapter,
        createClass: async (fields, name = 'Thing') => adapter.createClass(schemaOf(nameOf(name), fields)),
        sharedClass: (fields, rows) => {
          const contents = JSON.stringify([fields, rows]);
          const made = shared.get(contents) ?? makeShared(fields, rows);
          shared.set(contents, made);
          return made;
        },
        schemaOf: (fields, name = 'Thing') => schemaOf(nameOf(name), fields),
        reopen: reopen && (async () => (opened = adapter.close().then(() => open(reopen)))),
        probe,
      };
    },
    close: async () => {
      await (await opened)?.close();
    },
  };
}

const silent: Logger = { log: () => undefined, isEnabled: () => false };

const adapterContext: AdapterContext = { appId: 'conformance', logger: silent };
