import type { Holds } from './holds.js';

/** A database refuses what the search asks for, as parse-server tells, and the search asks for that. */
export const failsByWhatIsAsked: Holds = ({ incumbent, request }) =>
  failures.some(
    ({ told, asked }) => new RegExp(`^500 1 ${told.source}`).test(incumbent) && asked.test(request),
  );

/** An operator that is more than a look whether a field is there. */
const operator = String.raw`"\$(?!exists"|relatedTo")\w+":`;

/** A value of another type than the generated field of that name has. */
const otherType = [
  String.raw`"[nbstml]":\{"__type"`,
  String.raw`"d":\{"__type":"(?!Date")`,
  String.raw`"g":\{"__type":"(?!GeoPoint")`,
  String.raw`"y":\{"__type":"(?!Polygon")`,
  String.raw`"x":\{"__type":"(?!Bytes")`,
  String.raw`"[pur]":\{"__type":"(?!Pointer")`,
  '"n":["tf]',
  String.raw`"b":["\d-]`,
  String.raw`"[st]":[\dtf-]`,
  String.raw`"[dgyxpurm]":["\dtf-]`,
].join('|');

const special = new RegExp(`${operator}|${otherType}`);
const near = /"\$nearSphere":/;
const place = /"\$(nearSphere|within|geoWithin|geoIntersects)":/;
const pattern = /"\$(regex|options)":/;

/** What a database says, and about which conditions. */
const failures: readonly { readonly told: RegExp; readonly asked: RegExp }[] = [
  // PostgreSQL
  { told: /syntax error at or near /, asked: special },
  { told: /invalid input syntax for type /, asked: special },
  { told: /operator does not exist: /, asked: special },
  { told: /type "geometry" does not exist$/, asked: place },
  { told: /cannot cast type [\w ]+ to point$/, asked: place },
  { told: /invalid regular expression: /, asked: pattern },
  { told: /function to_tsvector\(/, asked: /"\$text":/ },
  { told: /Variable \$\d+ out of range/, asked: /"\$\w+":\[\]/ },
  { told: /cannot determine type of empty array$/, asked: /"\$\w+":\[/ },
  { told: /ARRAY types \w+ and \w+ cannot be matched$/, asked: /"\$\w+":\[/ },
  { told: /date\/time field value out of range: /, asked: special },
  // A count fails there without words.
  { told: /Internal server error\.$/, asked: new RegExp(`(${special.source}).*"count":1`) },
  // MongoDB
  { told: /\$options needs a \$regex$/, asked: /"\$options":/ },
  { told: /The provided regular expression format is invalid: /, asked: pattern },
  { told: /A text index is necessary to perform a \$text query/, asked: /"\$text":/ },
  { told: /Expected exactly one text index/, asked: /"\$text":/ },
  { told: /GeoJSON: /, asked: place },
  { told: /Geo values are required to be in the /, asked: place },
  { told: /Geo field contains only one element/, asked: place },
  { told: /location object expected, /, asked: place },
  { told: /maxDistance value must be zero or greater/, asked: near },
  { told: /Invalid parameter detected in geo near query: /, asked: near },
  { told: /\$geoNear must appear at the top level /, asked: near },
  { told: /unable to find index for \$geoNear query/, asked: near },
  { told: /no \$ expressions in \$all$/, asked: /"\$all":/ },
];
