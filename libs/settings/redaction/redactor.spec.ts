import { describe, expect, it } from '@jest/globals';
import { Redactor } from './redactor.js';

describe('Redactor', () => {
  const redactor = new Redactor([
    'rediss://default:p%40ssw0rd-long@name.upstash.io:6379',
    'https://discord.com/api/webhooks/1290000000000000001/token-that-is-quite-long-and-secret',
    'ur1234567-abcdef',
    'a=https://one:first-password@a.example.com/x,b=https://two:second-password@b.example.com/y?key=third-pass&full=verbose',
    'mongodb://app:hosts-password@a.example.com:27017,b.example.com:27017/app',
    'https://hooks.example.com/services/T0AB12CD9/envscope?sig=fourth+pass',
    'Basic ' + Buffer.from('ops:fifth-password').toString('base64'),
    'Sésame "ouvre"/toi & moi',
    'Geheimnis',
    'redis://watcher:sandbox@cache',
  ]);

  it.each([
    ['the whole URL', 'connect rediss://default:p%40ssw0rd-long@name.upstash.io:6379 failed'],
    ['its password as written', 'AUTH p%40ssw0rd-long'],
    ['its password as sent', 'AUTH p@ssw0rd-long'],
    ["a webhook's token", 'POST /webhooks/1/token-that-is-quite-long-and-secret'],
    ['a key', 'Bearer ur1234567-abcdef'],
    ['every password of a list', 'first-password second-password'],
    ['the password of a URL with several hosts', 'bad auth hosts-password'],
    ["a query's value", 'GET /y?key=third-pass'],
    ['a segment of a path that was drawn by lot', 'Cannot POST /services/T0AB12CD9/envscope'],
    ['what a header encodes', 'user ops:fifth-password'],
    ['a header', `authorization: Basic ${Buffer.from('ops:fifth-password').toString('base64')}`],
    ['an ordinary word in the place of a password', 'redis://watcher:sandbox@cache, sent watcher:sandbox'],
  ])('masks %s', (_what, text) => {
    expect(redactor.text(text)).toContain('•••');
    expect(redactor.text(text)).not.toMatch(
      /ssw0rd|quite-long|abcdef|hosts-password|first|second|third|T0AB|fifth|b3Bz|sandbox/,
    );
  });

  const odd = 'Sésame "ouvre"/toi & moi';
  it.each([
    ['percent-encoded', encodeURIComponent(odd)],
    ['percent-encoded in lower case', encodeURIComponent(odd).toLowerCase().replace('s%', 'S%')],
    ['as a form', new URLSearchParams({ odd }).toString().slice(4)],
    ['in JSON', JSON.stringify({ odd })],
    ['in JSON within JSON', JSON.stringify({ body: JSON.stringify({ odd }) })],
    ['in JSON with slashes escaped', JSON.stringify({ odd }).replaceAll('/', '\\/')],
    ['in JSON of ASCII', JSON.stringify({ odd }).replace('é', '\\u00e9')],
    ['in HTML', 'Sésame &quot;ouvre&quot;/toi &amp; moi'],
    ['in base64', Buffer.from(odd).toString('base64')],
    ['within base64', Buffer.from(`a:${odd} and more`).toString('base64')],
    ['within URL-safe base64', Buffer.from(`ab:${odd}?`).toString('base64url')],
  ])('masks a secret %s', (_spelling, text) => {
    const masked = redactor.text(`before ${text} behind`);
    expect(masked).toMatch(/^before .*•••.* behind$/);
    expect(masked).not.toMatch(/same|ouvre|moi|b3V2cmUi|291dnJlI|vdXZyZSI/);
  });

  it('leaves JSON readable to whoever parses it', () => {
    const text = JSON.stringify({ path: `/x/${odd}`, header: 'ur1234567-abcdef', status: 502 });
    expect(JSON.parse(redactor.text(text))).toEqual({ path: '/x/•••', header: '•••', status: 502 });
  });

  it.each([
    ['cut by us', 'Cannot POST /webhooks/token-that-is-qui…'],
    ['cut by a vendor', 'Cannot POST /webhooks/token-that-is-qui...'],
  ])('masks the beginning of a secret that was %s', (_who, text) => {
    expect(redactor.text(text)).toMatch(/^Cannot POST \/webhooks\/•••(…|\.\.\.)$/);
  });

  it('masks within values of any depth, and keeps their shape', () => {
    const value = { a: [{ b: 'key ur1234567-abcdef', c: null, d: 1, e: true }] };
    expect(redactor.value(value)).toEqual({ a: [{ b: 'key •••', c: null, d: 1, e: true }] });
  });

  it('takes a list of any length, and leaves addresses without a secret readable', () => {
    const names = Array.from({ length: 2_000 }, (_, n) => `t${n}=http://host-${n}.example.com/health`);
    const long = new Redactor([[...names, 'last=https://u:long-list-password@z.example.com/x'].join(',')]);
    expect(long.text('GET http://host-7.example.com/health')).toBe('GET http://host-7.example.com/health');
    expect(long.text('Basic u:long-list-password')).not.toContain('long-list-password');
  });

  it.each([
    'name.upstash.io refused',
    'https://hooks.example.com/services/envscope answered 502',
    'the sandbox and its default database',
    'Geheimnisse are many, and so is a Staatsgeheimnis',
    'webhook 1290000000000000001, full=verbose',
    'a.example.com:27017',
    'degraded',
  ])('leaves what is ordinary alone: %s', (text) => expect(redactor.text(text)).toBe(text));

  it('masks nothing for secrets that are ordinary or short', () => {
    const weak = new Redactor([
      'password',
      'abc',
      '12345',
      'degraded',
      'application/json',
      'redis://:redis@redis',
    ]);
    const text = 'password abc 12345 degraded application/json redis refused';
    expect(weak.text(text)).toBe(text);
    expect(weak.text('redis://:redis@redis')).toBe('•••');
    expect(new Redactor([]).value({ a: 1 })).toEqual({ a: 1 });
  });

  it('is one pass over a text, however many secrets there are', () => {
    const secrets = Array.from({ length: 2_000 }, (_, n) => `key-${n}-${n * 7919}-abcdef`);
    const many = new Redactor(secrets);
    const text = Array.from({ length: 20_000 }, (_, n) => `target-${n} answered 200 in ${n} ms`).join(' ');
    expect(many.text(text)).toBe(text);
    expect(many.text(`${text} ${secrets[1_999]}`)).toBe(`${text} •••`);
  });

  it.each([redactor, new Redactor([])])(
    'masks API keys of the console, whole and cut, which no setting holds',
    (each) => {
      const key = `env_${'a1B2'.repeat(12)}Z`;
      const texts = [`Bearer ${key}`, `Bearer ${key.slice(0, 30)}…`, 'ENV_NAME env_name env_'];
      expect(texts.map((text) => each.text(text))).toEqual(['Bearer env_•••', 'Bearer env_•••…', texts[2]]);
      expect(each.value({ note: key })).toEqual({ note: 'env_•••' });
    },
  );
});
