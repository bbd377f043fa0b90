import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from './seeded.ts';
import type { StormStage } from './storm-stage.ts';

export interface Kills {
  readonly kills: number;
  /** How long all of it takes, about, beside starts and successions. */
  readonly withinMs: number;
  readonly seed: number;
}

/** A lease of ten seconds, and the moment at which another console finds that it is over. */
const SUCCESSION_MS = 14_000;

/** Kills the only console at random moments, and starts it again each time. */
export async function killAgainAndAgain(stage: StormStage, { kills, withinMs, seed }: Kills): Promise<void> {
  const random = seeded(seed);
  for (let kill = 0; kill < kills; kill += 1) {
    await pause((random() * 2 * withinMs) / kills);
    await stage.kill();
    await stage.launch();
  }
}

/** Kills the one of two consoles that leads, at random moments; the other takes over, and has another beside it then. */
export async function killTheLeadingOne(stage: StormStage, { kills, withinMs, seed }: Kills): Promise<void> {
  const random = seeded(seed);
  for (let kill = 0; kill < kills; kill += 1) {
    await pause((random() * 2 * withinMs) / kills);
    // The oldest leads: whoever comes in its place is launched when the other has taken over.
    await stage.kill();
    await pause(SUCCESSION_MS);
    await stage.launch();
  }
}
