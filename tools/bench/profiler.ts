/** Loaded into the console with `--profile`: writes where its main thread spends the time between two messages. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

// Threads load it too.
if (isMainThread) await listen();

async function listen(): Promise<void> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  let isRunning = false;
  const toggle = async (name: string): Promise<void> => {
    isRunning = !isRunning;
    if (isRunning) {
      await session.post('Profiler.start');
    } else {
      const { profile } = await session.post('Profiler.stop');
      writeFileSync(
        join(process.env['BENCH_PROFILE_DIRECTORY'] ?? '.', `${name}.cpuprofile`),
        JSON.stringify(profile),
      );
    }
    process.send?.({ isRunning });
  };
  process.on('message', ({ profile }: { profile: string }) => void toggle(profile));
  // The console must be able to end.
  process.channel?.unref();
}
