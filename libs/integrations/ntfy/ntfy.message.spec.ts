import { describe, expect, it } from '@jest/globals';
import type { ChannelBlock, ChannelMessage } from '@envscope/integrations/kernel/channels/channel.js';
import { incidentOf, instantAfter } from '@envscope/testing/alerts.js';
import { channelMessageOf } from '@envscope/testing/contracts/channel-contract.js';
import { NTFY_ROOM, toPublication } from './ntfy.message.js';

const DELIVERY = { topic: 'a-topic', environment: 'dev', sequenceId: 'sequence-1', isUpdate: false };
const publicationOf = (changes: Partial<ChannelMessage> = {}) =>
  toPublication(channelMessageOf(changes), DELIVERY);
const blockOf = (changes: Partial<ChannelBlock>): ChannelBlock[] =>
  channelMessageOf().blocks.map((block) => ({ ...block, ...changes }));
const bytesOf = (value: unknown) => Buffer.byteLength(String(value));

describe('toPublication', () => {
  it('says below the title what is known, a fact in each line', () => {
    expect(publicationOf()['message']).toMatch(/^Refused since (\S+ \S+ UTC)\nSince: \1\nEnvscope$/);
  });

  it('writes since when as the time alone, since it cannot keep true how long ago that is', () => {
    const text = [{ at: instantAfter(0), style: 'since' }] as const;
    expect(publicationOf({ blocks: blockOf({ text, facts: [], footer: '' }) })['message']).toMatch(
      /^\S+ \S+ UTC$/,
    );
  });

  it.each([
    ['critical', 5],
    ['high', 4],
    ['medium', 3],
    ['low', 2],
    [null, 3],
  ] as const)('gives %s the priority %d', (urgency, priority) => {
    expect(publicationOf({ urgency })['priority']).toBe(priority);
  });

  it('is tagged with the worst of what is open', () => {
    const events = [
      { kind: 'opened', incident: incidentOf({ severity: 'medium' }) },
      { kind: 'opened', incident: incidentOf({ severity: 'high' }) },
      { kind: 'resolved', incident: incidentOf({ severity: 'critical', resolvedAt: instantAfter(1) }) },
    ] as const;
    expect(publicationOf({ events })['tags']).toEqual(['high', 'dev']);
  });

  it('is tagged as resolved when all is over, and only with the environment when it is a test', () => {
    const incident = incidentOf({ resolvedAt: instantAfter(1) });
    expect(publicationOf({ events: [{ kind: 'resolved', incident }] })['tags']).toEqual(['resolved', 'dev']);
    expect(publicationOf({ events: [] })['tags']).toEqual(['dev']);
  });

  it('has no button and nothing to tap where nothing leads anywhere', () => {
    const publication = publicationOf({ blocks: blockOf({ url: null, links: [] }) });
    expect(Object.keys(publication)).not.toEqual(expect.arrayContaining(['click']));
    expect(publication['actions']).toBeUndefined();
  });

  it.each([
    ['Korean', '레디스가 응답하지 않음 '.repeat(1_000)],
    ['emojis', '🔴'.repeat(3_000)],
    ['line breaks', 'a\n'.repeat(5_000)],
    ['quotes', '"\\'.repeat(5_000)],
    ['control characters', '\u0001'.repeat(9_000)],
  ])('fits into one message whatever of %s there is', (_story, long) => {
    const links = Array.from({ length: 9 }, () => ({
      label: 'Redis',
      url: `https://a.example/${'x'.repeat(400)}`,
    }));
    const facts = [{ name: 'Since', value: [long], isShort: true }];
    const publication = publicationOf({ blocks: blockOf({ title: long, text: [long], facts, links }) });
    expect(bytesOf(publication['message'])).toBeLessThanOrEqual(4_096);
    expect(bytesOf(publication['title'])).toBeLessThanOrEqual(1_024);
    expect(bytesOf(JSON.stringify(publication))).toBeLessThanOrEqual(8_192);
    expect(String(publication['message']).isWellFormed()).toBe(true);
    expect(publication['message']).toMatch(/…$/);
    expect(publication['actions']).toHaveLength(3);
  });

  it('counts in bytes what it has room for', () => {
    expect(NTFY_ROOM.sizeOf(['가나다'])).toBe(9);
  });
});
