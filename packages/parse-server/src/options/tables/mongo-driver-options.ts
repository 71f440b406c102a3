import { flag, json, text, texts, whole } from '../option-kinds.js';
import type { OptionRow } from '../option-row.js';
import type { OptionType } from '../option-type.js';

const words: Readonly<Record<string, OptionType>> = { flag, text, texts, whole: whole(0), json };

/** Option of the driver, kind of value, what it does. */
const driverOptions: readonly (readonly [name: string, kind: keyof typeof words, about: string])[] = [
  ['appName', 'text', 'The name in the logs of the database server.'],
  ['authMechanism', 'text', 'How to prove who connects.'],
  ['authMechanismProperties', 'json', 'Details of `authMechanism`.'],
  ['authSource', 'text', 'The database that knows the user who connects.'],
  ['autoSelectFamily', 'flag', 'Tries IPv6 and IPv4 addresses together.'],
  ['autoSelectFamilyAttemptTimeout', 'whole', 'Milliseconds until the next address is tried.'],
  ['compressors', 'texts', 'Compression of the connection, best first.'],
  ['connectTimeoutMS', 'whole', 'Milliseconds a connection may take to open.'],
  ['directConnection', 'flag', 'Talks to the named host only.'],
  ['forceServerObjectId', 'flag', 'The database makes `_id` values.'],
  ['heartbeatFrequencyMS', 'whole', 'Milliseconds between looks at the servers.'],
  ['loadBalanced', 'flag', 'The host is a load balancer.'],
  ['localThresholdMS', 'whole', 'Milliseconds by which a server may be slower than the fastest.'],
  ['maxConnecting', 'whole', 'Connections opened at the same time.'],
  ['maxIdleTimeMS', 'whole', 'Milliseconds until an unused connection is closed.'],
  ['maxPoolSize', 'whole', 'Connections at most.'],
  ['maxStalenessSeconds', 'whole', 'Seconds by which a secondary may be behind.'],
  ['minPoolSize', 'whole', 'Connections kept open.'],
  ['proxyHost', 'text', 'Host of a SOCKS5 proxy.'],
  ['proxyPassword', 'text', 'Password at the proxy.'],
  ['proxyPort', 'whole', 'Port of the proxy.'],
  ['proxyUsername', 'text', 'User at the proxy.'],
  ['readConcernLevel', 'text', 'How settled data must be to be read.'],
  ['readPreference', 'text', 'Which servers are read from.'],
  ['readPreferenceTags', 'json', 'Tags of the servers that are read from.'],
  ['replicaSet', 'text', 'Name of the replica set.'],
  ['retryReads', 'flag', 'Tries a failed read once more.'],
  ['retryWrites', 'flag', 'Tries a failed write once more.'],
  ['serverMonitoringMode', 'text', 'How servers are watched.'],
  ['serverSelectionTimeoutMS', 'whole', 'Milliseconds to look for a usable server.'],
  ['socketTimeoutMS', 'whole', 'Milliseconds of silence until a connection is given up.'],
  ['srvMaxHosts', 'whole', 'Hosts taken from the DNS record.'],
  ['srvServiceName', 'text', 'Service name of the DNS record.'],
  ['ssl', 'flag', 'Encrypts the connection; the older name of `tls`.'],
  ['tls', 'flag', 'Encrypts the connection.'],
  ['tlsAllowInvalidCertificates', 'flag', 'Accepts any certificate.'],
  ['tlsAllowInvalidHostnames', 'flag', 'Accepts certificates of other hosts.'],
  ['tlsCAFile', 'text', 'File of trusted certificates.'],
  ['tlsCertificateKeyFile', 'text', 'File with the certificate and key of this client.'],
  ['tlsCertificateKeyFilePassword', 'text', 'Password of that file.'],
  ['tlsInsecure', 'flag', 'Checks nothing about the certificate.'],
  ['waitQueueTimeoutMS', 'whole', 'Milliseconds to wait for a free connection.'],
  ['zlibCompressionLevel', 'whole', 'Effort of compression, 0 to 9.'],
];

/** The names of the options that are handed to the MongoDB driver as they are. */
export const mongoDriverNames: readonly string[] = driverOptions.map(([name]) => name);

/** Their rows; some mean something to other databases too. */
export const mongoDriverRows: readonly OptionRow[] = driverOptions.map(([name, kind, about]) => ({
  name: `databaseOptions.${name}`,
  type: words[kind] ?? json,
  secret: /password/i.test(name),
  about,
}));
