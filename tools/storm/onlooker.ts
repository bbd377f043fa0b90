import { setTimeout as pause } from 'node:timers/promises';
import type { ChannelList } from '@envscope/contracts/index.js';
import { readProgress, type Progress } from './evidence.ts';
import type { StormStage } from './storm-stage.ts';

/** What is waited for does not come. */
export class StuckStorm extends Error {}

const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 150_000;

/** Waits for the consoles; meanwhile somebody watches the channels and has broken ones tried again. Rejects with `StuckStorm`. */
export async function until(stage: StormStage, isThere: (progress: Progress) => boolean): Promise<void> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  let last: Progress | undefined;
  while (!last || !isThere(last)) {
    if (Date.now() > deadlineMs) throw new StuckStorm(`No further than ${JSON.stringify(last ?? null)}`);
    await pause(LOOK_EVERY_MS);
    const [progress] = await Promise.all(stage.urls.map((url) => progressOf(stage, url)));
    last = progress;
  }
}

/** Undefined where the console has been killed meanwhile. */
async function progressOf(stage: StormStage, url: string): Promise<Progress | undefined> {
  try {
    await repairChannels(url);
    return await readProgress(url);
  } catch (error) {
    if (stage.urls.includes(url)) throw error;
    return undefined;
  }
}

async function repairChannels(url: string): Promise<void> {
  const path = `${url}/api/internal/channels`;
  const { channels } = (await (await fetch(path)).json()) as ChannelList;
  for (const { id, health } of channels) {
    if (health === 'broken' || health === 'failing') await fetch(`${path}/${id}/retries`, { method: 'POST' });
  }
}
