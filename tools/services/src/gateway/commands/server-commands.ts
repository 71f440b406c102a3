import { Long, UUID } from 'bson';
import { arch, cpus, hostname, release, totalmem } from 'node:os';
import { decode, isDoc, type Doc } from '../bson/codec.js';
import type { Command } from '../command.js';
import { MongoError } from '../errors/mongo-error.js';
import type { GatewayOptions } from '../gateway-options.js';
import { hello } from './hello.js';

type ServerCommand = (options: GatewayOptions, command: Command) => Doc | Promise<Doc>;

const ok = (): Doc => ({ ok: 1 });
const mebibyte = 1_048_576;

const parameters: Doc = {
  featureCompatibilityVersion: { version: '7.0' },
  authenticationMechanisms: [],
  transactionLifetimeLimitSeconds: 60,
  notablescan: false,
  quiet: false,
};

/** Commands that are about the server and are answered here. */
export const serverCommands: Readonly<Record<string, ServerCommand>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: ok,
  startSession: () => ({ id: { id: new UUID() }, timeoutMinutes: 30, ok: 1 }),
  endSessions: ok,
  refreshSessions: ok,
  killSessions: ok,
  killAllSessions: ok,
  killAllSessionsByPattern: ok,
  logout: ok,
  fsync: ok,
  setParameter: () => ({ was: null, ok: 1 }),
  getParameter,
  profile: () => ({ was: 0, slowms: 100, sampleRate: 1, ok: 1 }),
  buildInfo,
  buildinfo: buildInfo,
  serverStatus,
  hostInfo,
  connectionStatus: () => ({
    authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] },
    ok: 1,
  }),
  getCmdLineOpts: ({ host, port }) => ({
    argv: ['mongod', '--port', String(port)],
    parsed: { net: { port, bindIp: host } },
    ok: 1,
  }),
  whatsmyuri: (_options, { client }) => ({ you: client.remote, ok: 1 }),
  getLog: () => ({ totalLinesWritten: 0, log: [], ok: 1 }),
  getFreeMonitoringStatus: () => ({ state: 'disabled', ok: 1 }),
  replSetGetStatus: (options) => ({ ...replicaSetStatus(options), ok: 1 }),
  replSetGetConfig: ({ replicaSet, host, port }) => ({
    config: { _id: replicaSet, version: 1, members: [{ _id: 0, host: `${host}:${port}` }] },
    ok: 1,
  }),
};

function getParameter(_options: GatewayOptions, { body }: Command): Doc {
  const request = decode(body);
  const { getParameter: which, allParameters } = request;
  if (which === '*' || allParameters === true || (isDoc(which) && which['allParameters'] === true))
    return { ...parameters, ok: 1 };
  const found = Object.entries(parameters).filter(([name]) => name in request);
  if (found.length === 0) throw new MongoError(72, 'no option found to get');
  return { ...Object.fromEntries(found), ok: 1 };
}

function buildInfo({ version }: GatewayOptions): Doc {
  return {
    version,
    versionArray: [...version.split('.').map(Number), 0],
    gitVersion: 'documentdb',
    ...{ modules: [], allocator: 'system', javascriptEngine: 'none', sysInfo: 'deprecated' },
    ...{ bits: 64, debug: false, maxBsonObjectSize: 16_777_216, storageEngines: ['wiredTiger'], ok: 1 },
  };
}

function serverStatus({ version, replicaSet, host, port }: GatewayOptions): Doc {
  const memory = Math.round(process.memoryUsage().rss / mebibyte);
  const me = `${host}:${port}`;
  return {
    ...{ host: hostname(), version, process: 'mongod', pid: Long.fromNumber(process.pid) },
    ...{ uptime: process.uptime(), uptimeMillis: Long.fromNumber(process.uptime() * 1000) },
    localTime: new Date(),
    mem: { bits: 64, resident: memory, virtual: memory, supported: true },
    storageEngine: {
      ...{ name: 'wiredTiger', supportsCommittedReads: true, persistent: true, readOnly: false },
    },
    repl: { setName: replicaSet, isWritablePrimary: true, hosts: [me], me, primary: me },
    logicalSessionRecordCache: { activeSessionsCount: 0 },
    ok: 1,
  };
}

function hostInfo(): Doc {
  return {
    system: {
      ...{ currentTime: new Date(), hostname: hostname(), cpuAddrSize: 64, cpuArch: arch() },
      ...{ numCores: cpus().length, memSizeMB: Math.round(totalmem() / mebibyte) },
    },
    os: { type: 'Linux', name: 'Linux', version: release() },
    extra: {},
    ok: 1,
  };
}

function replicaSetStatus({ replicaSet, host, port }: GatewayOptions): Doc {
  const uptime = Math.round(process.uptime());
  const self = {
    _id: 0,
    name: `${host}:${port}`,
    health: 1,
    state: 1,
    stateStr: 'PRIMARY',
    uptime,
    self: true,
  };
  return { set: replicaSet, date: new Date(), myState: 1, term: Long.fromNumber(1), members: [self] };
}
