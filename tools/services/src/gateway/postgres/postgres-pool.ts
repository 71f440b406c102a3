import { connectPostgres, type PostgresAddress, type PostgresConnection } from './connect-postgres.js';

/** Connections that are opened when needed and used again. */
export interface PostgresPool {
  /** Waits while all are in use. What is acquired is released by the caller. */
  readonly acquire: () => Promise<PostgresConnection>;
  readonly release: (connection: PostgresConnection) => void;
  /** Releases a connection by closing it, with all that lives in it. */
  readonly destroy: (connection: PostgresConnection) => void;
  readonly close: () => void;
}

export function createPostgresPool(address: PostgresAddress, size: number): PostgresPool {
  const idle: PostgresConnection[] = [];
  const waiting: ((connection: PostgresConnection | undefined) => void)[] = [];
  let open = 0;

  const openAnother = async (): Promise<PostgresConnection> => {
    open++;
    try {
      return await connectPostgres(address);
    } catch (error) {
      open--;
      throw error;
    }
  };
  const destroy = (connection: PostgresConnection): void => {
    if (!connection.isClosed()) connection.end();
    open--;
    waiting.shift()?.(undefined);
  };
  return {
    async acquire() {
      for (;;) {
        const connection = idle.pop();
        if (connection?.isClosed() === false) return connection;
        if (connection !== undefined) open--;
        else if (open < size) return openAnother();
        else {
          const handedOver = await new Promise<PostgresConnection | undefined>((resolve) =>
            waiting.push(resolve),
          );
          if (handedOver !== undefined) return handedOver;
        }
      }
    },
    release(connection) {
      if (connection.isClosed()) destroy(connection);
      else {
        const next = waiting.shift();
        if (next === undefined) idle.push(connection);
        else next(connection);
      }
    },
    destroy,
    close() {
      for (const connection of idle.splice(0)) connection.end();
    },
  };
}
