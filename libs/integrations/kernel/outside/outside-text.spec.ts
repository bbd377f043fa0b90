import { describe, expect, it } from '@jest/globals';
import { ChannelRefusal } from '@envscope/integrations/kernel/channels/channel.js';
import { IntegrationError } from '@envscope/integrations/kernel/errors/integration-error.js';
import { LONGEST, outsideReason, outsideSnapshot, outsideText } from './outside-text.js';

describe('outsideText', () => {
  it('leaves a text alone that keeps to its limit', () => {
    expect(outsideText('12345', 5)).toBe('12345');
  });

  it('says by an ellipsis that a text was cut', () => {
    expect(outsideText('123456', 5)).toBe('1234…');
  });

  it('does not cut a character in two', () => {
    expect(outsideText('abc🔑def', 5)).toBe('abc…');
  });
});

describe('outsideReason', () => {
  it('bounds texts and leaves numbers', () => {
    const reason = outsideReason({
      code: 'redirected',
      params: { location: 'x'.repeat(900_000), httpStatus: 302 },
    });
    expect(reason.params).toEqual({ location: `${'x'.repeat(LONGEST.reason - 1)}…`, httpStatus: 302 });
  });
});

describe('outsideSnapshot', () => {
  it('bounds texts and lists however deep they lie', () => {
    const bounded = outsideSnapshot({
      monitors: Array.from({ length: 6_000 }, () => ({ tags: ['y'.repeat(501)], id: 1, since: null })),
    }) as { monitors: { tags: string[] }[] };
    expect(bounded.monitors).toHaveLength(5_000);
    expect(bounded.monitors[0]).toEqual({ tags: [`${'y'.repeat(LONGEST.detail - 1)}…`], id: 1, since: null });
  });

  it('stays absent where there is none', () => {
    expect(outsideSnapshot(null)).toBeNull();
  });
});

describe('errors of clients and channels', () => {
  const vast = 'z'.repeat(900_000);

  it('hold no more of what a vendor said than people read', () => {
    const error = new IntegrationError('client-error', vast, { params: { detail: vast } });
    expect(error.message).toHaveLength(LONGEST.reason);
    expect(error.reason.params['detail']).toHaveLength(LONGEST.reason);
    const refusal = new ChannelRefusal('refused', { code: 'client-error', params: { channelMessage: vast } });
    expect(refusal.reason.params['channelMessage']).toHaveLength(LONGEST.reason);
  });
});
