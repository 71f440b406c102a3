import { readFile, writeFile } from 'node:fs/promises';
import {
  ConfigError,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonArray,
  type JsonObject,
} from '@parse/core';
import type { ClientCall } from './client-command.js';
import { renderTypes } from './render-types.js';

const USAGE = 'How it goes: parse-server types [parse-types.ts]';

/** Writes the TypeScript types of a running server's classes and functions into a file, which stays alone when it has them. */
export async function typesCommand({ words, server, write }: ClientCall): Promise<number> {
  const [file = 'parse-types.ts', ...others] = words;
  if (others.length > 0) throw new ConfigError([USAGE]);
  const classes = objectsIn((await server.get('/schemas')).body.results);
  const functions = objectsIn((await server.get('/cloud_code/functions')).body.functions);
  const text = renderTypes({ classes, functions });
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) await writeFile(file, text);
  write(`${file}: ${counted(classes, 'class', 'classes')}, ${counted(functions, 'function', 'functions')}`);
  return 0;
}

function objectsIn(list: Json | undefined): readonly JsonObject[] {
  const all: JsonArray = isJsonArray(list) ? list : [];
  return all.filter(isJsonObject);
}

function counted(list: readonly unknown[], one: string, many: string): string {
  return `${list.length} ${list.length === 1 ? one : many}`;
}
