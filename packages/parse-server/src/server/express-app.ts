import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ConfigError } from '@parse/core';

/** As much of an Express app as is promised without depending on Express; it is the app itself. */
export interface ExpressApp {
  (request: IncomingMessage, response: ServerResponse): void;
  use(...handlers: readonly unknown[]): unknown;
  get(...handlers: readonly unknown[]): unknown;
  post(...handlers: readonly unknown[]): unknown;
}

/**
 * Makes an Express app of the version that the program around this server installed. Throws `ConfigError` when
 * there is none: Express is an optional peer, loaded when somebody asks for it.
 */
export function createExpressApp(): ExpressApp {
  for (const from of [join(process.cwd(), 'index.js'), import.meta.url]) {
    const express = loadExpress(from);
    if (express !== undefined) {
      return express();
    }
  }
  throw new ConfigError(['expressApp needs Express: npm install express.']);
}

type ExpressFactory = () => ExpressApp;

function loadExpress(from: string): ExpressFactory | undefined {
  try {
    const express: unknown = createRequire(from)('express');
    return isFactory(express) ? express : undefined;
  } catch {
    return undefined;
  }
}

function isFactory(value: unknown): value is ExpressFactory {
  return typeof value === 'function';
}
