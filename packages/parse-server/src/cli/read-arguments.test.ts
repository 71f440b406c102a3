import { expect, test } from 'vitest';
import { readArguments } from './read-arguments.js';

const nothing = { help: false, version: false, dev: false, options: {}, configFile: undefined, problems: [] };

test.each([
  ['', {}],
  ['--help', { help: true }],
  ['-h', { help: true }],
  ['--version', { version: true }],
  ['-v', { version: true }],
  ['--dev', { dev: true }],
  ['config.json', { configFile: 'config.json' }],
  ['--appId shop --port 1400', { options: { appId: 'shop', port: 1400 } }],
  ['--appId=shop --port=1400', { options: { appId: 'shop', port: 1400 } }],
  ['--verbose', { options: { verbose: true } }],
  ['--verbose false', { options: { verbose: false } }],
  ['--verbose=0', { options: { verbose: false } }],
  ['--verbose config.json', { options: { verbose: true }, configFile: 'config.json' }],
  ['--cluster', { options: { cluster: true } }],
  ['--cluster 4', { options: { cluster: 4 } }],
  ['--cluster 4 config.json', { options: { cluster: 4 }, configFile: 'config.json' }],
  ['--masterKeyIps 127.0.0.1,::1', { options: { masterKeyIps: ['127.0.0.1', '::1'] } }],
  ['--requestComplexity {"includeDepth":3}', { options: { requestComplexity: { includeDepth: 3 } } }],
  [
    '--requestComplexity {"includeDepth":3} --requestComplexity.queryDepth 2',
    { options: { requestComplexity: { includeDepth: 3, queryDepth: 2 } } },
  ],
  ['--requestComplexity.includeDepth=-1', { options: { requestComplexity: { includeDepth: -1 } } }],
  ['--schema.strict --schema.lockSchemas', { options: { schema: { strict: true, lockSchemas: true } } }],
  ['--port', { problems: ['--port needs a value.'] }],
  ['--appId --port 1', { problems: ['--appId needs a value.'], configFile: '1' }],
  ['--port http', { problems: ['--port must be a whole number from 0 to 65535.'] }],
  ['--prot 1400', { problems: ['--prot is not an option; did you mean --port?'], configFile: '1400' }],
  ['--app-id shop', { problems: ['--app-id is not an option; did you mean --appId?'], configFile: 'shop' }],
  ['--rateLimit[].zone ip', { problems: ['--rateLimit[].zone is not an option.'], configFile: 'ip' }],
  ['--storage memory', { problems: ['--storage is not an option.'], configFile: 'memory' }],
  [
    'a.json b.json',
    { configFile: 'a.json', problems: ['One configuration file is read, but 2 were named: a.json, b.json.'] },
  ],
])('parse-server %s', (line, expected) => {
  expect(readArguments(line === '' ? [] : line.split(' '))).toEqual({ ...nothing, ...expected });
});
