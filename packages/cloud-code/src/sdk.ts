import type { JsonObject } from '@parse/core';
import loaded from 'parse/node';

// The parts of the SDK that Cloud Code stands on. Its own types leave out what it does not promise to applications,
// and say `any` for most of the rest.

/** A change of one field of an object. */
export interface SdkOp {
  toJSON(): unknown;
  /** What a field is set to, in the SDK's types. */
  readonly _value?: unknown;
}

/** A `Parse.Object`. */
export interface SdkObject {
  id?: string;
  readonly className: string;
  get(field: string): unknown;
  set(field: string, value: unknown): unknown;
  revert(...fields: string[]): void;
  existed(): boolean;
  toJSON(): JsonObject;
  _getPendingOps(): Record<string, SdkOp>[];
  _getDirtyObjectAttributes(): Readonly<Record<string, unknown>>;
  _getServerData(): Readonly<Record<string, unknown>>;
  _getStateIdentifier(): unknown;
  _setExisted(existed: boolean): void;
}

/** A `Parse.Config`: the parameters of the app. */
export interface SdkConfig {
  attributes: Record<string, unknown>;
  get(name: string): unknown;
}

/** What the SDK knows of an object. */
export interface SdkObjectState {
  /** The fields as they are stored, in the SDK's types. */
  serverData: Record<string, unknown>;
  /** What the stored objects and arrays were as texts, to find changes inside of them. */
  objectCache: Record<string, string>;
  existed: boolean;
}

/** A `Parse.Query`. */
export interface SdkQuery {
  readonly className: string;
  withJSON(json: JsonObject): SdkQuery;
  toJSON(): JsonObject;
}

/** What carries requests to a server. */
export interface RestController {
  request(method: string, path: string, data: unknown, options?: RequestOptions): Promise<unknown>;
  ajax(...args: readonly unknown[]): Promise<unknown>;
}

/** How a call of the SDK is to be made. */
export interface RequestOptions {
  readonly useMasterKey?: boolean;
  readonly useMaintenanceKey?: boolean;
  readonly sessionToken?: string;
  readonly installationId?: string;
  readonly context?: unknown;
  /** Status and headers are wanted beside the answer. */
  readonly returnStatus?: boolean;
}

type Constructor<Instance, Args extends readonly unknown[]> = new (...args: Args) => Instance;

/** The SDK. */
export interface Sdk {
  applicationId: string | null;
  masterKey: string | null;
  javaScriptKey: string | null;
  serverURL: string;
  readonly Cloud: Record<string, unknown>;
  Server?: unknown;
  initialize(applicationId: string, javaScriptKey?: string, masterKey?: string): void;
  readonly Object: Constructor<SdkObject, [className: string]> & {
    fromJSON(json: JsonObject): SdkObject;
    /** The classes that programs have registered. */
    _getClassMap(): Readonly<Record<string, Constructor<SdkObject, [className: string]>>>;
  };
  readonly Query: Constructor<SdkQuery, [className: string]>;
  readonly Error: Constructor<Error & { readonly code: number }, [code: number, message: string]>;
  readonly ACL: Constructor<{ toJSON(): unknown }, [json: unknown]>;
  readonly Relation: Constructor<{ _ensureParentAndKey(parent: SdkObject, key: string): void }, []>;
  readonly GeoPoint: Constructor<{ toJSON(): unknown }, []>;
  readonly Polygon: Constructor<{ toJSON(): unknown }, [coordinates: readonly unknown[]]>;
  readonly File: Constructor<unknown, [name: string]> & { fromJSON(json: JsonObject): unknown };
  readonly Config: Constructor<SdkConfig, []>;
  readonly Op: {
    readonly Set: Constructor<SdkOp, [value: unknown]>;
    readonly Unset: Constructor<SdkOp, []>;
    readonly Increment: Constructor<SdkOp, [amount: number]>;
    readonly Add: Constructor<SdkOp, [values: unknown]>;
    readonly AddUnique: Constructor<SdkOp, [values: unknown]>;
    readonly Remove: Constructor<SdkOp, [values: unknown]>;
    readonly Relation: Constructor<SdkOp, [adds: unknown, removes: unknown]>;
  };
  readonly CoreManager: {
    getRESTController(): RestController;
    setRESTController(controller: RestController): void;
    getObjectStateController(): { initializeState(identifier: SdkObject): SdkObjectState };
    get(key: string): unknown;
  };
  _decode(key: undefined, value: unknown): unknown;
  _encode(value: unknown): unknown;
}

/** The one copy of the SDK that Cloud Code and this package share. */
export const sdk = loaded as unknown as Sdk;
