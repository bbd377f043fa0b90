import { describe, expect, it } from '@jest/globals';
import { Faults } from './faults.ts';

describe('Faults', () => {
  it('gives an armed fault to its own service only', () => {
    const faults = new Faults();
    const { id } = faults.add({ service: 'discord', kind: 'hang' });
    expect(faults.take('sentry')).toBeUndefined();
    expect(faults.take('discord')).toMatchObject({ id, kind: 'hang' });
  });

  it('gives a fault of one environment to no other environment', () => {
    const faults = new Faults();
    faults.add({ service: 'redis', environment: 'prod', kind: 'down' });
    expect(faults.take('redis', 'dev')).toBeUndefined();
    expect(faults.take('redis')).toBeUndefined();
    expect(faults.take('redis', 'prod')?.kind).toBe('down');
  });

  it('gives a fault without an environment to every environment', () => {
    const faults = new Faults();
    faults.add({ service: 'redis', kind: 'loading' });
    expect(faults.take('redis', 'dev')?.kind).toBe('loading');
    expect(faults.take('redis', 'prod')?.kind).toBe('loading');
  });

  it('wears out after its number of times and then lets the next one through', () => {
    const faults = new Faults();
    faults.add({ service: 'discord', kind: 'status', status: 503, times: 2 });
    faults.add({ service: 'discord', kind: 'empty' });
    const kinds = [1, 2, 3, 4].map(() => faults.take('discord')?.kind);
    expect(kinds).toEqual(['status', 'status', 'empty', 'empty']);
  });

  it('clears by service and environment', () => {
    const faults = new Faults();
    faults.add({ service: 'redis', environment: 'dev', kind: 'down' });
    faults.add({ service: 'redis', environment: 'prod', kind: 'down' });
    faults.add({ service: 'discord', kind: 'down' });
    faults.clear({ service: 'redis', environment: 'dev' });
    expect(faults.list().map(({ service, environment }) => [service, environment])).toEqual([
      ['redis', 'prod'],
      ['discord', undefined],
    ]);
    faults.clear();
    expect(faults.list()).toEqual([]);
  });
});
