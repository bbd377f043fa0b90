import { describe, expect, it } from '@jest/globals';
import { toEditBody, toExecuteBody, type DiscordEmbed, type DiscordMessage } from './discord.message.js';

interface WireEmbed {
  readonly title: string;
  readonly description: string;
  readonly color: number;
  readonly url?: string;
  readonly fields: readonly { name: string; value: string }[];
  readonly footer?: { text: string };
}

const embed = (parts: Partial<DiscordEmbed> = {}): DiscordEmbed => ({
  title: 'Down',
  color: '#e74c3c',
  ...parts,
});
const wire = (message: DiscordMessage) => toExecuteBody(message)['embeds'] as WireEmbed[];
const long = (units: number) => 'x'.repeat(units);
const link = (label: string) => ({ label, url: `https://example.com/${label}` });

describe('toExecuteBody', () => {
  it('names the sender in a way that Discord takes, and mentions nobody', () => {
    const body = toExecuteBody({ embeds: [embed({ description: '@everyone <@&42>' })] });
    expect(body['username']).not.toMatch(/discord|clyde/i);
    expect([body['content'], body['allowed_mentions']]).toEqual(['', { parse: [] }]);
  });

  it('wakes one role and no other', () => {
    const body = toExecuteBody({ embeds: [embed()], mentionRoleId: '123456789012345678' });
    expect([body['content'], body['allowed_mentions']]).toEqual([
      '<@&123456789012345678>',
      { parse: [], roles: ['123456789012345678'] },
    ]);
  });

  it('writes a colour as a number', () => {
    expect(wire({ embeds: [embed({ color: '#e74c3c' })] })[0]?.color).toBe(15_158_332);
  });

  it('cuts every part to its limit and marks the cut', () => {
    const fields = Array.from({ length: 30 }, () => ({ name: 'n', value: 'v' }));
    const [cut] = wire({ embeds: [embed({ title: long(300), footer: long(3_000), fields })] });
    expect([cut?.title.length, cut?.footer?.text.length, cut?.fields.length]).toEqual([256, 2_048, 25]);
    expect(cut?.title.endsWith('x…')).toBe(true);
  });

  it('keeps all embeds together within six thousand', () => {
    const embeds = Array.from({ length: 12 }, () => embed({ description: long(4_096) }));
    const kept = wire({ embeds });
    const total = kept.reduce((sum, { title, description }) => sum + title.length + description.length, 0);
    expect(total).toBe(6_000);
    expect(kept.length).toBeLessThanOrEqual(10);
  });

  it('cuts descriptions before it cuts what matters more in any embed', () => {
    const fields = [{ name: 'Since', value: '<t:1790934117:R>' }];
    const embeds = Array.from({ length: 10 }, (_, n) =>
      embed({ title: `Down ${n}`, description: long(4_096), fields, links: [link(`incident-${n}`)] }),
    );
    const kept = wire({ embeds });
    expect(kept.map(({ title }) => title)).toEqual(embeds.map(({ title }) => title));
    expect(kept.map((each) => each.fields[0]?.value)).toEqual(embeds.map(() => '<t:1790934117:R>'));
    expect(kept.every(({ description }, n) => description.endsWith(`/incident-${n})`))).toBe(true);
  });

  it('shows a link whole or not at all', () => {
    const links = [link(long(2_000)), link('fits'), link(long(2_500))];
    const [shown] = wire({ embeds: [embed({ description: long(4_000), links })] });
    expect(shown?.description).toMatch(/^x*…?\n\[x+\]\(https:\/\/example\.com\/x+\) · \[fits\]\(.*fits\)$/);
    expect(shown?.description.length).toBeLessThanOrEqual(4_096);
  });

  it('keeps a bracket in a URL from ending its link', () => {
    const links = [{ label: 'a', url: 'https://example.com/a(b)' }];
    expect(wire({ embeds: [embed({ links })] })[0]?.description).toBe('[a](https://example.com/a%28b%29)');
  });

  it('leaves out fields with an empty part, for which Discord would refuse all', () => {
    const fields = [
      { name: 'a', value: ' ' },
      { name: 'b', value: 'c' },
    ];
    expect(wire({ embeds: [embed({ fields })] })[0]?.fields).toEqual([
      { name: 'b', value: 'c', inline: false },
    ]);
  });

  it.each([
    ['half a character', `${long(254)}😀😀`, `${long(254)}…`],
    ['half a moment', `${long(250)}<t:1790934117:R>`, `${long(250)}…`],
  ])('never leaves %s where it cuts', (_what, title, expected) => {
    expect(wire({ embeds: [embed({ title })] })[0]?.title).toBe(expected);
  });

  it.each([
    ['has no dot in its host', 'http://localhost:3000/incidents/1'],
    ['is not of the web', 'mongodb://a.example.com'],
    ['is none', 'incidents/1'],
  ])('leaves out a URL that %s, for which Discord would refuse all', (_what, url) => {
    expect(wire({ embeds: [embed({ url })] })[0]).not.toHaveProperty('url');
  });

  it('gives no two embeds one URL, of which Discord would show the first alone', () => {
    const url = 'https://example.com/incidents';
    const shown = wire({ embeds: [embed({ url }), embed({ url })] });
    expect(shown.map((each) => each.url)).toEqual([url, undefined]);
  });
});

describe('toEditBody', () => {
  it('leaves out the sender, which cannot be changed', () => {
    expect(Object.keys(toEditBody({ embeds: [embed()] })).sort()).toEqual([
      'allowed_mentions',
      'content',
      'embeds',
    ]);
  });
});
