import Parse from 'parse/node';

// What servers add to the SDK is not in its types.
const cloud = Parse.Cloud as unknown as { readonly _removeAllHooks: () => void };

/** Takes back every trigger, function and job of the app that the SDK is pointed at. */
export function removeHooks(): void {
  cloud._removeAllHooks();
}
