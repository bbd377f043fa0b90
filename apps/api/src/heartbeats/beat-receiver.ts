import type { Beat, BeatAccepted } from '@envscope/contracts/index.js';
import { SECRET_MASK, type SecretMask } from '@envscope/integrations/kernel/masking.js';
import { within } from '@envscope/monitoring/clock/within.js';
import { CheckSchedule } from '@envscope/monitoring/schedule/check-schedule.js';
import { BeatStore } from '@envscope/store/beat-store.js';
import { StoreFault } from '@envscope/store/observation-store.js';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { JobTokens } from './job-tokens.js';
import { Listening } from './listening.js';

/** A job does not wait for a store that needs longer: it is asked to send the heartbeat again. */
const TIMEOUT_MS = 3_000;

/** What a job says of a run. */
export type Report = Pick<Beat, 'kind' | 'run' | 'exitCode' | 'log'>;

/** Takes heartbeats: keeps them in the store, whichever console receives them, and has the job judged at once. */
@Injectable()
export class BeatReceiver implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly tokens: JobTokens,
    private readonly store: BeatStore,
    private readonly schedule: CheckSchedule,
    private readonly listening: Listening,
    @Inject(SECRET_MASK) private readonly mask: SecretMask,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.tokens.isEmpty) this.listening.start();
  }

  onApplicationShutdown(): void {
    this.listening.stop();
  }

  /** Resolves when the heartbeat is durable. Throws `unknown-heartbeat`, `StoreFault`. */
  async receive(token: string, { kind, run, exitCode, log }: Report): Promise<BeatAccepted> {
    const { environment, job } = this.tokens.jobOf(token);
    const at = new Date().toISOString();
    const beat = { environment, job, kind, at, run, exitCode, log: this.mask.value(log) };
    const { fault } = await within(TIMEOUT_MS, this.store.appendBeat(beat));
    if (fault !== undefined) throw new StoreFault('The heartbeat was not kept');
    // A follower's check is not used: the leader's next one reads what was kept.
    this.schedule.request(environment, 'heartbeats', job);
    return { environment, job, kind, at };
  }
}
