import type { DifferenceSection } from '../difference.js';

export const http: DifferenceSection = {
  title: 'HTTP',
  rows: [
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
