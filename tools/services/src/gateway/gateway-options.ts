import { ObjectId } from 'bson';
import type { PostgresAddress } from './postgres/connect-postgres.js';

/** How one gateway runs. */
export interface GatewayOptions {
  readonly host: string;
  readonly port: number;
  readonly postgres: PostgresAddress;
  /** The connections that ordinary commands share. */
  readonly sharedConnections: number;
  /** The connections that transactions and pinned cursors may take for themselves. */
  readonly pinnedConnections: number;
  /** What clients are told the set is called: drivers start transactions on a replica set only. */
  readonly replicaSet: string;
  /** Tells clients this process from the one before it. */
  readonly processId: ObjectId;
  /** The version of MongoDB that is spoken. */
  readonly version: string;
  /** Prints a line per command. */
  readonly logsCommands: boolean;
}

/** From the environment the gateway's process is started with. */
export function readGatewayOptions(env: NodeJS.ProcessEnv): GatewayOptions {
  return {
    host: '127.0.0.1',
    port: Number(env['GATEWAY_PORT']),
    postgres: {
      socketFolder: env['GATEWAY_POSTGRES_SOCKET'] ?? '',
      port: Number(env['GATEWAY_POSTGRES_PORT']),
      user: 'postgres',
      database: 'postgres',
    },
    sharedConnections: 24,
    pinnedConnections: 120,
    replicaSet: 'rs0',
    processId: new ObjectId(),
    version: '7.0.31',
    logsCommands: env['GATEWAY_LOG'] === '1',
  };
}
