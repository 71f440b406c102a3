// The map of docs/architecture as data: who may import whom. `npm run lint:deps` fails on anything else.

/** The layers of @parse/core, lowest first. A file imports its own layer or a lower one, types included. */
const coreLayers = [
  ['types', 'errors'],
  ['adapters'],
  ['query', 'schema', 'ops', 'aggregate'],
  ['stores', 'context', 'access', 'triggers', 'events'],
  ['auth', 'classes'],
  ['objects', 'users', 'files', 'functions', 'push', 'schemas', 'hooks', 'config', 'sessions'],
  ['app'],
];

/** The highest layer that `@parse/core/adapter` reaches: interfaces and pure functions, no engine. */
const adapterEntryLayer = 2;

/**
 * What each package may import from the others; `core/adapter` is the entry for adapter authors. A package
 * without a row is an adapter, and adapters import the adapter entry alone. `parse-server` assembles them
 * all and is imported by none.
 */
const mayImport = {
  core: [],
  rest: ['core'],
  livequery: ['core'],
  'cloud-code': ['core'],
  pages: ['core'],
  graphql: ['core'],
  'auth-providers': ['core'],
  testing: ['core', 'cloud-code', 'parse-server', 'storage-memory'],
  'storage-postgres': ['core/adapter', 'storage-sql'],
  'storage-sqlite': ['core/adapter', 'storage-sql'],
};
const adapterMayImport = ['core/adapter'];

/** Packages that name their npm libraries one by one here, because every user of Parse installs them. */
const npmAllowed = {
  core: ['re2js', 'dataloader'],
  rest: ['@fastify/busboy', 'path-to-regexp'],
};

const tests = String.raw`^(packages|tools)/[^/]+/test/|[.]test(-d)?[.]ts$`;
const anyOf = (names) => `(${names.join('|').replaceAll('.', '[.]')})`;

/** Matches an entry of another package, whether it resolves to what was built or to its source. */
function entryPattern(entry) {
  const [name, file] = entry.split('/');
  return `^packages/${name}/(dist|src)/${file === undefined ? '' : `${file}[.]`}`;
}

const layerRules = coreLayers.slice(0, -1).map((folders, layer) => ({
  name: `core-layer-${layer}`,
  comment: `core/{${folders.join(',')}} may not know the layers above.`,
  severity: 'error',
  from: { path: `^packages/core/src/${anyOf(folders)}/`, pathNot: tests },
  to: {
    path: '^packages/core/src/',
    pathNot: `^packages/core/src/${anyOf(coreLayers.slice(0, layer + 1).flat())}/`,
  },
}));

const coreFolders = `^packages/core/src/(${anyOf(coreLayers.flat())}/|(index|adapter)[.]ts$)`;

const coreRules = [
  ...layerRules,
  {
    name: 'core-adapter-entry',
    comment: 'What adapter authors import must not pull in the engine.',
    severity: 'error',
    from: { path: '^packages/core/src/adapter[.]ts$' },
    to: {
      path: '^packages/core/src/',
      pathNot: `^packages/core/src/${anyOf(coreLayers.slice(0, adapterEntryLayer + 1).flat())}/`,
    },
  },
  {
    name: 'core-folder-has-a-layer',
    comment: 'A new folder of core needs a layer in this file.',
    severity: 'error',
    from: { path: coreFolders },
    to: { path: '^packages/core/src/', pathNot: coreFolders },
  },
  {
    name: 'core-is-transport-free',
    comment: 'node:net is allowed for isIP and BlockList, which open no socket.',
    severity: 'error',
    from: { path: '^packages/core/src/', pathNot: tests },
    to: { path: '^(node:)?(http|https|http2|tls|dgram)$' },
  },
];

const directed = Object.entries(mayImport).map(([name, entries]) => ({
  name: `${name}-imports`,
  comment: `${name} may import ${entries.join(', ') || 'no other package'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: tests },
  to: { path: '^packages/', pathNot: [`^packages/${name}/`, ...entries.map(entryPattern)] },
}));

const packageRules = [
  ...directed,
  {
    name: 'adapter-imports',
    comment: `An adapter may import ${adapterMayImport.join(', ')} and its driver.`,
    severity: 'error',
    from: {
      path: '^packages/([^/]+)/',
      pathNot: [tests, `^packages/(parse-server|${anyOf(Object.keys(mayImport))})/`],
    },
    to: { path: '^packages/', pathNot: ['^packages/$1/', ...adapterMayImport.map(entryPattern)] },
  },
  {
    name: 'nobody-imports-parse-server',
    severity: 'error',
    comment: 'Tools measure and compare the whole, and apps test with the whole.',
    from: { pathNot: ['^packages/(parse-server|testing)/', '^tools/', tests] },
    to: { path: '^packages/parse-server/' },
  },
  {
    name: 'packages-do-not-import-tools',
    severity: 'error',
    from: { path: '^packages/', pathNot: tests },
    to: { path: '^tools/' },
  },
  {
    name: 'packages-through-their-entries',
    comment: 'Import another package by name; its files are its own.',
    severity: 'error',
    from: { path: '^packages/([^/]+)/' },
    to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
  },
];

const npmRules = [
  ...Object.entries(npmAllowed).map(([name, libraries]) => ({
    name: `${name}-libraries`,
    comment: `${name} may use ${libraries.join(', ')} and nothing else from npm.`,
    severity: 'error',
    from: { path: `^packages/${name}/`, pathNot: tests },
    to: { path: 'node_modules/', pathNot: `node_modules/${anyOf(libraries)}/` },
  })),
  {
    name: 'parse-sdk-in-cloud-code-only',
    comment: 'And where an app is tested, which is done with the SDK.',
    severity: 'error',
    from: { pathNot: ['^packages/(cloud-code|testing)/', '^tools/', tests] },
    to: { path: 'node_modules/parse/' },
  },
  {
    name: 'declared-in-package-json',
    comment: 'Only what the package itself installs; tests may also use what the root installs.',
    severity: 'error',
    from: { path: '^packages/', pathNot: tests },
    // An optional peer is in a list that the tool does not know, too.
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
  },
  {
    name: 'not-a-dev-dependency',
    severity: 'error',
    from: { path: '^packages/', pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer', 'npm-optional'] },
  },
];

const graphRules = [
  {
    name: 'no-cycle',
    comment:
      'Types may refer to one another (a trigger is handed the context of an app that has triggers); code may not.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'source-does-not-import-tests',
    severity: 'error',
    from: { pathNot: tests },
    to: { path: tests },
  },
];

export default {
  forbidden: [...coreRules, ...packageRules, ...npmRules, ...graphRules],
  options: {
    doNotFollow: { path: ['node_modules', '(^|/)dist/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  },
};
