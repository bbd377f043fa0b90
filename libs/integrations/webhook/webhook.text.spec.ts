import { describe, expect, it } from '@jest/globals';
import type { ChannelBlock } from '@envscope/integrations/kernel/channels/channel.js';
import { plainText } from './webhook.text.js';

const at = '2026-10-02T09:41:57.000Z';
const block: ChannelBlock = {
  title: 'Production: Redis is down',
  url: 'https://envscope.example.com/incidents/1',
  color: '#1f9d61',
  text: ['Refused, checked ', { at, style: 'ago' }],
  facts: [{ name: 'Since', value: [{ at, style: 'time' }], isShort: true }],
  links: [{ label: 'Upstash', url: 'https://console.upstash.com' }],
  footer: 'Envscope',
  at,
};
const textOf = (...blocks: ChannelBlock[]) => plainText({ blocks, urgency: null, events: [] });

describe('plainText', () => {
  it('says in lines what a block shows, in UTC', () => {
    expect(textOf(block)).toBe(
      [
        'Production: Redis is down',
        'Refused, checked 2026-10-02 09:41 UTC',
        'Since: 2026-10-02 09:41 UTC',
        'Upstash: https://console.upstash.com',
        'https://envscope.example.com/incidents/1',
      ].join('\n'),
    );
  });

  it('leaves no empty line where a block is short, and one between blocks', () => {
    const short = { ...block, text: [], facts: [], links: [], url: null };
    expect(textOf(short, { ...short, title: 'Redis is up' })).toBe(
      'Production: Redis is down\n\nRedis is up',
    );
  });

  it('names a link once', () => {
    const links = [{ label: 'Incident', url: 'https://envscope.example.com/incidents/1' }];
    expect(textOf({ ...block, links, text: [], facts: [] })).toBe(
      'Production: Redis is down\nIncident: https://envscope.example.com/incidents/1',
    );
  });
});
