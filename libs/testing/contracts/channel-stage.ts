import type { Channel } from '@envscope/integrations/kernel/channels/channel.js';
import type { ChannelDefinition } from '@envscope/integrations/kernel/channels/definition.js';
import * as z from 'zod';
import { channelsOf } from '../environments.js';
import { startSandbox, type Sandbox } from '../servers/sandbox.js';
import type { ChannelStage } from './channel-contract.js';

const Calls = z.object({ calls: z.record(z.string(), z.record(z.string(), z.number())) });

/** The channel that these variables of `dev` open, without its routes. */
export function channelOf(definition: ChannelDefinition, dev: Readonly<Record<string, string>>): Channel {
  const [channel] = channelsOf(definition, { dev });
  if (!channel) throw new Error('There is no channel');
  return channel;
}

/** A channel before the receiver that a sandbox of its own has by that name, and how many messages that has taken. */
export async function sandboxStage(
  service: string,
  at: (origin: string) => Channel,
  takenBy: (sandbox: Sandbox) => Promise<number>,
): Promise<ChannelStage> {
  const sandbox = await startSandbox();
  return {
    channel: at(sandbox.http),
    at,
    seen: async () => {
      const counts = Calls.parse(await sandbox.state()).calls[service] ?? {};
      const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return { calls, taken: await takenBy(sandbox) };
    },
    misbehave: (fault) => sandbox.fault({ service, ...fault }),
    recover: () => sandbox.reset(),
    close: () => sandbox.close(),
  };
}
