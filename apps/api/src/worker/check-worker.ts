import type { Network } from '@envscope/integrations/network/network.js';
import { Prober } from '@envscope/monitoring/checks/prober.js';
import type { ClockWatch } from '@envscope/monitoring/clock/clock-watch.js';
import type { ConnectionWatch } from '@envscope/monitoring/connection/connection-watch.js';
import type { CheckPlan } from '@envscope/monitoring/schedule/check-plan.js';
import { isSpread } from '@envscope/monitoring/workers/shards.js';
import { WorkerQueue } from '@envscope/queue/worker-queue.js';
import type { ConsoleSettings } from '@envscope/settings/variables/console.settings.js';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { ReportSender } from './report-sender.js';
import { ShardRunner } from './shard-runner.js';

const logger = new Logger('Worker');

/** Takes jobs from the queue, makes their checks and reports what it saw. */
export class CheckWorker implements OnApplicationShutdown {
  private readonly queue: WorkerQueue;
  private readonly sender: ReportSender;
  private readonly runner: ShardRunner;
  private hasStarted = false;

  private constructor(
    queue: NonNullable<ConsoleSettings['queue']>,
    { location, workerName: name }: ConsoleSettings,
    network: Network,
    private readonly plan: CheckPlan,
    private readonly clock: ClockWatch,
    private readonly connection: ConnectionWatch,
  ) {
    const onFault = (error: unknown) =>
      logger.error('A check failed', error instanceof Error ? error.stack : error);
    this.queue = new WorkerQueue(queue, network, {
      location,
      name,
      process: (job, plannedMs) => this.runner.run(job, plannedMs, this.queue.clockOffsetMs),
      log: logger,
    });
    this.sender = new ReportSender(this.queue, {
      worker: { id: randomUUID(), name },
      location,
      blindSince: () => connection.blindSince,
      onFault: (error) => logger.debug(`Not reported: ${String(error)}`),
    });
    this.runner = new ShardRunner(
      plan,
      new Prober(clock, connection, { isStoodInFor: true }),
      this.sender,
      onFault,
    );
  }

  /** Throws where settings name no queue. */
  static of(
    settings: ConsoleSettings,
    ...parts: [Network, CheckPlan, ClockWatch, ConnectionWatch]
  ): CheckWorker {
    if (!settings.queue) throw new Error('set QUEUE_URL: a worker checks what its queue asks for');
    return new CheckWorker(settings.queue, settings, ...parts);
  }

  /** How many targets its settings name. */
  get targets(): number {
    return this.plan.checks.filter(isSpread).length;
  }

  /** Begins. Rejects where the queue cannot be used. */
  async start(): Promise<void> {
    this.clock.start();
    this.connection.start();
    await this.queue.start();
    this.hasStarted = true;
    this.sender.start();
  }

  /** What is in flight may end; what was not begun is given back to the queue. */
  async onApplicationShutdown(): Promise<void> {
    if (this.hasStarted) {
      this.runner.stop();
      await this.queue.drain();
      await Promise.race([this.sender.stop(), new Promise((late) => setTimeout(late, LAST_WORD_MS).unref())]);
    }
    await this.queue.stop();
    this.connection.stop();
    this.clock.stop();
  }
}

/** A queue that is away must not keep the worker from ending. */
const LAST_WORD_MS = 1_000;
