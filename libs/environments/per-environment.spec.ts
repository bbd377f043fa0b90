import { describe, expect, it } from '@jest/globals';
import type { Environment } from './environments.js';
import { NotConfigured, PerEnvironment } from './per-environment.js';

type Settings = { redis: { key: string } };

function environment(id: string, key?: string): Environment<Settings> {
  const description = { settings: {}, vendorUrl: null, addresses: [] };
  return {
    id,
    name: { ko: id, en: id },
    color: '#000000',
    alerting: { language: 'en' },
    channels: [],
    sections: {
      redis: key
        ? { state: 'configured', settings: { key }, credential: 'own', description, intervalMs: 1 }
        : { state: 'missing', variables: [`REDIS_URL_${id.toUpperCase()}`], intervalMs: 1 },
    },
  };
}

class Client {
  closed = 0;
  constructor(readonly key: string) {}
  close(): void {
    this.closed += 1;
  }
}

const create = ({ key }: Settings['redis']) => new Client(key);

describe('PerEnvironment', () => {
  it('gives each environment a client of its own settings', () => {
    const clients = PerEnvironment.build(
      'redis',
      [environment('dev', 'a'), environment('prod', 'b')],
      create,
    );
    expect(clients.for('dev').key).toBe('a');
    expect(clients.for('prod').key).toBe('b');
  });

  it('says what to set where nothing is configured', () => {
    const clients = PerEnvironment.build('redis', [environment('dev')], create);
    expect(() => clients.for('dev')).toThrow(new NotConfigured('redis', 'dev', ['REDIS_URL_DEV']));
  });

  it('gives environments with one credential one client, and closes it once', async () => {
    const clients = PerEnvironment.build(
      'redis',
      [environment('dev', 'a'), environment('prod', 'a')],
      create,
      {
        shareBy: ({ key }) => key,
      },
    );
    expect(clients.for('dev')).toBe(clients.for('prod'));
    await clients.onApplicationShutdown();
    expect(clients.for('dev').closed).toBe(1);
  });
});
