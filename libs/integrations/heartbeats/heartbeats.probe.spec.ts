import { HeartbeatsSnapshot, type Beat } from '@envscope/contracts/index.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import {
  describeProbeContract,
  limitsOf,
  type Misbehaviour,
} from '@envscope/testing/contracts/probe-contract.js';
import { environmentsModule, environmentsOf } from '@envscope/testing/environments.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { HeartbeatsModule } from './heartbeats.module.js';
import { HeartbeatsProbe } from './heartbeats.probe.js';
import { HEARTBEAT_RECORDS, type HeartbeatRecords } from './heartbeats.records.js';
import { heartbeatsSection } from './heartbeats.settings.js';

const TOKEN = 'heartbeats-token-of-the-spec';

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const beatOf = (differs: Partial<Beat>): Beat => ({
  ...{ environment: 'dev', job: 'backup', kind: 'success', at: ago(60_000) },
  ...{ run: null, exitCode: null, log: null },
  ...differs,
});
const HEALTHY = [beatOf({ kind: 'start', at: ago(120_000) }), beatOf({})];

async function start(records: HeartbeatRecords): Promise<TestingModule> {
  @Global()
  @Module({
    providers: [{ provide: HEARTBEAT_RECORDS, useValue: records }],
    exports: [HEARTBEAT_RECORDS],
  })
  class RecordsModule {}
  const environments = environmentsOf('heartbeats', heartbeatsSection, {
    dev: { HEARTBEATS: `backup=${TOKEN}` },
    staging: null,
  });
  return Test.createTestingModule({
    imports: [environmentsModule(environments), RecordsModule, HeartbeatsModule],
  }).compile();
}

const MISBEHAVIOURS: Readonly<Record<Misbehaviour, () => Promise<Beat[]>>> = {
  hang: () => new Promise(() => undefined),
  garbage: () => Promise.reject(new StoreFault('garbage')),
  unauthorized: () => Promise.reject(new StoreFault('unauthorized')),
};

describeProbeContract(
  'HeartbeatsProbe',
  async () => {
    let misbehaviour: Misbehaviour | undefined;
    const module = await start({
      beats: () => (misbehaviour ? MISBEHAVIOURS[misbehaviour]() : Promise.resolve(HEALTHY)),
      deafTimes: () => Promise.resolve([]),
    });
    return {
      probe: module.get(HeartbeatsProbe),
      environment: 'dev',
      unconfigured: 'staging',
      misbehave: (kind) => {
        misbehaviour = kind;
      },
      recover: () => {
        misbehaviour = undefined;
      },
      close: () => module.close(),
    };
  },
  {
    snapshot: HeartbeatsSnapshot,
    silence: 'unknown',
    garbage: 'job-unobserved',
    hasCredential: false,
    secrets: [TOKEN],
  },
);

describe('HeartbeatsProbe', () => {
  let beats: Beat[];
  let module: TestingModule;

  beforeEach(async () => {
    beats = [];
    module = await start({
      beats: ({ hasLogs }) =>
        Promise.resolve(beats.map((beat) => ({ ...beat, log: hasLogs ? beat.log : null }))),
      deafTimes: () => Promise.resolve([]),
    });
  });
  afterEach(() => module.close());

  const observe = async () => {
    const { results } = await module.get(HeartbeatsProbe).observe('dev', limitsOf(), 'backup');
    return results[0];
  };

  it('shows the newest run, when it succeeded last, and when the next is due', async () => {
    beats = HEALTHY;
    expect(await observe()).toMatchObject({
      target: 'backup',
      status: 'up',
      latencyMs: null,
      measurements: { durationMs: expect.any(Number), sinceSuccessMs: expect.any(Number) },
      detail: {
        name: 'backup',
        everyMs: 86_400_000,
        lastRun: { outcome: 'success' },
        lastSuccessAt: HEALTHY[1]?.at,
        dueAt: new Date(Date.parse(HEALTHY[0]?.at ?? '') + 86_400_000).toISOString(),
      },
    });
  });

  it('brings the end of the log of a failure, and no log besides', async () => {
    beats = [...HEALTHY, beatOf({ kind: 'failure', exitCode: 1, log: 'disk full', at: ago(10) })];
    const result = await observe();
    expect(result).toMatchObject({
      status: 'down',
      reason: { code: 'job-failed', params: { exitCode: 1, log: 'disk full' } },
    });
    expect(JSON.stringify(result?.detail)).not.toContain('disk full');
  });

  it('has one failure and one success decide', () => {
    expect(module.get(HeartbeatsProbe).targets('dev')).toEqual([
      { id: 'backup', failureThreshold: 1, successThreshold: 1 },
    ]);
  });
});
