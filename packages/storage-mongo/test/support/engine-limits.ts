import { MongoClient } from 'mongodb';

/** The cases of the kit that DocumentDB, which stands in for MongoDB where that cannot be had, has no means for. */
export async function engineLimits(uri: string): Promise<Readonly<Record<string, string>>> {
  const client = new MongoClient(uri);
  try {
    const { gitVersion } = await client.db('admin').command({ buildInfo: 1 });
    return gitVersion === 'documentdb' ? LIMITS_OF_DOCUMENTDB : {};
  } finally {
    await client.close();
  }
}

const LIMITS_OF_DOCUMENTDB = {
  'text minds case when told so': 'DocumentDB has no $caseSensitive',
  'text ignores accents': 'text indexes of DocumentDB mind accents',
  'a unique index that ignores case refuses the other spelling':
    'DocumentDB has no unique index with a collation',
};
