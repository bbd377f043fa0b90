import { QueueEvents, type QueueEventsListener, type QueueEventsOptions } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';

/** The event by which workers report. */
export const REPORT = 'report';
/**
 * So many events of a queue are kept: some minutes of reports, which a console that takes the lead reads again. A report holds a
 * hundred results at most, so that Redis holds less than a hundred megabytes of them, however much is checked.
 */
export const KEPT_REPORTS = 1_000;
/** A lead changes within half a minute. */
const READ_AGAIN_MS = 90_000;

/** Reads the reports of a queue in their order, from some while before a moment of Redis' clock. */
export class ReportReader {
  private readonly events: QueueEvents;
  private isStopped = false;
  private lastId: string;

  constructor(name: string, options: QueueEventsOptions, nowMs: number, onReport: (text: string) => void) {
    this.lastId = `${Math.max(0, Math.round(nowMs - READ_AGAIN_MS))}-0`;
    const seen = { ...options, autorun: false, skipVersionCheck: true, lastEventId: this.lastId };
    this.events = new QueueEvents(name, seen);
    // The console asks the queue itself whether it answers.
    this.events.on('error', () => undefined);
    this.events.on<ReportEvents>(REPORT, ({ report }: { report: string }, id: string) => {
      this.lastId = id;
      onReport(report);
    });
    void this.run(seen);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.events.close();
  }

  /** An error that is not the connection's ends the reading: it goes on after the last report. */
  private async run(options: QueueEventsOptions): Promise<void> {
    while (!this.isStopped) {
      await this.events.run().catch(() => undefined);
      if (this.isStopped) return;
      this.events.opts = {
        ...this.events.opts,
        ...options,
        lastEventId: this.lastId,
      } as typeof this.events.opts;
      await pause(1_000, undefined, { ref: false });
    }
  }
}

interface ReportEvents extends QueueEventsListener {
  [REPORT]: (event: { report: string }, id: string) => void;
}
