import type { Doc } from '../bson/codec.js';
import type { Command, Reply } from '../command.js';
import type { Cursors } from '../cursors.js';
import type { Engine } from '../engine.js';
import { MongoError } from '../errors/mongo-error.js';
import type { GatewayOptions } from '../gateway-options.js';
import { alreadyCommitted, type Transaction, type Transactions } from '../transactions.js';
import { createIndexes } from './create-indexes.js';
import { assertCollection, engineFunctions } from './engine-functions.js';
import { explain } from './explain.js';
import { findAndModify } from './find-and-modify.js';
import { serverCommands } from './server-commands.js';
import { write } from './writes.js';

/** What the commands work with. */
export interface CommandTools {
  readonly options: GatewayOptions;
  readonly engine: Engine;
  readonly cursors: Cursors;
  readonly transactions: Transactions;
}

export type CommandHandler = (command: Command) => Reply | Promise<Reply>;

/** Every command that is understood, by name. */
export function createCommandTable(tools: CommandTools): ReadonlyMap<string, CommandHandler> {
  const { options, engine, cursors, transactions } = tools;
  const writing =
    (kind: 'insert' | 'update' | 'delete'): CommandHandler =>
    (command) => {
      assertCollection(command);
      return write(engine, transactions, kind, command);
    };
  const table = new Map<string, CommandHandler>([
    ['aggregate', (command) => cursors.firstPage(command, 'aggregate')],
    ['listCollections', (command) => cursors.firstPage(command, 'list_collections')],
    ['listIndexes', (command) => cursors.firstPage(command, 'list_indexes')],
    ['getMore', (command) => cursors.nextPage(command)],
    ['killCursors', (command) => cursors.kill(command)],
    ['insert', writing('insert')],
    ['update', writing('update')],
    ['delete', writing('delete')],
    ['findAndModify', (command) => findAndModify(engine, command)],
    ['createIndexes', (command) => createIndexes(engine, command)],
    ['explain', (command) => explain(engine, options, command)],
    ['commitTransaction', (command) => commit(transactions, command)],
    ['abortTransaction', (command) => abort(transactions, command)],
  ]);
  table.set('find', (command) => {
    assertCollection(command);
    return cursors.firstPage(command, 'find');
  });
  for (const [name, run] of Object.entries(serverCommands))
    table.set(name, (command) => run(options, command));
  for (const [name, run] of Object.entries(engineFunctions))
    table.set(name, (command) => run(engine, command));
  for (const [alias, name] of aliases) table.set(alias, table.get(name) ?? unknownCommand);
  table.set('listCommands', () => listCommands(table));
  return table;
}

export function unknownCommand({ name }: Pick<Command, 'name'>): never {
  throw new MongoError(59, `no such command: '${name}'`);
}

const aliases = [
  ['findandmodify', 'findAndModify'],
  ['deleteIndexes', 'dropIndexes'],
  ['dbstats', 'dbStats'],
  ['collstats', 'collStats'],
] as const;

async function commit(transactions: Transactions, command: Command): Promise<Doc> {
  await transactions.commit(transactionOf(command));
  return { ok: 1 };
}

async function abort(transactions: Transactions, command: Command): Promise<Doc> {
  const transaction = transactionOf(command);
  if (transaction.state === 'committed') throw alreadyCommitted(transaction.number);
  await transactions.abort(transaction);
  return { ok: 1 };
}

function transactionOf({ transaction, name }: Command): Transaction {
  if (transaction === undefined) throw new MongoError(125, `${name} must be run within a transaction`);
  return transaction;
}

function listCommands(table: ReadonlyMap<string, CommandHandler>): Doc {
  const commands = [...table.keys()].map((name) => [name, { help: '', requiresAuth: false }]);
  return { commands: Object.fromEntries(commands) as Doc, ok: 1 };
}
