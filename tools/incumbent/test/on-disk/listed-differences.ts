import type { Difference } from '../support/dump.js';
import type { Engine } from '../support/scenario.js';

/** A way in which our databases differ from the incumbent's on purpose, after the same requests. */
export interface ListedDifference {
  readonly engine: Engine;
  /** The places of a dump where it shows. */
  readonly at: RegExp;
  readonly what: string;
  readonly why: string;
}

/** True when this place differs for that reason. */
export function explains({ at }: ListedDifference, difference: Difference): boolean {
  return at.test(difference.at);
}

const serverIndexes =
  'further indexes of the server: installations by installationId (unique) and device token, sessions by token (unique) and user, pairs of relations, names and addresses that differ in case alone (unique)';

/** All of them. A difference that is not here fails the test, and so does one that no longer shows. */
export const listedDifferences: readonly ListedDifference[] = [
  {
    engine: 'mongo',
    at: /^(_Installation|_Session|_Join:.*|_User) \/ index "(deviceToken_1|installationId_1|installationId_unique|sessionToken_1|user_1|owningId_1_relatedId_1|relatedId_1|_auth_data_\w+|unique_(email|username)_ignoring_case)"$/,
    what: `${serverIndexes}; the index of a provider's ids is made when the provider is set up`,
    why: 'every request looks a session up by its token; what must be unique is kept so by the database',
  },
  {
    engine: 'mongo',
    at: /^_Join:.* \/ (<ObjectId>|<id>) \/ /,
    what: 'the rows of relations have a text for `_id`, not an ObjectId, and hold the owner first',
    why: 'ids are made by the server for all databases alike; both are read',
  },
  {
    engine: 'mongo',
    at: /^_Hooks \/ (<ObjectId>( \(\d+\))?|"(far|farther|Unused\.beforeSave)") \/ /,
    what: 'webhooks have their name for `_id`, not an ObjectId',
    why: 'of two that are declared at once under one name one stands; both kinds are read',
  },
  {
    engine: 'mongo',
    at: /^_Hooks \/ index "(className_1_triggerName_1|functionName_1)"$/,
    what: 'webhooks are unique by function, and by class and trigger',
    why: 'the database keeps them so, whoever writes them',
  },
  {
    engine: 'mongo',
    at: /^Everything \/ index "byOwnerAndCount"$/,
    what: 'an index on a Pointer is on `_p_<field>`, where parse-server indexes `<field>`',
    why: 'documents have no other key; parse-server’s serves no query',
  },
  {
    engine: 'mongo',
    at: /^Everything \/ index "area_2dsphere"$/,
    what: 'a Polygon column has a 2dsphere index',
    why: '`$geoIntersects` would read every document',
  },
  {
    engine: 'mongo',
    at: /^Loose \/ "<given \d+>" \/ (nothing|\(order\))$/,
    what: 'a null for a field that the class does not have is not stored',
    why: 'no column is made for it, so nobody could ask for it',
  },
  {
    engine: 'mongo',
    at: /^Loose \/ "<given \d+>" \/ bytes$/,
    what: 'Bytes inside Array and Object are binary, where parse-server stores an object that it cannot read back',
    why: 'they come back as they were saved',
  },
  {
    engine: 'mongo',
    at: /^_SCHEMA \/ "_(Role|User)" \/ _metadata$/,
    what: 'indexes of the server are not listed in `_SCHEMA`',
    why: 'they are not the class’s; parse-server lists them anew at every start',
  },
  {
    engine: 'mongo',
    at: /^_Idempotency( |$)/,
    what: '`_Idempotency` is made with the first request that needs it',
    why: 'no empty collections',
  },
  {
    engine: 'postgres',
    at: /^(_Installation|_Session|_Join:.*|_User) \/ index _(Installation|Session|Join|User)\S*_(deviceToken_1|installationId_1|unique_installationId|unique_sessionToken|user_1|unique_owningId_relatedId|authData_\w+|unique_(email|username)_ignoring_case)$/,
    what: `${serverIndexes}; the index of a provider's ids is made when the provider is set up`,
    why: 'every request looks a session up by its token; what must be unique is kept so by the database',
  },
  {
    engine: 'postgres',
    at: / \/ (column )?_null_fields$/,
    what: 'the column `_null_fields` remembers which fields hold null, where parse-server forgets it',
    why: 'null is a value in Parse; to parse-server these fields are unset',
  },
  {
    engine: 'postgres',
    at: /^Changed \/ "<given \d+>" \/ list$/,
    what: 'AddUnique and Remove leave the other elements in their order',
    why: 'an array is a list',
  },
  {
    engine: 'postgres',
    at: /^Changed \/ "<given \d+>" \/ o$/,
    what: 'an Increment two levels inside an Object counts, where parse-server stores the operation itself',
    why: 'that is what was asked for',
  },
  {
    engine: 'postgres',
    at: /^(Everything|Under_score|_User) \/ index (by|_email_verify_token$|_perishable_token$)/,
    what: 'indexes have the directions that were asked for, and NULLs where sorting puts them',
    why: 'a sorted query can then use them; parse-server makes all of them ascending',
  },
  {
    engine: 'postgres',
    at: /^Everything \/ index Everything_place_idx$/,
    what: 'a GeoPoint column has a GiST index',
    why: 'a search by distance would read every row',
  },
  {
    engine: 'postgres',
    at: /^_(GraphQLConfig|Hooks|Idempotency|JobSchedule|JobStatus|PushStatus)( |$)/,
    what: 'tables of the server are made with the first row',
    why: 'no empty tables',
  },
  {
    engine: 'postgres',
    at: /^_SCHEMA \/ "Everything" \/ schema$/,
    what: 'a class looks the same in `_SCHEMA` after a field was deleted; parse-server then lists `ACL` for `_rperm` and `_wperm`',
    why: 'one form; both are read',
  },
  {
    engine: 'postgres',
    at: /^function \w+$/,
    what: 'there are no functions of the server, such as `array_add`',
    why: 'statements say what they do; parse-server makes its own at every start',
  },
];
