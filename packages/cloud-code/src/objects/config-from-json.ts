import type { JsonObject } from '@parse/core';
import { sdk, type SdkConfig } from '../sdk.js';
import { withFileAddresses } from './file-addresses.js';

/** The parameters of the app as the SDK shows them. */
export function configFromJson(params: JsonObject): SdkConfig {
  const config = new sdk.Config();
  const values = Object.entries(params).map(([name, value]) => [
    name,
    sdk._decode(undefined, withFileAddresses(value)),
  ]);
  config.attributes = Object.fromEntries(values) as Record<string, unknown>;
  return config;
}
