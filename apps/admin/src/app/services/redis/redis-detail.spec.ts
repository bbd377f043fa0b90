import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, rowsOf, textOf, valueOf } from '../../testing/service-bench';
import { showDetail } from '../service-view.fixture';
import { PARTLY_READ_CLUSTER, REDIS, SILENT_REDIS, UPSTASH } from './redis.fixture';

const show = (snapshot: Record<string, unknown> | null) => showDetail('redis', snapshot);

describe('RedisDetail', () => {
  beforeEach(prepareBench);

  it('counts keys by prefix, those of unlisted prefixes together', async () => {
    expect(rowsOf(await show(REDIS))).toEqual([
      ['dev:', 'This environment', '12,904'],
      ['prod:', 'Production', '1,201'],
      ['bull:', 'Not in this console', '96'],
      ['Unlisted prefixes', '', '11'],
    ]);
  });

  it('says that a count was cut short', async () => {
    const host = await show(UPSTASH);
    expect(rowsOf(host)).toEqual([['stage:', 'This environment', '≥ 40,000']]);
    expect(textOf(host)).toContain('Partial count: the time limit was reached after 40,000 keys');
  });

  it('shows the link to the primary of a replica only', async () => {
    expect(textOf(await show(REDIS))).not.toContain('Link to the primary');
    const replica = await show({ ...REDIS, role: 'slave', primaryLink: 'down' });
    expect(valueOf(replica, 'Link to the primary')).toBe('Broken');
  });

  it('lists the masters of a cluster, and which of them were not read', async () => {
    expect(rowsOf(await show(PARTLY_READ_CLUSTER))).toEqual([
      ['10.0.0.1:6379', '90 MB', '– No limit is set', '812'],
      ['10.0.0.2:6379', ...Array.from({ length: 3 }, () => '– The console cannot reach this server')],
    ]);
  });

  it('says that its own reads are left out of the figures', async () => {
    expect(textOf(await show(REDIS))).toContain('Operations and hit rate exclude the console’s own reads');
  });

  it('shows nothing that it does not know as 0', async () => {
    const host = await show(SILENT_REDIS);
    expect(valueOf(host, 'Limit')).toBe('– This server does not provide this figure');
    expect(valueOf(host, 'Evicted')).toBe('– Known after two samples');
    expect(textOf(host)).not.toMatch(/\b0\b/);
  });
});
