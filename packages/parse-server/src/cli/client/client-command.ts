import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@parse/core';
import { gatherOptions } from '../gather-options.js';
import { readArguments } from '../read-arguments.js';
import { resolveGathered } from '../resolve-gathered.js';
import { serverClient, type ServerClient } from './server-client.js';

/** A command that talks to a running server. */
export interface ClientCall {
  /** What stands before the options. */
  readonly words: readonly string[];
  readonly server: ServerClient;
  /** Writes a line on standard output. */
  readonly write: (line: string) => void;
}

/**
 * What a command is called with. The server is found by the options that it was started with: `--serverURL`, `--appId`
 * and `--masterKey`, their variables, a configuration file, or the keys that were made for trying things out.
 */
export async function clientCall(args: readonly string[], dataFolder: string): Promise<ClientCall> {
  const first = args.findIndex((arg) => arg.startsWith('-'));
  const words = first < 0 ? args : args.slice(0, first);
  const given = readArguments(args.slice(words.length));
  const gathered = await gatherOptions(
    // Keys are used when there are some, and not made for the sake of a question.
    { ...given, dev: existsSync(join(dataFolder, 'keys.json')) },
    { environment: process.env, interactive: false, dataFolder },
  );
  const { serverURL, appId, masterKey } = resolveGathered(gathered).options;
  if (serverURL === undefined) throw new ConfigError(['Say where the server is: --serverURL.']);
  const access = { url: serverURL, appId, masterKey: await keyOf(masterKey) };
  return {
    words,
    server: serverClient(access),
    write: (line) => void process.stdout.write(`${line}\n`),
  };
}

async function keyOf(masterKey: string | (() => string | Promise<string>)): Promise<string> {
  return typeof masterKey === 'string' ? masterKey : masterKey();
}
