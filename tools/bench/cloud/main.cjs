/* global Parse */
// The Cloud Code that `bench cloud` measures, the same file on every server.

Parse.Cloud.beforeSave('Stamped', ({ object }) => {
  object.set('stamp', 'by the trigger');
});

Parse.Cloud.beforeSave('Watched', () => undefined);

Parse.Cloud.define('answer', () => 42);

// `calls` reads of the SDK in one function: what one of them costs is the function's cost divided by them.
Parse.Cloud.define('readMany', async ({ params }) => {
  if (params.serverURL) Parse.serverURL = params.serverURL;
  for (let call = 0; call < params.calls; call += 1) {
    await new Parse.Query('Plain').get(params.objectId);
  }
  return params.calls;
});
