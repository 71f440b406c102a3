import type { Holds } from './holds.js';

/** The write holds what ours calls malformed. */
export const oursNamesWhatIsMalformed: Holds = ({ request, ours }) =>
  malformed.some(({ told, sent }) => told.test(ours) && sent.test(request));

/** What is told of which values; the last are of a type that has no such value. */
const malformed: readonly { readonly told: RegExp; readonly sent: RegExp }[] = [
  { told: /^400 107 incrementing must provide a number$/, sent: /"amount":"/ },
  { told: /^400 107 objects to \w+ must be an array$/, sent: /"objects":"/ },
  { told: /^400 108 The Unknown operator /, sent: /"__op":"Unknown"/ },
  { told: /^400 121 Nested keys should not contain /, sent: /\{"(\$\w+|\w+\.\w+)":/ },
  { told: /^400 111 This is not a valid Date$/, sent: /"iso":"2024-13-01"/ },
  { told: /^400 111 This is not a valid Pointer$/, sent: /"Pointer","className":"Other"\}/ },
  { told: /^400 111 This is not a valid GeoPoint$/, sent: /"latitude":100\b/ },
  { told: /^400 111 This is not a valid Polygon$/, sent: /"coordinates":\[\[0,0\]\]/ },
  { told: /^400 111 This is not a valid Bytes$/, sent: /"base64":(7\b|"")/ },
  { told: /^400 111 This is not a valid Unknown$/, sent: /"__type":"Unknown"/ },
];
