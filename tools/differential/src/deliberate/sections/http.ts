import type { DifferenceSection } from '../difference.js';

export const http: DifferenceSection = {
  title: 'HTTP',
  rows: [
    {
      request: 'a route that is none, too often for a pattern of `rateLimit`',
      incumbent: '429, code 100',
      ours: '404',
      why: 'there is nothing to limit',
      matches: [
        {
          scenario: /^rate-limits\/rules: A rule of a pattern/,
          request: /POST \/functions\/any-a\/b/,
          incumbent: /^429 100 /,
          ours: /^404$/,
        },
      ],
    },
    {
      request: 'a path in other spelling (`s%61id`) than that of a `rateLimit` rule',
      incumbent: 'is not counted',
      ours: 'is counted',
      why: 'no way around a limit',
      matches: [
        {
          scenario: /^rate-limits\/rules: Spelling goes around no rule$/,
          request: /POST \/functions\/s%61id/,
          incumbent: /^400 141 Invalid function/,
          ours: /^429 100 /,
        },
      ],
    },
    {
      request: 'the type of `{"error":"unauthorized"}`',
      incumbent: 'not told',
      ours: '`application/json`',
      why: 'it is JSON',
      matches: [
        { field: /^headers\.content-type$/, incumbent: /^403 unauthorized/, ours: /^403 unauthorized/ },
      ],
    },
    {
      request: 'a method in a body that nobody knows (`_method`)',
      incumbent: '404, a page that names it',
      ours: '404, a page that names `POST`',
      why: 'that was sent',
      matches: [{ request: /"_method":"FLY"/, field: /^body$/, incumbent: /^404$/, ours: /^404$/ }],
    },
    {
      request: 'the pages below `/apps`',
      incumbent: 'with headers for other origins',
      ours: 'other pages, without such headers',
      why: 'pages are opened, not asked for by scripts of other sites',
      matches: [
        {
          request: /(GET|POST) \/apps\//,
          field: /^(body|headers\.(access-control-|content-type|x-content-type-options).*)$/,
        },
      ],
    },
    {
      request: 'doubled slashes inside a path',
      incumbent: '404',
      ours: 'routed',
      why: 'one spelling of a route counts for limits and lists',
      matches: [],
    },
    {
      request: 'an unknown route without an app',
      incumbent: '403',
      ours: '404',
      why: 'there is nothing to protect',
      matches: [],
    },
    {
      request: '`If-None-Match`',
      incumbent: '304 when it matches',
      ours: '200',
      why: 'answers depend on the caller',
      matches: [],
    },
    {
      request: '`Location` of an object whose id is longer than 2,000 letters',
      incumbent: 'sent',
      ours: 'left out',
      why: 'clients refuse such headers',
      matches: [],
    },
  ],
};
