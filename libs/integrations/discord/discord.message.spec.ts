import { describe, expect, it } from '@jest/globals';
import { toExecuteBody, type DiscordEmbed, type DiscordMessage } from './discord.message.js';

interface WireEmbed {
  readonly title: string;
  readonly description: string;
  readonly color: number;
  readonly fields: readonly { name: string; value: string }[];
  readonly author?: { name: string };
  readonly footer?: { text: string };
}

const embed = (parts: Partial<DiscordEmbed> = {}): DiscordEmbed => ({
  title: 'Down',
  color: '#e74c3c',
  ...parts,
});
const wire = (message: DiscordMessage) => toExecuteBody(message)['embeds'] as WireEmbed[];
const long = (units: number) => 'x'.repeat(units);

describe('toExecuteBody', () => {
  it('names the sender in a way that Discord takes, and mentions nobody', () => {
    const body = toExecuteBody({ embeds: [embed({ description: '@everyone' })] });
    expect(body['username']).not.toMatch(/discord|clyde/i);
    expect(body['allowed_mentions']).toEqual({ parse: [] });
  });

  it('writes a colour as a number', () => {
    expect(wire({ embeds: [embed({ color: '#e74c3c' })] })[0]?.color).toBe(15_158_332);
  });

  it('cuts every part to its limit and marks the cut', () => {
    const fields = Array.from({ length: 30 }, () => ({ name: 'n', value: 'v' }));
    const [cut] = wire({
      embeds: [embed({ title: long(300), author: long(300), footer: long(3_000), fields })],
    });
    expect([
      cut?.title.length,
      cut?.author?.name.length,
      cut?.footer?.text.length,
      cut?.fields.length,
    ]).toEqual([256, 256, 2_048, 25]);
    expect(cut?.title.endsWith('x…')).toBe(true);
  });

  it('cuts the content', () => {
    expect(toExecuteBody({ content: long(2_500), embeds: [] })['content']).toHaveLength(2_000);
  });

  it('keeps all embeds together within six thousand', () => {
    const embeds = Array.from({ length: 12 }, () => embed({ description: long(4_096) }));
    const kept = wire({ embeds });
    const total = kept.reduce((sum, { title, description }) => sum + title.length + description.length, 0);
    expect(total).toBe(6_000);
    expect(kept.length).toBeLessThanOrEqual(10);
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

  it('never cuts through a character', () => {
    const [cut] = wire({ embeds: [embed({ title: `${long(254)}😀😀` })] });
    expect(cut?.title).toBe(`${long(254)}…`);
  });
});
