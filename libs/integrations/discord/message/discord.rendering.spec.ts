import { describe, expect, it } from '@jest/globals';
import type { ChannelBlock, ChannelMessage } from '@envscope/integrations/kernel/channels/channel.js';
import fc from 'fast-check';
import { DISCORD_ROOM, toDiscordMessage } from './discord.rendering.js';

const AT = '2026-10-02T09:41:57.000Z';

const block = (parts: Partial<ChannelBlock> = {}): ChannelBlock => ({
  title: 'Production: Redis is down',
  url: 'https://envscope.example.com/incidents/1',
  color: '#1f9d61',
  text: ['Refused'],
  facts: [],
  links: [],
  footer: 'Envscope',
  at: AT,
  ...parts,
});
const message = (parts: Partial<ChannelMessage> = {}): ChannelMessage => {
  return { blocks: [block()], urgency: null, events: [], ...parts };
};
const shown = (parts: Partial<ChannelBlock>) =>
  toDiscordMessage(message({ blocks: [block(parts)] }), {}).embeds[0];

describe('toDiscordMessage', () => {
  it('makes an embed of a block', () => {
    const facts = [{ name: 'Since', value: [{ at: AT, style: 'ago' as const }], isShort: true }];
    const links = [{ label: 'Atlas', url: 'https://cloud.mongodb.com' }];
    expect(shown({ facts, links })).toEqual({
      title: 'Production: Redis is down',
      url: 'https://envscope.example.com/incidents/1',
      color: '#1f9d61',
      description: 'Refused',
      fields: [{ name: 'Since', value: '<t:1790934117:R>', isInline: true }],
      links,
      footer: 'Envscope',
      timestamp: AT,
    });
  });

  it("leaves moments to each reader's own time zone", () => {
    const text = (['time', 'ago', 'since'] as const).flatMap((style) => [{ at: AT, style }, ', ']);
    const [time, ago] = ['<t:1790934117:f>', '<t:1790934117:R>'];
    expect(shown({ text })?.description).toBe(`${time}, ${ago}, ${time} (${ago}), `);
  });

  it.each([
    ['emphasis', 'a *b* __c__ ~~d~~ ||e||', 'a \\*b\\* \\_\\_c\\_\\_ \\~\\~d\\~\\~ \\|\\|e\\|\\|'],
    ['code', 'key `dev:*`', 'key \\`dev:\\*\\`'],
    ['a link', '[here](x)', '\\[here\\](x)'],
    ['a mention or a moment', '<@&42> <t:1:R>', '\\<@&42> \\<t:1:R>'],
    ['a heading, a quotation, a list', '# a\n> b\n- c', '\\# a\n\\> b\n\\- c'],
    ['a backslash', 'C:\\logs', 'C:\\\\logs'],
  ])('shows %s as it is written', (_what, text, expected) => {
    expect(shown({ text: [text] })?.description).toBe(expected);
    expect(shown({ title: text })?.title).toBe(expected);
  });

  it('leaves URLs alone, of which Discord makes links', () => {
    const text = ['see https://example.com/a_b_c now_'];
    expect(shown({ text })?.description).toBe('see https://example.com/a_b_c now\\_');
  });

  it.each([
    { urgency: 'critical' as const, expected: '123456789012345678' },
    { urgency: 'low' as const, expected: undefined },
    { urgency: null, expected: undefined },
  ])('wakes the role that is set for the severity $urgency', ({ urgency, expected }) => {
    const rendered = toDiscordMessage(message({ urgency }), { critical: '123456789012345678' });
    expect(rendered.mentionRoleId).toBe(expected);
  });

  it('names in a last embed what ten embeds have no room for', () => {
    const blocks = Array.from({ length: 12 }, (_, n) =>
      block({ title: `Service ${n}`, url: n === 11 ? null : `https://envscope.example.com/${n}` }),
    );
    const { embeds } = toDiscordMessage(message({ blocks }), {});
    expect(embeds).toHaveLength(10);
    expect(embeds[8]?.title).toBe('Service 8');
    expect(embeds[9]).toMatchObject({
      title: '+3',
      links: [
        { label: 'Service 9', url: 'https://envscope.example.com/9' },
        { label: 'Service 10', url: 'https://envscope.example.com/10' },
        { label: 'Service 11', url: null },
      ],
    });
  });
});

describe('DISCORD_ROOM', () => {
  it('never says that a text takes less than it does, whatever is in it and however it is put together', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('a_b', '*', '> x', 'https://a.example/x_y', '\n', '🔴'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.flatMap((name) => [name, ', ']);
        const apart = text.reduce((sum, part) => sum + DISCORD_ROOM.sizeOf([part]), 0);
        expect(shown({ text })?.description?.length).toBeLessThanOrEqual(apart);
      }),
    );
  });
});
