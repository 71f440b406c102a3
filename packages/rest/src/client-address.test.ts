import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createClientAddress, type TrustProxy } from './client-address.js';

function addressOf(trustProxy: TrustProxy | undefined, remoteAddress: string, forwarded?: string): string {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return createClientAddress(trustProxy)(request);
}

test.each<[TrustProxy | undefined, string, string | undefined, string]>([
  [undefined, '10.0.0.1', '6.6.6.6', '10.0.0.1'],
  [false, '10.0.0.1', '6.6.6.6', '10.0.0.1'],
  [[], '10.0.0.1', '6.6.6.6', '10.0.0.1'],
  ['', '10.0.0.1', '6.6.6.6', '10.0.0.1'],
  [true, '10.0.0.1', '6.6.6.6, 7.7.7.7', '6.6.6.6'],
  [true, '10.0.0.1', undefined, '10.0.0.1'],
  [0, '10.0.0.1', '6.6.6.6', '10.0.0.1'],
  [1, '10.0.0.1', '6.6.6.6, 7.7.7.7', '7.7.7.7'],
  [2, '10.0.0.1', '6.6.6.6, 7.7.7.7', '6.6.6.6'],
  [9, '10.0.0.1', '6.6.6.6, 7.7.7.7', '6.6.6.6'],
  [['10.0.0.0/8'], '10.0.0.1', '6.6.6.6, 7.7.7.7, 10.0.0.2', '7.7.7.7'],
  [['10.0.0.0/8'], '192.168.0.1', '6.6.6.6', '192.168.0.1'],
  ['10.0.0.1, 7.7.7.7', '10.0.0.1', '6.6.6.6, 7.7.7.7', '6.6.6.6'],
  ['loopback', '::ffff:127.0.0.1', '::ffff:6.6.6.6', '6.6.6.6'],
  ['uniquelocal', 'fd00::1', '2001:db8::1', '2001:db8::1'],
  [undefined, '::ffff:1.2.3.4', undefined, '1.2.3.4'],
])('trusting %o, a socket from %s with %o is %s', (trust, socket, forwarded, expected) => {
  expect(addressOf(trust, socket, forwarded)).toBe(expected);
});

test('an entry that is no address stops the start', () => {
  expect(() => createClientAddress(['nonsense'])).toThrow('trustProxy holds "nonsense"');
});

test('the finding of a host app counts when we were told nothing', () => {
  const request = Object.assign(new IncomingMessage(new Socket()), { ip: '::ffff:6.6.6.6' });
  expect(createClientAddress(undefined)(request)).toBe('6.6.6.6');
  expect(createClientAddress(false)(request)).toBe('');
});
