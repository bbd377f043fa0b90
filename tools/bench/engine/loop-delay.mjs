// Not in TypeScript: stripping types would take the console tens of megabytes.
/** Loaded into the console: answers a message with how late its main thread's loop was since the last one, milliseconds. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

// Threads load it too.
if (isMainThread) {
  const delays = monitorEventLoopDelay({ resolution: 10 });
  process.on('message', () => {
    process.send?.({ p99: delays.percentile(99) / 1e6, highest: delays.max / 1e6 });
    delays.reset();
    // Not before somebody asks: a hundred wake-ups a second would be a tenth of what the console's checks cost.
    delays.enable();
  });
  // The console must be able to end.
  process.channel?.unref();
}
