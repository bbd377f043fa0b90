import { describe, expect, it } from '@jest/globals';
import { loginFault } from './url-login.js';

describe('loginFault', () => {
  it.each([
    'redis://127.0.0.1:6379/0',
    'redis://:secret@db:6379',
    'rediss://default:p%40ss%2Fword@name.upstash.io:6379',
    'mongodb://u:p@a:1,b,c:3/shop?replicaSet=rs0',
    'mongodb+srv://c.ab12.mongodb.net/app',
    'https://token@shop.example.com/health?full=1',
    'https://registry.example.com/@scope/package',
    'http://localhost/?to=ops@example.com',
    'http://[::1]/@scope',
  ])('lets %s pass', (url) => expect(loginFault(url)).toBeUndefined());

  it.each(['/', '?', '#', '@', '\\'])('refuses a bare %s in a password, and repeats none of it', (mark) => {
    for (const url of [
      `mongodb://watcher:Ge${mark}heimnis@db.example.com/app`,
      `redis://watcher:12${mark}heimnis@db.example.com`,
      `redis://:12${mark}heimnis@db`,
      `https://watcher:12${mark}heimnis@shop.example.com/health`,
      `https://heimnis${mark}token@shop.example.com`,
      `https://watcher:Ge@${mark}heimnis@shop.example.com`,
    ]) {
      const fault = loginFault(url);
      expect(fault).toContain('%40');
      expect(fault).not.toMatch(/heimnis|watcher|Ge/);
    }
  });

  it.each(['redis://:pass\tword@db', 'https://shop.example.com/a b', 'redis://:secret@db\n'])(
    'refuses what a parser would drop without a word: %j',
    (url) => expect(loginFault(url)).toContain('space'),
  );
});
