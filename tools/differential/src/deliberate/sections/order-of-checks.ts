import type { DifferenceSection } from '../difference.js';

// Requests with several mistakes, which the generator makes by the hundred: both refuse them, and name another one.

export const orderOfChecks: DifferenceSection = {
  title: 'Which of several mistakes is told',
  rows: [
    {
      request: 'a wrong condition beside one on a protected field, or without the right to ask',
      incumbent: '400, code 119',
      ours: '400, code 102, 105 or 107',
      why: 'what a request says is read before rights are asked',
      matches: [
        {
          scenario: /^generated/,
          request: /"where":/,
          incumbent: /^400 119 (This user is not allowed to query|Permission denied for action)/,
          ours: /^400 10[257] /,
        },
      ],
    },
    {
      request: 'a write with a wrong value by somebody without the right',
      incumbent: '400, code 111',
      ours: '404, code 101, or 400, code 119',
      why: 'a stranger learns nothing about the fields of a class',
      matches: [
        {
          scenario: /^generated/,
          request: /(POST|PUT) \/classes\//,
          incumbent: /^400 111 schema mismatch/,
          ours: /^(404 101 Permission denied|400 119 )/,
        },
      ],
    },
    {
      request: 'two wrong conditions',
      incumbent: 'tells one',
      ours: 'tells the first',
      why: 'they are read in their order',
      matches: [
        {
          scenario: /^generated/,
          request: /"where":/,
          field: /^body\.(error|code)$/,
          incumbent: /^400 (102|105|107) /,
          ours: /^400 (102|105|107) /,
        },
      ],
    },
    {
      request: 'a malformed operation beside a value of another type',
      incumbent: '400, code 111',
      ours: '400, code 107',
      why: 'the form is read before the class, in a batch, too',
      matches: [
        {
          scenario: /^generated/,
          request: /POST \/batch .*"__op":/,
          field: /^body\.\d+\.error\.(code|error)$/,
          incumbent: /^200$/,
          ours: /^200$/,
        },
      ],
    },
    {
      request: 'a class with wrong permissions or fields that is not there, or is there already',
      incumbent: '400, code 103, 107 or 255',
      ours: '400, code 103, 107 or 135',
      why: 'the form is read first',
      matches: [
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/schemas\//,
          incumbent: /^400 (103|107|255) /,
          ours: /^400 (103|107|135) /,
        },
      ],
    },
    {
      request: 'a value of another type that is malformed, too',
      incumbent: '400, code 111',
      ours: '400, code 105, 107 or 121',
      why: 'the form is read before the class',
      matches: [
        {
          scenario: /^generated/,
          request: /(PUT|POST) \/classes\//,
          incumbent: /^400 111 /,
          ours: /^400 (105|107|121) /,
        },
      ],
    },
    {
      request: 'a change of another user',
      incumbent: '400, code 206 with one of two texts',
      ours: '400, code 206 with one',
      why: 'the same refusal',
      matches: [
        {
          scenario: /^generated/,
          request: /PUT \/users\//,
          field: /^body\.error$/,
          incumbent: /^400 206 Insufficient auth\.$/,
          ours: /^400 206 /,
        },
      ],
    },
  ],
};
