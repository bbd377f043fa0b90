import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '../../testing/stage.ts';
import { htmlOf } from './markdown.ts';

const PROD = '/discord/api/v10/webhooks/100000000000000003/sandbox-prod-token';
const PAGE = '/discord/channels/300000000000000001/200000000000000003';

describe('the pages of Discord’s channels', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const post = (body: unknown) => stage.send('POST', PROD, body);

  it('show a message with its embed as people see it', async () => {
    await post({
      username: 'Envscope',
      embeds: [
        {
          title: '🔴 Production: search is down',
          description: 'Unexpected status 503\n[Open](https://example.com/a?b=1&c=2)',
          color: 0xdc2626,
          fields: [{ name: 'Since', value: '<t:1790934117:f> (<t:1790934117:R>)', inline: true }],
        },
      ],
    });
    const { status, text, headers } = await stage.call(PAGE);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('🔴 Production: search is down');
    expect(text).toContain('Unexpected status 503<br><a href="https://example.com/a?b=1&amp;c=2">Open</a>');
    expect(text).toContain('<time datetime="2026-10-02T09:41:57.000Z" data-style="R">');
    expect(text).toContain('border-color:#dc2626');
  });

  it('show the channel with the newest message first, and link every other one', async () => {
    await post({ content: 'here' });
    const { text } = await stage.call('/discord/channels');
    expect(text).toContain('<h1># alerts-prod</h1>');
    for (const environment of ['dev', 'staging']) expect(text).toContain(`# alerts-${environment}`);
  });

  it('say that there is nothing yet, in the reader’s language', async () => {
    expect((await stage.call(PAGE)).text).toContain('No message yet');
    const korean = await stage.call(PAGE, { headers: { 'accept-language': 'ko-KR,ko;q=0.9' } });
    expect(korean.text).toContain('아직 메시지가 없어요');
  });

  it('are no part of the API: no fault touches them, no call is counted, others are not there', async () => {
    stage.faults.add({ service: 'discord', kind: 'status', status: 500 });
    expect((await stage.call(PAGE)).status).toBe(200);
    expect((await stage.call('/discord/channels/300000000000000001/1')).status).toBe(404);
    const state = (await stage.call('/__control/state')).json<{ calls: Record<string, unknown> }>();
    expect(state.calls['discord']).toBeUndefined();
  });
});

describe('htmlOf', () => {
  it.each([
    ['a \\*b\\* & <i>', 'a *b* &amp; &lt;i&gt;'],
    ['[a\\]b](https://x.test/)', '<a href="https://x.test/">a]b</a>'],
    ['[a](javascript:alert(1))', '[a](javascript:alert(1))'],
    ['<@&500000000000000001>', '<span class="role">@500000000000000001</span>'],
  ])('writes %s as %s', (markdown, html) => {
    expect(htmlOf(markdown)).toBe(html);
  });
});
