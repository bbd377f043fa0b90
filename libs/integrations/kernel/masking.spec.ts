import type { Observation } from '@envscope/contracts/index.js';
import { describe, expect, it } from '@jest/globals';
import { ChannelRefusal, type Channel, type ChannelMessage } from './channels/channel.js';
import { maskedChannel, maskedProbe, type SecretMask } from './masking.js';

const SECRET = 's3cret';
const mask: SecretMask = {
  value: <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll(SECRET, '•••')) as T,
};
const stop = new AbortController().signal;

describe('maskedProbe', () => {
  const observation: Observation = {
    environment: SECRET,
    service: 'endpoints',
    observedAt: '2026-11-28T00:00:00.000Z',
    covers: 'service',
    results: [
      {
        target: SECRET,
        label: `at ${SECRET}`,
        checkedAt: '2026-11-28T00:00:00.000Z',
        latencyMs: 1,
        measurements: {},
        status: 'down',
        reason: { code: 'redirected', params: { location: `https://a.test/${SECRET}`, httpStatus: 302 } },
        detail: { redirectedTo: `https://a.test/${SECRET}` },
      },
      {
        target: 'well',
        checkedAt: '2026-11-28T00:00:00.000Z',
        latencyMs: 1,
        measurements: { latencyMs: 1 },
        status: 'up',
        reason: null,
      },
    ],
    parts: [{ target: 'GET:/a', label: `GET /${SECRET}`, measurements: { p95Ms: 1 } }],
    snapshot: { endpoints: [{ redirectedTo: `https://a.test/${SECRET}` }] },
  };

  it('hands on what the probe can do beside, and no more', () => {
    const taken: Observation[] = [];
    const probe = { service: 'endpoints' as const, observe: () => Promise.resolve(observation) };
    const resumed = maskedProbe({ ...probe, resume: (latest) => void taken.push(latest) }, mask);
    resumed.resume?.(observation);
    expect(taken).toEqual([observation]);
    expect(maskedProbe(probe, mask)).not.toHaveProperty('resume');
  });

  it('masks what others said, and no name that is ours', async () => {
    const probe = maskedProbe({ service: 'endpoints', observe: () => Promise.resolve(observation) }, mask);
    const { environment, results, parts, snapshot } = await probe.observe('dev', { timeoutMs: 1, stop });
    expect([environment, results[0]?.target]).toEqual([SECRET, SECRET]);
    expect(results[0]).toMatchObject({
      label: 'at •••',
      reason: { code: 'redirected', params: { location: 'https://a.test/•••', httpStatus: 302 } },
      detail: { redirectedTo: 'https://a.test/•••' },
    });
    expect(results[1]).toEqual(observation.results[1]);
    expect(parts).toEqual([{ target: 'GET:/a', label: 'GET /•••', measurements: { p95Ms: 1 } }]);
    expect(JSON.stringify(snapshot)).not.toContain(SECRET);
  });
});

describe('maskedChannel', () => {
  const refusal = new ChannelRefusal(
    'limited',
    { code: 'client-error', params: { channelMessage: `Cannot POST /${SECRET}` } },
    { waitMs: 7 },
  );
  const channel: Channel = {
    id: 'dev.discord',
    environment: 'dev',
    kind: 'discord',
    queue: 'q',
    label: null,
    language: 'en',
    route: { severities: null, services: null },
    room: { message: 1, block: 1, blocks: 1, sizeOf: () => 1 },
    post: () => Promise.reject(refusal),
    edit: () => Promise.reject(new TypeError('a bug')),
  };
  const message: ChannelMessage = { blocks: [], urgency: null, events: [] };

  it('masks what a refusal repeats, and keeps what it means', async () => {
    const error = await maskedChannel(channel, mask)
      .post(message, stop)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ChannelRefusal);
    expect(error).toMatchObject({
      kind: 'limited',
      options: { waitMs: 7 },
      reason: { code: 'client-error', params: { channelMessage: 'Cannot POST /•••' } },
    });
  });

  it('lets bugs be bugs, and has no call that the channel has not', async () => {
    const masked = maskedChannel(channel, mask);
    await expect(masked.edit?.('1', message, stop)).rejects.toThrow(TypeError);
    expect(masked.check).toBeUndefined();
    expect(masked).toMatchObject({ id: 'dev.discord', queue: 'q' });
  });
});
