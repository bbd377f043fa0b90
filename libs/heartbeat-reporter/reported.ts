import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** Where and how a job's runs are reported. */
export interface ReportOptions {
  /** The job's address with its token; undefined reports nothing, as on a developer's machine. */
  readonly url: string | undefined;
  /** How long to wait before each further attempt, in milliseconds. */
  readonly retryAfterMs?: readonly number[];
}

const TIMEOUT_MS = 10_000;
/** Together longer than a restart of the console takes. */
const RETRY_AFTER_MS = [1_000, 3_000, 9_000, 20_000];
const LONGEST_LOG = 10_000;

const logger = new Logger('Heartbeat');

/**
 * Does the work and reports its run: the start, then success, or failure with the error. Answers and throws what the work does; a
 * report that cannot be sent is a line in the log and never the job's failure. Reports are sent in their order.
 */
export async function reported<T>(options: ReportOptions, work: () => Promise<T> | T): Promise<T> {
  const { url } = options;
  if (url === undefined || url === '') return work();
  const run = randomUUID();
  const start = send(`${url}/start?run=${run}`, '', options);
  const end = async (signal: string, log: string): Promise<void> => {
    await start;
    await send(`${url}/${signal}?run=${run}`, log, options);
  };
  try {
    const result = await work();
    void end('success', '');
    return result;
  } catch (error) {
    void end('failure', textOf(error));
    throw error;
  }
}

/** Never rejects. */
async function send(
  url: string,
  log: string,
  { retryAfterMs = RETRY_AFTER_MS }: ReportOptions,
): Promise<void> {
  let fault = '';
  for (const waitMs of [0, ...retryAfterMs]) {
    if (waitMs > 0) await setTimeout(waitMs);
    try {
      const { status } = await fetch(url, {
        method: 'POST',
        body: log,
        headers: { 'content-type': 'text/plain' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (status < 300) return;
      fault = `HTTP ${status}`;
      // What is refused for good is not sent again.
      if (status < 500 && status !== 429) break;
    } catch (error) {
      // Not its message, which may hold the address and so the token.
      fault = error instanceof Error ? error.name : 'unknown fault';
    }
  }
  logger.warn(`A heartbeat was not received: ${fault}`);
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.slice(0, LONGEST_LOG);
}
