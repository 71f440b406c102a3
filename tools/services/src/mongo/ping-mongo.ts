import { MongoClient } from 'mongodb';

/** What a server says of itself. */
export interface MongoVersion {
  readonly engine: string;
  readonly version: string;
}

/** Asks a server for its version; undefined when it does not answer soon. */
export async function pingMongo(uri: string): Promise<MongoVersion | undefined> {
  try {
    return await mongoVersion(uri, 1_000);
  } catch {
    return undefined;
  }
}

/** Asks a server for its version. Rejects when it does not answer within `timeout` ms. */
export async function mongoVersion(uri: string, timeout: number): Promise<MongoVersion> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: timeout, connectTimeoutMS: timeout });
  try {
    const { version, gitVersion } = await client.db('admin').command({ buildInfo: 1 });
    return { engine: gitVersion === 'documentdb' ? 'DocumentDB' : 'MongoDB', version: String(version) };
  } finally {
    await client.close();
  }
}
