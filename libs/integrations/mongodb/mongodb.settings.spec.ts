import { describe, expect, it } from '@jest/globals';
import { mongodbSection, mongodbUri } from './mongodb.settings.js';

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

  it.each([
    [
      'an unknown option',
      'mongodb://h/?retryWritez=true',
      '"retryWritez", which MongoDB\'s driver does not know',
    ],
    ['an option of older drivers', 'mongodb://h/?useNewUrlParser=true', '"useNewUrlParser", which'],
    [
      'two of them',
      'mongodb://h/?useNewUrlParser=true&poolSize=5&w=1',
      'has the option "useNewUrlParser" and the option "poolSize", which',
    ],
    ['a port where DNS gives it', 'mongodb+srv://u:s3cret@h.example.com:27017/', 'must name no port'],
    ['a value that is none', 'mongodb://h/?maxPoolSize=s3cret', '"maxPoolSize" with a value'],
    ['an option twice', 'mongodb://h/?w=1&w=2', '"w" with a value'],
    ['options that exclude each other', 'mongodb://a,b/?directConnection=true', '"directConnection"'],
    ['a percent sign that encodes nothing', 'mongodb://u:ab%zzs3cret@h/app', '"%" that encodes nothing'],
    ['a port that is none', 'mongodb://u:s3cret', 'cannot be read'],
    ['a bare slash in a password', 'mongodb://watcher:Ge/s3cret@db.example.com/app', '%2F'],
    ['a bare question mark in a password', 'mongodb://watcher:12?s3cret@db.example.com/app', '%3F'],
    ['a bare hash in a password', 'mongodb://watcher:12#s3cret@db.example.com/app', '%23'],
  ])('refuses %s as the driver would, without repeating a value', (_story, uri, fault) => {
    const message = mongodbUri.safeParse(uri).error?.issues[0]?.message;
    expect(message).toContain(fault);
    expect(message).not.toMatch(/s3cret|watcher/);
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
