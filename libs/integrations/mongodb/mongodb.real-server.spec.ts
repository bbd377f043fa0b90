import { MongodbSnapshot } from '@envscope/contracts/index.js';
import { environmentsModule, environmentsOf } from '@envscope/testing/environments.js';
import { limitsOf } from '@envscope/testing/contracts/probe-contract.js';
import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { MongodbModule } from './mongodb.module.js';
import { MongodbProbe } from './mongodb.probe.js';
import { mongodbSection } from './mongodb.settings.js';

const uri = process.env['MONGODB_TEST_URI'];
if (!uri)
  process.stderr.write('skipped, since MONGODB_TEST_URI is not set: MongodbProbe with a real server\n');

(uri ? describe : describe.skip)('MongodbProbe with a real server', () => {
  it('is up, and shows sizes, connections and rates', async () => {
    const environments = environmentsOf('mongodb', mongodbSection, { dev: { MONGODB_URI: uri ?? '' } });
    const builder = Test.createTestingModule({
      imports: [environmentsModule(environments), MongodbModule.for(environments)],
    });
    const app = await builder.compile();
    try {
      const probe = app.get(MongodbProbe);
      await probe.observe('dev', limitsOf());
      const { results, snapshot } = await probe.observe('dev', limitsOf());
      expect(results).toMatchObject([{ status: 'up', reason: null }]);
      const { version, uptimeMs, connections, operationsPerSecond, refused } =
        MongodbSnapshot.parse(snapshot);
      expect(version).toMatch(/^\d+\.\d+/);
      expect(uptimeMs).toBeGreaterThan(0);
      expect(connections?.current).toBeGreaterThan(0);
      expect(operationsPerSecond?.command).toBeGreaterThan(0);
      expect(refused).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
