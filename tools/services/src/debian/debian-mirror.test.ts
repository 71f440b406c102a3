import { expect, test } from 'vitest';
import { findMirror } from './debian-mirror.js';

test.each([
  ['deb http://mirror.example/debian bookworm main\n', 'http://mirror.example/debian'],
  [
    'deb [arch=amd64 signed-by=/k.gpg] https://mirror.example/debian/ sid main',
    'https://mirror.example/debian/',
  ],
  ['Types: deb\nURIs: http://mirror.example/debian\nSuites: sid', 'http://mirror.example/debian'],
  ['URIs: https://other.example/node\n\nURIs: http://mirror.example/debian', 'http://mirror.example/debian'],
  ['# deb http://old.example/debian sid main\ndeb-src http://src.example/debian sid main', undefined],
  ['deb http://security.example/debian-security sid main', undefined],
  ['# http://snapshot.example/archive/debian/20250101T000000Z', undefined],
  ['', undefined],
])('%j', (sources, mirror) => {
  expect(findMirror(sources)).toBe(mirror);
});
