import { describe, expect, it } from '@jest/globals';
import { deliveryInPresentWords, incidentInPresentWords, storedStatesOf } from './earlier-words.js';

const AT = '2026-10-02T09:00:00.000Z';
const WHO = { service: 'redis', target: 'default', label: null };

describe('incidentInPresentWords', () => {
  const earlier = {
    id: '1',
    verdict: 'degraded',
    worst: 'failing',
    firstCause: { ...WHO, reason: { code: 'rule-met', params: { verdict: 'kept', value: 1 } } },
    members: [
      { ...WHO, verdict: 'degraded', reason: { code: 'rule-met', params: {} }, isConsequence: true },
      { ...WHO, verdict: 'healthy', reason: null, isConsequence: false },
    ],
    timeline: [
      { kind: 'opened', at: AT, ...WHO, verdict: 'failing', reason: { code: 'timeout', params: {} } },
      {
        kind: 'joined',
        at: AT,
        ...WHO,
        verdict: 'failing',
        isConsequence: true,
        reason: { code: 'rule-met', params: {} },
      },
      { kind: 'muted', at: AT, quietId: '7' },
      { kind: 'reminded', at: AT },
      { kind: 'commented', at: AT, by: 'Minji', note: 'reminded of verdict' },
    ],
    lastRemindedAt: AT,
  };
  const present = {
    id: '1',
    targetState: 'degraded',
    worst: 'failing',
    firstCause: { ...WHO, reason: { code: 'rule-fired', params: { verdict: 'kept', value: 1 } } },
    members: [
      { ...WHO, targetState: 'degraded', reason: { code: 'rule-fired', params: {} }, isDependent: true },
      { ...WHO, targetState: 'healthy', reason: null, isDependent: false },
    ],
    timeline: [
      { kind: 'opened', at: AT, ...WHO, targetState: 'failing', reason: { code: 'timeout', params: {} } },
      {
        kind: 'joined',
        at: AT,
        ...WHO,
        targetState: 'failing',
        isDependent: true,
        reason: { code: 'rule-fired', params: {} },
      },
      { kind: 'muted', at: AT, muteId: '7' },
      { kind: 'repeated', at: AT },
      { kind: 'commented', at: AT, by: 'Minji', note: 'reminded of verdict' },
    ],
    lastRepeatedAt: AT,
  };

  it('renames fields and words, and leaves alone what people and services wrote', () => {
    expect(incidentInPresentWords(earlier)).toEqual(present);
  });

  it('changes nothing that is in present words', () => {
    expect(incidentInPresentWords(present)).toEqual(present);
  });
});

describe('the words of channels', () => {
  const earlier = {
    code: 'not-discord',
    params: { discordCode: 50_027, discordMessage: 'Invalid', discordErrors: 'none', httpStatus: 401 },
  };
  const present = {
    code: 'not-the-channel',
    params: { channelCode: 50_027, channelMessage: 'Invalid', channelErrors: 'none', httpStatus: 401 },
  };

  it('are those of any channel, in attempts and in incidents', () => {
    const attempts = (reason: object) => ({ attempts: [{ at: AT, outcome: 'failed', reason }] });
    expect(deliveryInPresentWords(attempts(earlier))).toEqual(attempts(present));
    const members = (reason: object) => ({ members: [{ ...WHO, reason }] });
    expect(incidentInPresentWords(members(earlier))).toEqual(members(present));
  });
});

describe('names that every object has', () => {
  it('are left alone', () => {
    const params = { constructor: 'a', toString: 'b' };
    const members = { members: [{ ...WHO, constructor: 1, reason: { code: 'constructor', params } }] };
    expect(incidentInPresentWords(members)).toEqual(members);
  });
});

describe('storedStatesOf', () => {
  it('adds the words of earlier consoles', () => {
    expect(storedStatesOf(['queued', 'sending'])).toEqual(['queued', 'sending', 'waiting']);
    expect(storedStatesOf(['delivered'])).toEqual(['delivered', 'sent']);
    expect(storedStatesOf(['dead'])).toEqual(['dead']);
  });
});

describe('deliveryInPresentWords', () => {
  const attempt = { at: AT, verb: 'post', tookMs: 12, reason: null };

  it.each([
    ['waiting', 'queued'],
    ['sending', 'sending'],
    ['sent', 'delivered'],
    ['merged', 'merged'],
    ['dead', 'dead'],
  ])('writes the state %s as %s', (state, present) => {
    expect(deliveryInPresentWords({ state })).toEqual({ state: present });
  });

  it('renames its kind, its fields and the outcomes of its attempts, and changes nothing twice', () => {
    const once = deliveryInPresentWords({
      kind: 'reminder',
      wantedAt: AT,
      toldTogether: 7,
      attempts: [
        { ...attempt, outcome: 'sent' },
        { ...attempt, outcome: 'failed' },
      ],
    });
    expect(once).toEqual({
      kind: 'repeat',
      createdAt: AT,
      digestSize: 7,
      attempts: [
        { ...attempt, outcome: 'delivered' },
        { ...attempt, outcome: 'failed' },
      ],
    });
    expect(deliveryInPresentWords(once)).toEqual(once);
  });
});
