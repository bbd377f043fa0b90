import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, rowsOf, textOf, valueOf } from '../../testing/service-bench';
import { showDetail } from '../service-view.fixture';
import { MONGODB, SILENT_MONGODB } from './mongodb.fixture';

const show = (snapshot: Record<string, unknown> | null) => showDetail('mongodb', snapshot);

describe('MongodbDetail', () => {
  beforeEach(prepareBench);

  it('breaks operations down by kind, and explains refused commands', async () => {
    expect(rowsOf(await show(MONGODB))).toEqual([
      ['Query', '31.2', '55.2%'],
      ['Insert', '2.4', '4.2%'],
      ['Update', '6.1', '10.8%'],
      ['Delete', '0.3', '0.5%'],
      ['Get more', '4', '7.1%'],
      ['Command', '12.5', '22.1%'],
      ['replSetGetStatus', 'Atlas does not offer it on this plan (M0 and Flex support only some commands).'],
      ['top', 'The database user lacks the role: grant it clusterMonitor on admin.'],
    ]);
  });

  it('keeps latencies below a millisecond', async () => {
    expect(valueOf(await show(MONGODB), 'Mean command')).toBe('0.4 ms');
  });

  it('has no shares of a second without operations', async () => {
    const rate = { insert: 0, query: 0, update: 0, delete: 0, getmore: 0, command: 0 };
    const [query] = rowsOf(await show({ ...MONGODB, operationsPerSecond: rate }));
    expect(query).toEqual(['Query', '0', '– Known after two samples']);
  });

  it('shows nothing that it does not know as 0', async () => {
    const host = await show(SILENT_MONGODB);
    expect(valueOf(host, 'Documents')).toBe('– This figure could not be read');
    expect(textOf(host)).not.toMatch(/\b0\b/);
  });
});
