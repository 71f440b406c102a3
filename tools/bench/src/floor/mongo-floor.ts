import { MongoClient, type Collection, type Document } from 'mongodb';
import type { Json, JsonObject } from '../api/api-request.js';
import { aclOf, compact, dateValue, pointerValue } from './shown-values.js';
import type { FloorAccounts, FloorObjects, FloorStore, NewRow, Viewer } from './floor-store.js';

/** A document as a Parse Server stores it. */
interface Stored extends Document {
  readonly _id: string;
  readonly _created_at?: Date;
  readonly _updated_at?: Date;
}

/** A MongoDB through `mongodb` as it comes. */
export async function mongoFloor(uri: string): Promise<FloorStore> {
  const client = await new MongoClient(uri).connect();
  const collection: Collections = (name) => client.db().collection<Stored>(name);
  return {
    objects: objectsIn(collection),
    accounts: accountsIn(collection),
    close: () => client.close(),
  };
}

type Collections = (name: string) => Collection<Stored>;

function objectsIn(collection: Collections): FloorObjects {
  return {
    async insert(className, rows) {
      const [first, ...more] = rows.map(storedItem);
      if (first && more.length === 0) await collection(className).insertOne(first);
      else if (first) await collection(className).insertMany([first, ...more], { ordered: false });
    },
    async get(className, objectId, viewer) {
      const found = await collection(className).findOne({ _id: objectId, ...readable(viewer) });
      return found ? shownItem(found) : undefined;
    },
    async find(className, { minScore, done, limit, withAuthorAndPlace }, viewer) {
      const found = await collection(className)
        .find({ score: { $gte: minScore }, done, ...readable(viewer) }, { sort: { score: -1 }, limit })
        .toArray();
      if (!withAuthorAndPlace) return found.map((row) => shownItem(row));
      const [authors, places] = await Promise.all([
        byIds(
          collection('Author'),
          found.map((row) => targetOf(row['_p_author'])),
        ),
        byIds(
          collection('Place'),
          found.map((row) => targetOf(row['_p_place'])),
        ),
      ]);
      const parts = new Map<string, Json>();
      for (const row of authors) parts.set(row._id, shownPart('Author', row));
      for (const row of places) parts.set(row._id, shownPart('Place', row));
      return found.map((row) => shownItem(row, parts));
    },
    count: (className, { minScore, done }) =>
      collection(className).countDocuments({ score: { $gte: minScore }, done }),
    async update(className, { objectId, title, amount, updatedAt }, viewer) {
      const changed = await collection(className).findOneAndUpdate(
        { _id: objectId, ...writable(viewer) },
        { $set: { title, _updated_at: new Date(updatedAt) }, $inc: { score: amount } },
        { returnDocument: 'after', projection: { score: 1 } },
      );
      return changed ? Number(changed['score']) : undefined;
    },
  };
}

function accountsIn(collection: Collections): FloorAccounts {
  return {
    async userNamed(username) {
      const found = await collection('_User').findOne({ username });
      return found
        ? { objectId: found._id, hash: String(found['_hashed_password']), shown: shownUser(found) }
        : undefined;
    },
    async insertSession({ objectId, sessionToken, userId, createdAt, expiresAt }) {
      await collection('_Session').insertOne({
        _id: objectId,
        _session_token: sessionToken,
        _p_user: `_User$${userId}`,
        createdWith: { action: 'login', authProvider: 'password' },
        expiresAt: new Date(expiresAt),
        _created_at: new Date(createdAt),
        _updated_at: new Date(createdAt),
      });
    },
    principalsOf: (sessionToken) => principalsOf(collection, sessionToken),
  };
}

async function principalsOf(collection: Collections, sessionToken: string): Promise<readonly string[]> {
  const session = await collection('_Session').findOne({
    _session_token: sessionToken,
    expiresAt: { $gt: new Date() },
  });
  const userId = targetOf(session?.['_p_user']);
  const owners = async (join: string, ids: readonly string[]): Promise<readonly string[]> => {
    const rows = await collection(join)
      .find({ relatedId: { $in: [...ids] } })
      .toArray();
    return rows.map((row) => String(row['owningId']));
  };
  const all = new Set<string>();
  let level = await owners('_Join:users:_Role', [userId]);
  while (level.length > 0) {
    for (const id of level) all.add(id);
    level = (await owners('_Join:roles:_Role', level)).filter((id) => !all.has(id));
  }
  const roles = await collection('_Role')
    .find({ _id: { $in: [...all] } })
    .toArray();
  return ['*', userId, ...roles.map((role) => `role:${String(role['name'])}`)];
}

function byIds(collection: Collection<Stored>, ids: readonly string[]): Promise<readonly Stored[]> {
  return collection.find({ _id: { $in: [...ids] } }).toArray();
}

function readable(viewer: Viewer): object {
  return viewer ? { _rperm: { $in: [null, ...viewer] } } : {};
}

function writable(viewer: Viewer): object {
  return viewer ? { _wperm: { $in: [null, ...viewer] } } : {};
}

/** `abc` of `Author$abc`. */
function targetOf(pointer: unknown): string {
  const text = String(pointer);
  return text.slice(text.indexOf('$') + 1);
}

function storedItem({ objectId, createdAt, body }: NewRow): Stored {
  const { due, author, place, ...rest } = body as Readonly<Record<string, Readonly<Record<string, string>>>>;
  return {
    _id: objectId,
    ...rest,
    due: new Date(due?.['iso'] ?? ''),
    _p_author: `Author$${author?.['objectId'] ?? ''}`,
    _p_place: `Place$${place?.['objectId'] ?? ''}`,
    _created_at: new Date(createdAt),
    _updated_at: new Date(createdAt),
  };
}

function shownItem(row: Stored, parts?: ReadonlyMap<string, Json>): JsonObject {
  const { due, _p_author: author, _p_place: place, ...rest } = row;
  const [authorId, placeId] = [targetOf(author), targetOf(place)];
  return {
    ...shownFlat(rest),
    due: dateValue(due as Date),
    author: parts?.get(authorId) ?? pointerValue('Author', authorId),
    place: parts?.get(placeId) ?? pointerValue('Place', placeId),
  };
}

function shownPart(className: string, row: Stored): JsonObject {
  return { __type: 'Object', className, ...shownFlat(row) };
}

const shownToUser = new Set([
  '_id',
  '_created_at',
  '_updated_at',
  '_rperm',
  '_wperm',
  'username',
  'email',
  'nickname',
]);

function shownUser(row: Stored): JsonObject {
  return shownFlat(Object.fromEntries(Object.entries(row).filter(([name]) => shownToUser.has(name))));
}

function shownFlat({ _id, _created_at, _updated_at, _rperm, _wperm, _acl, ...rest }: Document): JsonObject {
  return compact({
    ...rest,
    objectId: _id as unknown,
    createdAt: (_created_at as Date).toISOString(),
    updatedAt: (_updated_at as Date).toISOString(),
    ACL: aclOf(_rperm as readonly string[], _wperm as readonly string[]),
  });
}
