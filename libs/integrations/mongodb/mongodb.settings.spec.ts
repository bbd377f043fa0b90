import { describe, expect, it } from '@jest/globals';
import { mongodbSection } from './mongodb.settings.js';

const PASSWORD = 'correct-horse-battery';

function settingsOf(uri: string, others: Record<string, string> = {}) {
  return mongodbSection.compose({ MONGODB_URI: uri, ...others }, 'dev', undefined);
}

describe('mongodbSection', () => {
  it.each([
    ['mongodb://h/app', 'h:27017', 'app'],
    ['mongodb://h:27018', 'h:27018', 'test'],
    [`mongodb://u:${PASSWORD}@a:1,b,c:3/shop%2Dnew?replicaSet=rs0`, 'a:1, b:27017, c:3', 'shop-new'],
    [`mongodb+srv://u:${PASSWORD}@c.ab12.mongodb.net/?w=majority`, 'c.ab12.mongodb.net', 'test'],
    ['mongodb://[::1]:27017/app', '[::1]:27017', 'app'],
  ])('finds where %s points', (uri, host, database) => {
    expect(mongodbSection.variables['MONGODB_URI']?.schema.safeParse(uri).success).toBe(true);
    expect(mongodbSection.describe(settingsOf(uri)).settings).toEqual({ host, database });
  });

  it.each([
    ['redis://h'],
    ['mongodb://'],
    ['mongodb://u:p@ss@h/app'],
    ['mongodb://u:p/ss@h/app'],
    ['mongodb://h/app other'],
  ])('does not take %s', (uri) => {
    expect(mongodbSection.variables['MONGODB_URI']?.schema.safeParse(uri).success).toBe(false);
  });

  it('prefers a database that is set to the one in the URI', () => {
    expect(settingsOf('mongodb://h/app', { MONGODB_DATABASE: 'shop' }).database).toBe('shop');
  });

  it('links to Atlas for a cluster that is there', () => {
    expect(mongodbSection.describe(settingsOf('mongodb+srv://c.ab12.mongodb.net/app')).vendorUrl).toBe(
      'https://cloud.mongodb.com',
    );
    expect(mongodbSection.describe(settingsOf('mongodb://db.internal/mongodb.net')).vendorUrl).toBeNull();
  });

  it('describes nothing secret', () => {
    const settings = settingsOf(`mongodb://envscope:${PASSWORD}@h/app`);
    expect(JSON.stringify(mongodbSection.describe(settings))).not.toContain(PASSWORD);
    expect(settings.host).not.toContain(PASSWORD);
  });
});
