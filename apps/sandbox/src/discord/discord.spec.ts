import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { OPENING_MS, openStage, type Stage } from '../testing/stage.ts';

const STAGING = '/discord/api/v10/webhooks/100000000000000002/sandbox-staging-token';
const PROD = '/discord/api/v10/webhooks/100000000000000003/sandbox-prod-token';
const CROSSED = '/discord/api/v10/webhooks/1000000000000000099/sandbox-crossed-token';

const letters = (count: number) => 'a'.repeat(count);
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

describe('Discord', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const post = (body: unknown, webhook = STAGING, query = '?wait=true') =>
    stage.send('POST', webhook + query, body);
  const calm = () =>
    stage.send('PUT', '/__control/limits', { discordPerTwoSeconds: 999, discordPerMinute: 999 });

  describe('posting', () => {
    it('answers 204 and nothing unless it is asked to wait', async () => {
      for (const query of ['', '?wait=false']) {
        const answer = await post({ content: 'hello' }, STAGING, query);
        expect([answer.status, answer.text]).toEqual([204, '']);
      }
    });

    it('answers the message in its documented form when it is asked to wait', async () => {
      const answer = await post({
        username: 'Env Monitor',
        flags: 4096,
        allowed_mentions: { parse: [] },
        embeds: [
          {
            title: '  [staging] MongoDB is down  ',
            url: 'https://monitor.example.test/env/staging',
            color: 15158332,
            timestamp: '2026-10-02T09:41:57.000Z',
            fields: [{ name: 'Service', value: 'mongodb', inline: true }],
            footer: { text: 'env-monitor 1.0.0' },
          },
        ],
      });
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual({
        id: expect.stringMatching(/^\d{18,20}$/),
        type: 0,
        content: '',
        channel_id: '200000000000000002',
        author: {
          id: '100000000000000002',
          username: 'Env Monitor',
          avatar: null,
          discriminator: '0000',
          public_flags: 0,
          flags: 0,
          bot: true,
          global_name: null,
        },
        attachments: [],
        embeds: [
          {
            type: 'rich',
            title: '[staging] MongoDB is down',
            url: 'https://monitor.example.test/env/staging',
            color: 15158332,
            timestamp: '2026-10-02T09:41:57+00:00',
            fields: [{ name: 'Service', value: 'mongodb', inline: true }],
            footer: { text: 'env-monitor 1.0.0' },
          },
        ],
        mentions: [],
        mention_roles: [],
        pinned: false,
        mention_everyone: false,
        tts: false,
        timestamp: '2026-10-02T09:41:57+00:00',
        edited_timestamp: null,
        flags: 4096,
        components: [],
        webhook_id: '100000000000000002',
      });
    });

    it('takes the address as its client copies it, without a version', async () => {
      expect((await post({ content: 'hello' }, STAGING.replace('/v10', ''))).status).toBe(200);
    });

    it('keeps what each webhook posted, and into which channel, for the control endpoint', async () => {
      await post({ content: 'for staging' });
      await post({ content: 'for prod, by mistake' }, CROSSED);
      const { discord } = (await stage.call('/__control/state')).json<{
        discord: { webhooks: { id: string; channelId: string; messages: { content: string }[] }[] };
      }>();
      const seen = discord.webhooks.flatMap(({ id, channelId, messages }) =>
        messages.map(({ content }) => [id, channelId, content]),
      );
      expect(seen).toEqual([
        ['100000000000000002', '200000000000000002', 'for staging'],
        ['1000000000000000099', '200000000000000003', 'for prod, by mistake'],
      ]);
    });
  });

  describe('limits of a message', () => {
    const error = (code: string, message: string) => ({ _errors: [{ code, message }] });
    const atMost = (max: number) => error('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    const required = error('BASE_TYPE_REQUIRED', 'This field is required');
    const embed = (errors: unknown) => ({ embeds: { '0': errors } });
    const field = { name: 'n', value: 'v' };

    it.each([
      ['content', { content: letters(2001) }, { content: atMost(2000) }],
      ['embeds', { embeds: times(11, { title: 't' }) }, { embeds: atMost(10) }],
      ['a title', { embeds: [{ title: letters(257) }] }, embed({ title: atMost(256) })],
      ['a description', { embeds: [{ description: letters(4097) }] }, embed({ description: atMost(4096) })],
      ['fields', { embeds: [{ fields: times(26, field) }] }, embed({ fields: atMost(25) })],
      [
        "a field's name",
        { embeds: [{ fields: [field, { name: letters(257), value: 'v' }] }] },
        embed({ fields: { '1': { name: atMost(256) } } }),
      ],
      [
        "a field's value",
        { embeds: [{ fields: [{ name: 'n', value: letters(1025) }] }] },
        embed({ fields: { '0': { value: atMost(1024) } } }),
      ],
      [
        'an empty field',
        { embeds: [{ fields: [{ name: ' ' }] }] },
        embed({ fields: { '0': { name: required, value: required } } }),
      ],
      [
        'a footer',
        { embeds: [{ footer: { text: letters(2049) } }] },
        embed({ footer: { text: atMost(2048) } }),
      ],
      [
        'an author',
        { embeds: [{ author: { name: letters(257) } }] },
        embed({ author: { name: atMost(256) } }),
      ],
      [
        'an address',
        { embeds: [{ title: 't', url: 'not an address' }] },
        embed({ url: error('URL_TYPE_INVALID_URL', 'Not a well formed URL.') }),
      ],
      [
        'an address without a dot in its host',
        { embeds: [{ title: 't', url: 'http://localhost:3000' }] },
        embed({ url: error('URL_TYPE_INVALID_URL', 'Not a well formed URL.') }),
      ],
      [
        'a colour',
        { embeds: [{ title: 't', color: '#ff0000' }] },
        embed({ color: error('NUMBER_TYPE_COERCE', 'Value is not int.') }),
      ],
      [
        'a name that is too long',
        { content: 'x', username: letters(81) },
        { username: error('BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 80 in length.') },
      ],
      [
        'a name with a forbidden word',
        { content: 'x', username: 'My DisCord bot' },
        { username: error('USERNAME_INVALID_CONTAINS', 'Username cannot contain "discord"') },
      ],
      [
        'a name that mentions',
        { content: 'x', username: 'everyone' },
        { username: error('USERNAME_INVALID', 'Username cannot be "everyone"') },
      ],
    ])('refuses %s with the tree of errors', async (_, body, errors) => {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(answer.json()).toEqual({ message: 'Invalid Form Body', code: 50035, errors });
    });

    it('counts 6000 characters over all embeds together', async () => {
      const halves = (extra: number) => [
        { description: letters(3000) },
        {
          description: letters(2500),
          footer: { text: letters(400) },
          fields: [{ name: letters(50), value: letters(50 + extra) }],
        },
      ];
      expect((await post({ embeds: halves(0) })).status).toBe(200);
      expect((await post({ embeds: halves(1) })).json()).toEqual({
        message: 'Invalid Form Body',
        code: 50035,
        errors: {
          embeds: error('MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000'),
        },
      });
    });

    it('takes everything at its limit, white space around it not counted', async () => {
      const body = {
        content: ` ${letters(2000)} `,
        embeds: [{ title: letters(256), description: letters(4096) }],
      };
      expect((await post(body)).status).toBe(200);
    });

    it('reports several problems at once', async () => {
      const { errors } = (await post({ content: letters(2001), username: 'clyde' })).json<{
        errors: object;
      }>();
      expect(Object.keys(errors)).toEqual(['content', 'username']);
    });

    it.each([
      ['nothing', {}],
      ['blanks', { content: '   ' }],
      ['an empty embed', { embeds: [{}] }],
      ['components without being asked to show them', { components: [{ type: 10 }] }],
    ])('refuses a message of %s with 50006', async (_, body) => {
      const answer = await post(body);
      expect([answer.status, answer.json()]).toEqual([
        400,
        { message: 'Cannot send an empty message', code: 50006 },
      ]);
    });

    it('refuses content beside components of the second version', async () => {
      const body = { content: 'x', flags: 32768, components: [{ type: 10, content: 'y' }] };
      const answer = await post(body, STAGING, '?wait=true&with_components=true');
      expect(answer.json()).toMatchObject({
        code: 50035,
        errors: { content: { _errors: [expect.anything()] } },
      });
    });

    it.each([
      ['text/plain', 'hello', 50035],
      ['application/json', '{"content":', 50109],
      ['application/json', '[]', 50035],
    ])('refuses a body of %s that says %s', async (contentType, body, code) => {
      const answer = await stage.call(STAGING, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body,
      });
      expect([answer.status, answer.json()]).toEqual([400, expect.objectContaining({ code })]);
    });

    it('lets nobody through who does not name a User-Agent', async () => {
      const status = await new Promise((resolve, reject) => {
        request(stage.url + STAGING, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(status).toBe(403);
    });
  });

  describe('rate limits', () => {
    it('has a bucket of five per two seconds for each webhook, and says how full it is', async () => {
      const answers = [];
      for (let count = 0; count < 5; count++) answers.push(await post({ content: 'x' }));
      expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual([
        '4',
        '3',
        '2',
        '1',
        '0',
      ]);
      stage.clock.atMs += 750;
      const refused = await post({ content: 'x' });
      expect(refused.status).toBe(429);
      expect(refused.json()).toEqual({
        message: 'You are being rate limited.',
        retry_after: 1.25,
        global: false,
      });
      expect(Object.fromEntries(refused.headers)).toMatchObject({
        'retry-after': '2',
        'x-ratelimit-limit': '5',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': ((OPENING_MS + 2000) / 1000).toFixed(3),
        'x-ratelimit-reset-after': '1.250',
        'x-ratelimit-bucket': expect.stringMatching(/^[0-9a-f]{32}$/),
        'x-ratelimit-scope': 'user',
      });
      expect(refused.headers.has('x-ratelimit-global')).toBe(false);
      expect((await post({ content: 'x' }, PROD)).status).toBe(200);
      expect((await stage.call(STAGING)).status).toBe(200);
      stage.clock.atMs += 1250;
      expect((await post({ content: 'x' })).status).toBe(200);
    });

    it('lets a channel have thirty messages a minute, whichever webhook posts them', async () => {
      for (let count = 0; count < 30; count++) {
        if (count % 5 === 0) stage.clock.atMs += 2000;
        expect((await post({ content: 'x' }, count % 2 ? PROD : CROSSED)).status).toBe(200);
      }
      stage.clock.atMs += 2000;
      const refused = await post({ content: 'x' }, PROD);
      expect([refused.status, refused.headers.get('x-ratelimit-scope')]).toEqual([429, 'shared']);
      expect((await post({ content: 'x' })).status).toBe(200);
    });

    it.each([
      ['user', null, false],
      ['shared', null, false],
      ['global', 'true', true],
    ] as const)('plays a limit of scope %s on demand', async (scope, header, isGlobal) => {
      stage.faults.add({
        service: 'discord',
        environment: 'staging',
        kind: 'rate-limit',
        scope,
        retryAfterSeconds: 3,
      });
      const answer = await post({ content: 'x' });
      expect(answer.json()).toEqual({
        message: 'You are being rate limited.',
        retry_after: 3,
        global: isGlobal,
      });
      const seen = ['x-ratelimit-scope', 'x-ratelimit-global', 'retry-after'].map((name) =>
        answer.headers.get(name),
      );
      expect(seen).toEqual([scope, header, '3']);
      expect((await post({ content: 'x' }, PROD)).status).toBe(200);
    });
  });

  describe('webhooks and messages', () => {
    beforeEach(calm);

    it('shows a webhook without posting', async () => {
      expect((await stage.call(STAGING)).json()).toEqual({
        id: '100000000000000002',
        type: 1,
        guild_id: expect.any(String),
        channel_id: '200000000000000002',
        name: expect.any(String),
        avatar: null,
        token: 'sandbox-staging-token',
        application_id: null,
      });
    });

    it('does not know a webhook that was deleted', async () => {
      expect((await stage.call(STAGING, { method: 'DELETE' })).status).toBe(204);
      const answer = await post({ content: 'x' });
      expect([answer.status, answer.json()]).toEqual([404, { message: 'Unknown Webhook', code: 10015 }]);
    });

    it('refuses a wrong token', async () => {
      const answer = await post({ content: 'x' }, STAGING.replace('staging', 'prod'));
      expect([answer.status, answer.json()]).toEqual([
        401,
        { message: 'Invalid Webhook Token', code: 50027 },
      ]);
    });

    it('gets, changes and deletes a message', async () => {
      const { id } = (await post({ content: 'down', embeds: [{ title: 't' }] })).json<{ id: string }>();
      const path = `${STAGING}/messages/${id}`;
      stage.clock.atMs += 5000;
      expect((await stage.send('PATCH', path, { content: 'up' })).json()).toMatchObject({
        id,
        content: 'up',
        embeds: [{ title: 't' }],
        edited_timestamp: '2026-10-02T09:42:02+00:00',
      });
      expect((await stage.call(path)).json()).toMatchObject({ content: 'up' });
      expect((await stage.send('PATCH', path, { content: null, embeds: null })).json()).toMatchObject({
        code: 50006,
      });
      expect((await stage.call(path, { method: 'DELETE' })).status).toBe(204);
      const gone = await stage.send('PATCH', path, { content: 'x' });
      expect([gone.status, gone.json()]).toEqual([404, { message: 'Unknown Message', code: 10008 }]);
    });

    it("does not know another webhook's message", async () => {
      const { id } = (await post({ content: 'x' })).json<{ id: string }>();
      expect((await stage.call(`${PROD}/messages/${id}`)).json()).toMatchObject({ code: 10008 });
    });

    it('posts into the one thread of its channel, and edits there', async () => {
      const thread = '400000000000000002';
      const posted = await post({ content: 'x' }, STAGING, `?wait=true&thread_id=${thread}`);
      const { id, channel_id } = posted.json<{ id: string; channel_id: string }>();
      expect(channel_id).toBe(thread);
      const edit = (query: string) =>
        stage.send('PATCH', `${STAGING}/messages/${id}${query}`, { content: 'y' });
      expect((await edit(`?thread_id=${thread}`)).status).toBe(200);
      expect((await edit('')).json()).toMatchObject({ code: 10008 });
    });

    it('wakes the roles that are both named and allowed', async () => {
      const allowed_mentions = { parse: [], roles: ['1', '3'] };
      const posted = await post({ content: '<@&1> <@&2>', allowed_mentions });
      expect(posted.json()).toMatchObject({ mention_roles: ['1'] });
    });

    it('knows no other thread and opens none', async () => {
      expect((await post({ content: 'x' }, STAGING, '?thread_id=1')).json()).toMatchObject({ code: 10003 });
      expect((await post({ content: 'x', thread_name: 't' })).json()).toMatchObject({ code: 220003 });
    });

    it.each([
      [{ kind: 'unauthorized' as const }, 401, 50027],
      [{ kind: 'status' as const, status: 404 }, 404, 10015],
      [{ kind: 'status' as const, status: 403 }, 403, 50013],
      [{ kind: 'status' as const, status: 500 }, 500, 0],
    ])('words the fault %j as the vendor would', async (fault, status, code) => {
      stage.faults.add({ service: 'discord', ...fault });
      const answer = await post({ content: 'x' });
      expect([answer.status, answer.json()]).toEqual([status, expect.objectContaining({ code })]);
    });
  });
});
