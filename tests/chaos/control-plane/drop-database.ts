import { MongoClient } from 'mongodb';

/** What a run has left behind; a server in memory would fill up. */
export async function dropDatabase(url: string): Promise<void> {
  const client = new MongoClient(url);
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}
