/** The console of the browser tests and its sandbox, until it is stopped. */
import { CONSOLE_PORT, SANDBOX_PORT } from './stage/addresses.ts';
import { startStage } from './stage/stage.ts';

const stage = await startStage({ port: CONSOLE_PORT, sandboxPort: SANDBOX_PORT });

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void stage.stop().finally(() => process.exit(0)));
}
console.log(`The console under test is at ${stage.url}`);
