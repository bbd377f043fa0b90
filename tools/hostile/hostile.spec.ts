import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCampaign, runTrespass } from './campaign.ts';
import { AttackedConsole } from './attacked-console.ts';

const START_LIMIT_MS = 180_000;
const CAMPAIGN_LIMIT_MS = 180_000;
const REQUESTS = 1_200;

describe('the built console', () => {
  let stage: AttackedConsole;

  beforeAll(async () => {
    stage = await AttackedConsole.open();
  }, START_LIMIT_MS);
  afterAll(() => stage.close());

  it(
    'answers hostile requests briefly, as it announces, without a secret, and is well afterwards',
    async () => {
      const { faults, statuses } = await runCampaign(stage, { seed: 1, requests: REQUESTS });
      expect(faults).toEqual([]);
      // They got past the door, and were refused for many reasons.
      expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '403', '404', '415']));
    },
    CAMPAIGN_LIMIT_MS,
  );
});

describe('the built console that lets in whom it should', () => {
  let stage: AttackedConsole;

  beforeAll(async () => {
    stage = await AttackedConsole.open({ ALLOW_UNAUTHENTICATED: 'false' });
  }, START_LIMIT_MS);
  afterAll(() => stage.close());

  it(
    'gives everybody the answer that the permission model says, whatever they send',
    async () => {
      const { faults, statuses, callers } = await runTrespass(stage, { seed: 1, requests: REQUESTS });
      expect(faults).toEqual([]);
      expect(callers.length).toBeGreaterThan(10);
      expect(Object.keys(statuses)).toEqual(
        expect.arrayContaining(['200', '400', '401', '403', '404', '415']),
      );
    },
    CAMPAIGN_LIMIT_MS,
  );
});
