import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { ConsoleUnderTest } from '../testing/console-under-test.js';

const RULE = {
  name: 'Redis is slow',
  service: 'redis',
  measurement: 'latencyMs',
  condition: 'greater_than',
  threshold: 250,
  durationMs: 300_000,
  severity: 'high',
  cooldownMs: 600_000,
  isEnabled: true,
  tags: [],
};

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
}

describe('the HTTP surface', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({ variables: { PUBLIC_URL: 'https://envscope.example.com' } });
  });
  afterAll(() => console.close());

  /** fetch() does not let a Host header through. */
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Answer>((resolve, reject) => {
      const asked = request(`${console.url}${path}`, { headers, method }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      asked.on('error', reject).end();
    });

  it.each(['evil.example.com', 'localhost.evil.example.com', '127.0.0.1.evil.example.com:3000'])(
    'refuses the host %s, which may point here by DNS rebinding',
    async (host) => {
      const { status, text } = await ask('/api/internal/config', { host });
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({ code: 'foreign-host' });
    },
  );

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'envscope.example.com'])(
    'answers to %s',
    async (host) => {
      expect((await ask('/api/internal/config', { host })).status).toBe(200);
    },
  );

  it.each(['https://evil.example.com', 'http://localhost:9999', 'null'])(
    'refuses the origin %s',
    async (origin) => {
      const { status, text } = await ask('/api/internal/environments/dev/checks', { origin }, 'POST');
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({ code: 'foreign-origin' });
    },
  );

  it('answers its own page and the public one in front of it', async () => {
    const { host } = new URL(console.url);
    expect((await ask('/api/internal/config', { origin: `http://${host}` })).status).toBe(200);
    expect((await ask('/api/internal/config', { origin: 'https://envscope.example.com' })).status).toBe(200);
  });

  it.each(['cross-site', 'same-site'])(
    'refuses what a page makes a browser ask %s of the API',
    async (site) => {
      for (const path of ['/api/internal/config', '/api/internal/stream', '/api/docs-json', '/api/nope']) {
        const { status, text } = await ask(path, { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' });
        expect({ path, status, ...(JSON.parse(text) as object) }).toMatchObject({
          path,
          status: 403,
          code: 'foreign-site',
        });
      }
    },
  );

  it.each(['none', 'same-origin', undefined])(
    'answers a browser that says %s, and programs',
    async (site) => {
      const headers: Record<string, string> = site === undefined ? {} : { 'sec-fetch-site': site };
      for (const path of ['/api/internal/config', '/api/health/live', '/api/docs-json']) {
        expect({ path, status: (await ask(path, headers)).status }).toEqual({ path, status: 200 });
      }
    },
  );

  it('may be linked to from anywhere: its pages, and the documentation', async () => {
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    for (const path of ['/', '/incidents/7', '/api/docs']) {
      expect({ path, status: (await ask(path, followed)).status }).toEqual({ path, status: 200 });
    }
    expect((await ask('/api/internal/config', followed)).status).toBe(403);
  });

  it('answers an unknown route of the API with a problem', async () => {
    const { status, headers, text } = await ask('/api/nope');
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({ code: 'unknown-route', params: { path: '/api/nope' } });
  });

  it('serves the page for every path of the console', async () => {
    const { status, text, headers } = await ask('/environments/staging/services/redis');
    expect(status).toBe(200);
    expect(text).toContain('<title>Envscope</title>');
    expect(headers['cache-control']).toBe('private, no-cache');
  });

  it.each(['/', '/incidents/7'])('answers HEAD %s as GET, without the page', async (path) => {
    const [head, get] = [await ask(path, {}, 'HEAD'), await ask(path)];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  it('answers a missing file with a 404, never with the page', async () => {
    const { status, text } = await ask('/main-ABCDEFGH.js');
    expect(status).toBe(404);
    expect(text).not.toContain('<title>');
  });

  it.each(['/api/internal/config', '/api/internal/rules'])('says that %s is as it was', async (path) => {
    const first = await ask(path, { 'accept-encoding': 'br' });
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const { etag = '' } = first.headers;
    const again = await ask(path, { 'accept-encoding': 'br', 'if-none-match': String(etag) });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  describe('the headers by which browsers protect it', () => {
    const policyOf = ({ headers }: Answer): string => String(headers['content-security-policy']);

    it('let no script run and no style count but its own', async () => {
      const answer = await ask('/');
      expect(policyOf(answer)).toContain("script-src 'self';");
      expect(policyOf(answer)).not.toContain('unsafe');
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringMatching(/camera=\(\).*clipboard-write=\(self\)/),
      });
      expect(answer.headers['x-powered-by']).toBeUndefined();
    });

    it('let a page write styles by a nonce that no other answer has', async () => {
      const nonces = await Promise.all(
        [1, 2].map(async () => {
          const answer = await ask('/incidents');
          const [, nonce] = /<app-root ngCspNonce="([^"]{22,})">/.exec(answer.text) ?? [];
          expect(policyOf(answer)).toContain(`style-src 'self' 'nonce-${nonce}'`);
          return nonce;
        }),
      );
      expect(new Set(nonces).size).toBe(2);
    });

    it('let nothing be loaded by what the API answers', async () => {
      expect(policyOf(await ask('/api/internal/config'))).toBe("default-src 'none';frame-ancestors 'none'");
      expect(policyOf(await ask('/api/nope'))).toBe("default-src 'none';frame-ancestors 'none'");
    });

    it('name the styles that the documentation of the API brings along, and no others', async () => {
      const answer = await ask('/api/docs');
      const hashOf = (text = '') => createHash('sha256').update(text).digest('base64');
      const written = [...answer.text.matchAll(/<style>(.*?)<\/style>|\sstyle="([^"]*)"/gs)].map(
        ([, sheet, attribute]) => hashOf(sheet ?? attribute),
      );
      // The logo is drawn by a script, with a style sheet within it.
      const script = await ask('/api/docs/swagger-ui-standalone-preset.js');
      const [, logo] = /"(\.logo_small_svg[^"]+)"/.exec(script.text) ?? [];
      const named = [...policyOf(answer).matchAll(/'sha256-([^']+)'/g)].map(([, hash]) => hash);
      expect(named.sort()).toEqual([...written, hashOf(logo)].sort());
    });

    it('ask for TLS only where it is spoken', async () => {
      const header = 'strict-transport-security';
      expect((await ask('/')).headers[header]).toBeUndefined();
      expect((await ask('/', { 'x-forwarded-proto': 'https' })).headers[header]).toBeUndefined();
      const behindTls = await ask('/', { host: 'envscope.example.com' });
      expect(behindTls.headers[header]).toBe('max-age=15768000');
    });
  });

  it('writes no header that a request has made up', async () => {
    const line = encodeURIComponent('\r\nx-made-up: yes');
    for (const path of [`/api/${line}`, `/${line}`, `/api/internal/incidents?cursor=${line}`]) {
      expect((await ask(path)).headers['x-made-up']).toBeUndefined();
    }
  });

  it('documents every route, with every schema named', async () => {
    const document = JSON.parse((await ask('/api/docs-json')).text) as {
      paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/internal/config',
        '/api/internal/overview',
        '/api/internal/overview/history',
        '/api/internal/marks',
        '/api/internal/marks/releases',
        '/api/internal/environments/{environment}/dashboard',
        '/api/internal/environments/{environment}/services/{service}',
        '/api/internal/environments/{environment}/services/{service}/series',
        '/api/internal/environments/{environment}/checks',
        '/api/internal/environments/{environment}/summary',
        '/api/internal/incidents',
        '/api/internal/incidents/{id}',
        '/api/internal/incidents/{id}/deliveries',
        '/api/internal/incidents/{id}/acknowledgement',
        '/api/internal/incidents/{id}/comments',
        '/api/internal/incidents/{id}/resolution',
        '/api/internal/rules',
        '/api/internal/rules/{id}',
        '/api/internal/deliveries',
        '/api/internal/deliveries/{id}/replay',
        '/api/internal/deliveries/replays',
        '/api/internal/mutes',
        '/api/internal/mutes/{id}/end',
        '/api/internal/channels',
        '/api/internal/channels/{id}/tests',
        '/api/internal/channels/{id}/retries',
        '/api/internal/stream',
        '/api/health/live',
        '/api/health/ready',
      ]),
    );
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining([
        'ConsoleConfig',
        'Overview',
        'Dashboard',
        'ServiceDetail',
        'Series',
        'IncidentPage',
        'Incident',
        'RuleList',
        'ServiceTraits',
        'DeliveryPage',
        'ReplayReport',
        'MuteList',
        'ChannelList',
        'ChannelTestReport',
        'Problem',
      ]),
    );
  });

  describe('where a body comes', () => {
    const send = async (path: string, type: string | undefined, body: string, method = 'POST') => {
      const headers = type === undefined ? {} : { 'content-type': type };
      const answer = await fetch(`${console.url}/api/internal/${path}`, { method, headers, body });
      return { status: answer.status, ...((await answer.json()) as object) };
    };
    const HANDLERS = [
      ['POST', 'deliveries/replays'],
      ['POST', 'deliveries/7/replay'],
      ['POST', 'environments/dev/checks'],
      ['POST', 'incidents/7/acknowledgement'],
      ['POST', 'incidents/7/comments'],
      ['POST', 'incidents/7/resolution'],
      ['POST', 'mutes'],
      ['POST', 'mutes/7/end'],
      ['POST', 'rules'],
      ['PUT', 'rules/redis-memory'],
      ['DELETE', 'rules/redis-memory'],
      ['POST', 'channels/dev.discord/tests'],
      ['POST', 'channels/dev.discord/retries'],
    ] as const;

    it.each(HANDLERS)('refuses one that is not JSON: %s %s', async (method, path) => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', '']) {
        const answer = await send(path, type, '{"environment":"dev"}', method);
        expect({ sent: type, ...answer }).toMatchObject({ sent: type, status: 415, code: 'body-not-json' });
      }
    });

    it('gives no object what a body says of all of them', async () => {
      const body = '{"__proto__":{"isHostile":true},"constructor":{"prototype":{"isHostile":true}}}';
      for (const [method, path] of HANDLERS) {
        const headers = { 'content-type': 'application/json' };
        await fetch(`${console.url}/api/internal/${path}`, { method, headers, body });
        expect(({} as { isHostile?: boolean }).isHostile).toBeUndefined();
      }
    });

    it('refuses to do without one where a handler needs it', async () => {
      for (const type of ['application/json', undefined]) {
        expect(await send('mutes', type, '')).toMatchObject({ status: 400, code: 'invalid-input' });
      }
    });

    it('does without one where it is documented', async () => {
      expect(await send('deliveries/replays', undefined, '')).toEqual({ status: 200, replayed: 0 });
      const json = 'application/json; charset=utf-8';
      expect(await send('deliveries/replays', json, '{"environment":"dev"}')).toEqual({
        status: 200,
        replayed: 0,
      });
    });

    it('reports thousands of unknown names in one short answer', async () => {
      const names = Array.from({ length: 4_000 }, (_, index) => `name${index}`);
      const body = JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])));
      const answer = await send('deliveries/replays', 'application/json', body);
      expect(answer).toMatchObject({ status: 400, code: 'invalid-input', params: { omitted: 3_980 } });
      expect(JSON.stringify(answer).length).toBeLessThan(16_000);
    });

    it.each([
      ['names', JSON.stringify({ ['\u0001한'.repeat(9_000)]: 1 })],
      ['entries', JSON.stringify({ ...RULE, environments: Array.from({ length: 20_000 }, () => 'NO') })],
    ])('bounds what it says of long %s', async (_, body) => {
      const answer = await send('rules', 'application/json', body);
      expect(answer).toMatchObject({ status: 400, code: 'invalid-input' });
      expect(JSON.stringify(answer).length).toBeLessThan(16_000);
    });
  });

  it('bounds what it says of a long query and a long path', async () => {
    const query = Array.from({ length: 900 }, (_, index) => `name${index}=1`).join('&');
    const long = 'x'.repeat(12_000);
    const paths = [`incidents?${query}`, `incidents/${long}`, `environments/${long}/dashboard`, long];
    for (const path of paths) {
      const { status, text } = await ask(`/api/internal/${path}`);
      expect([400, 404]).toContain(status);
      expect(text.length).toBeLessThan(16_000);
    }
  });

  it('shows the documentation to people', async () => {
    expect((await ask('/api/docs')).text).toContain('swagger');
  });
});

describe('below a path', () => {
  let console: ConsoleUnderTest;

  beforeAll(async () => {
    console = await ConsoleUnderTest.start({
      variables: { PUBLIC_URL: 'https://ops.example.com/envscope/' },
    });
  });
  afterAll(() => console.close());

  it.each(['', '/envscope'])('answers whether a proxy takes it off or not: %j', async (path) => {
    const config = await fetch(`${console.url}${path}/api/internal/config`);
    expect([config.status, config.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    for (const page of ['/', '/incidents/1?state=open']) {
      const answer = await fetch(`${console.url}${path}${page}`);
      expect(await answer.text()).toContain('<base href="/envscope/" />');
    }
    expect((await fetch(`${console.url}${path}/nope.js`)).status).toBe(404);
  });

  it('is its page without a slash, too', async () => {
    expect(await (await fetch(`${console.url}/envscope?a=1`)).text()).toContain('<base href="/envscope/" />');
  });

  it('takes no other path that begins alike', async () => {
    expect(
      (await fetch(`${console.url}/envscopes/api/internal/config`)).headers.get('content-type'),
    ).toContain('text/html');
  });

  it('refuses what a page of another site asks, below the path too', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await fetch(`${console.url}/envscope/api/internal/config`, { headers })).status).toBe(403);
  });

  it('says in the document of the API where it is', async () => {
    const { body } = await console.get<{ servers: { url: string }[] }>('/docs-json');
    expect(body.servers).toEqual([{ url: '/envscope' }]);
  });
});
