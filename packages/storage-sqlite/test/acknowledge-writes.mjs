// Writes rows to the file named by its argument without end, and prints the id of each after it was acknowledged.
import { sqliteStorage } from '../dist/index.js';

const storage = sqliteStorage({ path: process.argv[2] });
await storage.open({ appId: 'test', logger: { log() {}, isEnabled: () => false } });
const schema = (await storage.loadClasses())[0];
for (let id = 0; ; id += 1) {
  await storage.insert(schema, { objectId: `o${id}`, text: 'x'.repeat(id % 2000), list: [id] });
  process.stdout.write(`${id}\n`);
}
