import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareBench, textOf, valueOf } from '../../testing/service-bench';
import { showCard } from '../service-view.fixture';
import { PARTLY_READ_CLUSTER, REDIS, SILENT_REDIS, UPSTASH } from './redis.fixture';

const show = (snapshot: Record<string, unknown> | null) => showCard('redis', snapshot);

describe('RedisCard', () => {
  beforeEach(prepareBench);

  it('puts type, key prefix and database first', async () => {
    expect(textOf((await show(REDIS)).querySelector('app-redis-identity'))).toBe(
      'Type Local Key prefix dev: Database 0',
    );
    expect(textOf((await show(UPSTASH)).querySelector('app-redis-identity'))).toBe(
      'Type Upstash Key prefix stage: Database 0',
    );
  });

  it('shows memory, hit rate, clients and keys', async () => {
    const host = await show(REDIS);
    expect(host.querySelector('[role=meter]')?.getAttribute('aria-valuetext')).toBe(
      '90 MB of 128 MB (70.3%)',
    );
    expect(valueOf(host, 'Hit rate')).toBe('94.2%');
    expect(valueOf(host, 'Clients')).toBe('18');
    expect(valueOf(host, 'Own keys')).toBe('12,904');
  });

  it('warns of keys of other prefixes and names their environments', async () => {
    expect(textOf((await show(REDIS)).querySelector('app-notice'))).toBe(
      '1,308 keys carry another prefix: prod: 1,201 (Production) bull: 96',
    );
  });

  it('says that counts of a scan that was cut short are lower bounds', async () => {
    const host = await show(UPSTASH);
    expect(valueOf(host, 'Own keys')).toBe('40,000 at least; partial count');
    expect(host.querySelector('app-notice')).toBeNull();
  });

  it('shows memory without a limit as such', async () => {
    const host = await show(UPSTASH);
    expect(valueOf(host, 'Memory')).toBe('30 MB No limit is set');
    expect(host.querySelector('[role=meter]')).toBeNull();
  });

  it('explains figures that the server does not give, and shows none of them as 0', async () => {
    const host = await show(SILENT_REDIS);
    expect(valueOf(host, 'Memory')).toBe('– This server does not provide this figure');
    expect(valueOf(host, 'Hit rate')).toBe('– Known after two samples');
    expect(valueOf(host, 'Own keys')).toBe('– Keys have not been counted yet.');
    expect(textOf(host)).toContain('Key prefix (none) Database 3');
    expect(textOf(host)).not.toMatch(/\b0\b/);
  });

  it('says why there is no hit rate on a Redis that nobody else reads', async () => {
    const host = await show({ ...REDIS, hitRatio: null, operationsPerSecond: 0 });
    expect(valueOf(host, 'Hit rate')).toBe('– No lookups besides the console’s own');
  });

  it('says which commands were refused, and that a cluster was not read whole', async () => {
    expect(textOf((await show(SILENT_REDIS)).querySelector('app-notice'))).toContain('INFO, DBSIZE');
    const host = await show(PARTLY_READ_CLUSTER);
    expect(textOf(host.querySelector('app-notice'))).toContain('1 of 2 masters');
    expect(valueOf(host, 'Memory')).toMatch(/^–/);
  });
});
