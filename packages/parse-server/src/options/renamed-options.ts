/** What happened to an option of an earlier version. */
export interface RenamedOption {
  readonly name: string;
  /** `use`: the value is taken as `instead`; `ignore`: it has no effect any more; `refuse`: stops the start. */
  readonly action: 'use' | 'ignore' | 'refuse';
  readonly instead?: string;
  readonly hint: string;
}

/** Options renamed or removed since Parse Server 2. */
export const renamedOptions: readonly RenamedOption[] = [
  { name: 'oauth', action: 'use', instead: 'auth', hint: 'oauth is called auth now; please rename it.' },
  {
    name: 'facebookAppIds',
    action: 'refuse',
    hint: 'facebookAppIds was removed: use auth: { facebook: { appIds: [...] } }.',
  },
  {
    name: 'enableSingleSchemaCache',
    action: 'ignore',
    hint: 'enableSingleSchemaCache was removed and has no effect: there is always one schema cache per app.',
  },
  {
    name: 'schemaCacheTTL',
    action: 'refuse',
    hint: 'schemaCacheTTL was removed: use databaseOptions: { schemaCacheTtl: milliseconds }.',
  },
  {
    name: 'encodeParseObjectInCloudFunction',
    action: 'ignore',
    hint: 'encodeParseObjectInCloudFunction was removed and has no effect: objects are always encoded.',
  },
  {
    name: 'pages.enableRouter',
    action: 'ignore',
    hint: 'pages.enableRouter was removed and has no effect: pages are served whenever they are set up.',
  },
  {
    name: 'serverStartComplete',
    action: 'refuse',
    hint: 'serverStartComplete was removed: await start() or ParseServer.startApp().',
  },
  {
    name: 'liveQuery.fields',
    action: 'refuse',
    hint: 'liveQuery.fields does not exist: subscriptions name their fields as keys.',
  },
];
