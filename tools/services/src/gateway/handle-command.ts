import { encode } from './bson/codec.js';
import { parseCommand, type Command, type Message } from './command.js';
import { createCommandTable, unknownCommand, type CommandTools } from './commands/command-table.js';
import { errorReply } from './error-reply.js';
import { createSessionQueue } from './session-queue.js';
import { isInTransaction } from './transactions.js';

/** Runs a command and resolves with the encoded reply. Never rejects: an error is a reply too. */
export type CommandRunner = (message: Message) => Promise<Buffer>;

export function createCommandRunner(tools: CommandTools, log: (line: string) => void): CommandRunner {
  const table = createCommandTable(tools);
  const queue = createSessionQueue();
  const { engine, transactions, options } = tools;

  const runInOrder = async (command: Command): Promise<Buffer> => {
    const leave = isInTransaction(command) ? await queue.enter(command.session ?? '') : undefined;
    let joined = command;
    try {
      const handler = table.get(command.name) ?? unknownCommand;
      const transaction = await transactions.join(command);
      joined = transaction === undefined ? command : { ...command, transaction };
      const reply = await handler(joined);
      return Buffer.isBuffer(reply) ? reply : encode(reply);
    } catch (error) {
      if (joined.transaction !== undefined) await transactions.abort(joined.transaction);
      return encode(await errorReply(engine, error, joined, log));
    } finally {
      leave?.();
    }
  };
  return async (message) => {
    let command: Command;
    try {
      command = parseCommand(message);
    } catch (error) {
      return encode(await errorReply(engine, error, undefined, log));
    }
    const started = performance.now();
    const reply = await runInOrder(command);
    const { name, database, collection = '' } = command;
    if (options.logsCommands)
      log(`${name} ${database}.${collection} ${(performance.now() - started).toFixed(1)} ms`);
    return reply;
  };
}
