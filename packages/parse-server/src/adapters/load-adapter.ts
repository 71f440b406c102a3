import { ConfigError } from '@parse/core';
import { isPlainObject } from '../options/plain-object.js';
import { importModule } from './import-module.js';

/**
 * The adapter that an option stands for, in any of the forms that Parse Server takes: the adapter itself, a class or
 * function that makes it, the name of a module, or `{ module | class | adapter, options }`. Throws `ConfigError`
 * when there is none.
 */
export async function loadAdapter(option: string, given: unknown, options?: unknown): Promise<object> {
  if (typeof given === 'string') return loadAdapter(option, await exported(option, given), options);
  if (typeof given === 'function') return made(option, given, options);
  if (isPlainObject(given)) {
    const named = given.module ?? given.class ?? given.adapter;
    if (named !== undefined) return loadAdapter(option, named, given.options ?? options);
  }
  if (typeof given === 'object' && given !== null) return given;
  throw new ConfigError([`${option} is no adapter.`]);
}

async function exported(option: string, name: string): Promise<unknown> {
  let module: unknown;
  try {
    module = await importModule(name);
  } catch (cause) {
    throw new ConfigError([`${option} names the module ${name}, which cannot be loaded: ${String(cause)}.`]);
  }
  // A CommonJS module that was compiled from ES syntax has a default of its own inside the one that Node makes.
  return onlyFactory(inner(inner(module)));
}

function inner(module: unknown): unknown {
  const hasDefault = typeof module === 'object' && module !== null && 'default' in module;
  return hasDefault ? module.default : module;
}

/** What names of functions begin with that an adapter has, and that make none. */
const METHODS = /^(?:send|validate)[A-Z]/;

/** Packages of this project have no default, but export the function that makes their adapter. */
function onlyFactory(exports: unknown): unknown {
  if (typeof exports !== 'object' || exports === null) return exports;
  const [name = '', ...others] = Object.keys(exports);
  const value: unknown = Reflect.get(exports, name);
  if (typeof value !== 'function' || others.length > 0 || METHODS.test(name)) return exports;
  // What is wrong with no options is told like what is wrong with some.
  return (options: unknown = {}) => asFunction(value)(options);
}

/** What the class or function makes. */
function made(option: string, make: object, options: unknown): object {
  const adapter: unknown = isConstructor(make)
    ? Reflect.construct(make, [options])
    : Reflect.apply(asFunction(make), undefined, [options]);
  if (typeof adapter === 'object' && adapter !== null) return adapter;
  if (typeof adapter === 'function') return made(option, adapter, options);
  throw new ConfigError([`${option} is a function that makes no adapter.`]);
}

/** A class, or a function of the time before there were classes: one whose objects have methods. */
function isConstructor(make: object): make is new (options: unknown) => unknown {
  if (/^class\b/.test(Function.prototype.toString.call(make))) return true;
  const prototype: unknown = Reflect.get(make, 'prototype');
  if (typeof prototype !== 'object' || prototype === null) return false;
  return Object.getOwnPropertyNames(prototype).length > 1;
}

function asFunction(value: object): (options: unknown) => unknown {
  return value as (options: unknown) => unknown;
}
