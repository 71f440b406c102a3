'use strict';

// The other server that webhooks call, and the Cloud Code of profile `webhooks`: functions tell the address of that server
// and what it was told.

/* global Parse */

const { createServer } = require('node:http');

/** By the last part of the path, as servers in one process share it. */
const kept = new Map();

const answers = {
  /** Answers what the address says. */
  say: ({ search }) => [
    search.get('body') ?? '',
    Number(search.get('status') ?? 200),
    { 'Content-Type': search.get('type') ?? 'application/json', Location: search.get('to') ?? '/' },
  ],
  /** Answers what it was told. */
  echo: ({ told }) => [JSON.stringify({ success: told })],
  /** Remembers what it was told, and refuses. */
  refuse: ({ told, key }) => {
    kept.set(key, [...(kept.get(key) ?? []), told]);
    return ['{"error":"refused"}'];
  },
  /** Answers the object with fields changed. */
  change: ({ told, search }) => [
    JSON.stringify({ success: { ...told.body.object, ...JSON.parse(search.get('fields')) } }),
  ],
  /** Remembers what it was told. */
  keep: ({ told, key }) => {
    kept.set(key, [...(kept.get(key) ?? []), told]);
    return ['{}'];
  },
};

function listen() {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams: search } = new URL(request.url, 'http://target');
    const [, name, key] = pathname.split('/');
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const told = sorted({
      method: request.method,
      headers: parseHeaders(request.headers),
      body: withoutOwn(body),
    });
    const [text, status = 200, headers = { 'Content-Type': 'application/json' }] = answers[name]({
      told,
      search,
      key,
    });
    response.writeHead(status, headers).end(text);
  });
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

/**
 * Those of Parse, and what kind of body there is: each server has a client of its own. Of what is another each time only
 * that it is there.
 */
function parseHeaders(headers) {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => /^(x-parse-.*|content-type)$/.test(name))
      .map(([name, value]) => [name, /^x-parse-webhook-(id|signature)$/.test(name) ? 'given' : value]),
  );
}

function withoutOwn(body) {
  return { ...body, headers: parseHeaders(body.headers ?? {}) };
}

/** Texts of both servers are to be the same. */
function sorted(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

let address;

Parse.Cloud.define('target', async () => (address ??= await listen()));
Parse.Cloud.define('kept', ({ params: { key } }) => {
  const told = kept.get(key) ?? [];
  kept.delete(key);
  return told;
});
